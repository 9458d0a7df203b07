"""The answers of the synthetic county as values a person, and random sheets of answers with gaps."""

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.benchmarking import reference

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
NAN = float("nan")


def answers(domain: str) -> Floats:
    """Everybody's answers to a domain, a row a person; NaN for no answer."""
    return np.array(
        [
            [NAN if row[item] in reference.BLANKS else float(row[item]) for item in reference.items(domain)]
            for row in reference.table("boards.csv")
        ]
    )


def board_places() -> Ints:
    """The board of each person, as its place among the boards."""
    place = {board: i for i, board in enumerate(reference.boards())}
    return np.array([place[int(row["board"])] for row in reference.table("boards.csv")])


def of_item(domain: str, item: int) -> tuple[list[int], list[float], list[float]]:
    """People who answered one item, their mean and within sum of squares, for each board."""
    column, board = answers(domain)[:, item], board_places()
    own = [column[(board == place) & ~np.isnan(column)].tolist() for place in range(len(reference.boards()))]
    means = [sum(each) / len(each) if each else NAN for each in own]
    return (
        [len(each) for each in own],
        means,
        [sum((y - m) ** 2 for y in each) for each, m in zip(own, means, strict=True)],
    )


@st.composite
def sheets(draw: st.DrawFn, *, gaps: bool = True) -> tuple[Floats, Ints]:
    """Answers of some boards to some items, with gaps, and whose they are."""
    n_items = draw(st.integers(2, 5))
    sizes = draw(st.lists(st.integers(1, 6), min_size=2, max_size=6))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    board = np.repeat(np.arange(len(sizes)), sizes)
    level = rng.normal(size=len(sizes))[board, None] + rng.normal(size=(board.size, 1))
    found = np.clip(np.round(2.5 + level + rng.normal(size=(board.size, n_items))), 1, 4)
    if gaps:
        found[rng.random(found.shape) < 0.1] = NAN
    order = rng.permutation(board.size)
    return found[order], board[order]
