"""The reference county as codes, and the slow forms of the statistics that its tests compare with."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import rankdata

from govscore.benchmarking.counts import AnswerCounts, Blank, count_answers
from tests.benchmarking import reference

BLANKS = {"": Blank.SKIPPED, "DK": Blank.DONT_KNOW, "NA": Blank.NOT_APPLICABLE}
FOUR_LEVELS = [item for d in ("strategy", "finance", "people") for item in reference.items(d)]
NULLS = {"uniform": 2.0, "slight": 1.34, "moderate": 0.90, "heavy": 0.44}


def board_of() -> NDArray[np.int64]:
    """Whose board each row of the file is, in the order of the file, which is none."""
    place = {board: i for i, board in enumerate(reference.boards())}
    return np.array([place[int(row["board"])] for row in reference.table("boards.csv")])


def codes(items: Sequence[str]) -> NDArray[np.uint8]:
    """The answers to some items as codes."""
    rows = reference.table("boards.csv")
    return np.array([[BLANKS.get(row[item], row[item]) for item in items] for row in rows]).astype(np.uint8)


def counts(domain: str) -> AnswerCounts:
    """The counts of one domain."""
    return count_answers(
        board_of(), codes(reference.items(domain)), n_boards=60, n_options=len(reference.options(domain))
    )


def columns(name: str, *names: str, domain: str | None = None) -> NDArray[np.float64]:
    """Columns of one expected file, a row a board in numerical order."""
    rows = [row for row in reference.table(name) if domain is None or row["domain"] == domain]
    by_board = {int(row["board"]): [reference.number(row[each]) for each in names] for row in rows}
    return np.array([by_board[board] for board in reference.boards()])


def sheets(most_people: int = 7, most_items: int = 5) -> st.SearchStrategy[list[list[int]]]:
    """Answers of one board: 1 to 4, or 0 for none."""
    return st.integers(1, most_items).flatmap(
        lambda k: st.lists(st.lists(st.integers(0, 4), min_size=k, max_size=k), max_size=most_people)
    )


def tally(sheet: list[list[int]], *, n_items: int | None = None) -> NDArray[np.int32]:
    """The counts of one board on four options."""
    width = n_items if n_items is not None else len(sheet[0]) if sheet else 1
    answers = np.array(sheet, dtype=np.uint8).reshape(len(sheet), width)
    return count_answers(np.zeros(len(sheet), dtype=int), answers, n_boards=1, n_options=4).chosen[0]


def given(sheet: list[list[int]], item: int) -> NDArray[np.float64]:
    """The answers to one item."""
    return np.array([row[item] for row in sheet if row[item]], dtype=float)


def slow_alpha(sheet: list[list[int]], level: str) -> float:
    """Krippendorff's alpha by its coincidence matrix."""
    units = [given(sheet, item) for item in range(len(sheet[0]))] if sheet else []
    units = [unit for unit in units if unit.size >= 2]
    values = np.unique(np.concatenate(units)) if units else np.zeros(0)
    if values.size < 2:
        return float("nan")
    coincidences = np.zeros((values.size, values.size))
    for unit in units:
        n = np.array([(unit == value).sum() for value in values])
        coincidences += (np.outer(n, n) - np.diag(n)) / (unit.size - 1)
    n = coincidences.sum(axis=1)
    points = {"interval": values, "ordinal": np.cumsum(n) - n / 2}.get(level)
    distance = 1 - np.eye(values.size) if points is None else np.subtract.outer(points, points) ** 2
    return float(1 - (n.sum() - 1) * (coincidences * distance).sum() / (np.outer(n, n) * distance).sum())


def slow_w(sheet: list[list[int]]) -> float:
    """Kendall's W by SciPy's ranks."""
    answers = np.array([row for row in sheet if any(row)])
    if answers.size == 0:
        return float("nan")
    answers = answers[:, (answers > 0).all(axis=0)]
    m, k = answers.shape
    if m < 2 or k < 2:
        return float("nan")
    ranks = rankdata(answers, axis=1)
    ties = sum((t**3 - t).sum() for t in (np.unique(row, return_counts=True)[1] for row in answers))
    below = m**2 * (k**3 - k) - m * ties
    return float(12 * ((ranks.sum(axis=0) - m * (k + 1) / 2) ** 2).sum() / below) if below else float("nan")
