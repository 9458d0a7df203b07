"""Reads the synthetic county of tests/reference and what R made of it."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).resolve().parent.parent / "reference"
BLANKS = {"", "DK", "NA"}
DOMAINS = ("strategy", "finance", "oversight", "people")


def table(name: str) -> list[dict[str, str]]:
    """Rows of one file, cells as text."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def document(name: str) -> Any:
    """One JSON file."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def number(cell: str) -> float:
    """A cell as a number; an empty one is not defined."""
    return float(cell) if cell else float("nan")


def expected(name: str, domain: str, *columns: str) -> dict[int, tuple[float, ...]]:
    """Columns of one domain by board."""
    return {
        int(row["board"]): tuple(number(row[column]) for column in columns)
        for row in table(name)
        if row["domain"] == domain
    }


def items(domain: str) -> list[str]:
    """The items of a domain."""
    found: list[str] = document("domains.json")["domains"][domain]["items"]
    return found


def options(domain: str) -> list[int]:
    """The values of a domain's options."""
    low, high = document("domains.json")["domains"][domain]["options"]
    return list(range(low, high + 1))


def boards() -> list[int]:
    """Every board, by number."""
    return sorted({int(row["board"]) for row in table("boards.csv")})


def counts(domain: str) -> NDArray[np.int64]:
    """How many chose each option: boards by items by options."""
    place = {board: i for i, board in enumerate(boards())}
    names, values = items(domain), options(domain)
    counted = np.zeros((len(place), len(names), len(values)), dtype=np.int64)
    for row in table("boards.csv"):
        for j, item in enumerate(names):
            if row[item] not in BLANKS:
                counted[place[int(row["board"])], j, values.index(int(row[item]))] += 1
    return counted


def sufficient(domain: str) -> tuple[list[int], list[float], list[float]]:
    """People with a domain score, their mean and within sum of squares, for each board."""
    scores: dict[int, list[float]] = {board: [] for board in boards()}
    needed = document("domains.json")["least_answers_for_a_domain_score"][domain]
    for row in table("boards.csv"):
        answers = [int(row[item]) for item in items(domain) if row[item] not in BLANKS]
        if len(answers) >= needed:
            scores[int(row["board"])].append(sum(answers) / len(answers))
    n = [len(own) for own in scores.values()]
    means = [sum(own) / len(own) if own else float("nan") for own in scores.values()]
    ssw = [sum((y - m) ** 2 for y in own) for own, m in zip(scores.values(), means, strict=True)]
    return n, means, ssw
