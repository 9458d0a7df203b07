"""No number is shown that cannot be followed to its formula: each has its line in docs/statistics.md."""

import dataclasses
import re
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest

from govscore.reporting.county_model import CountyReport
from govscore.reporting.model import Report
from govscore.reporting.own_results import OwnResults
from govscore.reporting.reading import Reading

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "statistics.md").read_text(encoding="utf-8")
INDEX = PAGE.partition("## Every number, and where it is explained\n")[2].partition("\n## ")[0]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in INDEX.splitlines()
    if line.startswith("| ") and not line.startswith(("| number", "|---"))
]
SECTIONS = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
# A reading is named where it stands. The rest is read off the questionnaire, and worked out from nobody's answers.
READ_OFF = {"Reading.value", "LevelMark.place", "LevelMark.value", "OptionCountLine.place"}


def parts(kind: object, seen: list[type]) -> list[type]:
    """Every dataclass that may stand somewhere within another."""
    for inner in typing.get_args(kind):
        parts(inner, seen)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind not in seen:
        seen.append(kind)
        for hint in typing.get_type_hints(kind).values():
            parts(hint, seen)
    return seen


def is_number(hint: object) -> bool:
    inner = typing.get_args(hint)
    return hint in (int, float, Reading) or any(is_number(each) for each in inner)


def fields() -> Iterator[tuple[str, object]]:
    found: list[type] = []
    for whole in (Report, CountyReport, OwnResults):
        parts(whole, found)
    for part in found:
        for name, hint in typing.get_type_hints(part).items():
            yield f"{part.__name__}.{name}", hint


FIELDS = dict(fields())
NUMBERS = sorted(name for name, hint in FIELDS.items() if is_number(hint) and name not in READ_OFF)


def test_numbers_are_found_at_all() -> None:
    assert {"DomainSection.mean", "PositionPart.percentile", "FunnelStep.low_95"} <= set(NUMBERS)


@pytest.mark.parametrize("number", NUMBERS)
def test_every_number_of_a_report_or_a_page_has_its_entry(number: str) -> None:
    assert [row for row in ROWS if f"`{number}`" in row[1]], f"{number} has no line in docs/statistics.md"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_entry_leads_to_a_section_with_a_formula_and_to_what_there_is(row: list[str]) -> None:
    _, held, section = row
    assert section in SECTIONS
    text = PAGE.partition(f"## {section}\n")[2].partition("\n## ")[0]
    for term in ("**Formula.**", "**Source.**", "**Convention.**", "**Smallest n.**", " told**"):
        assert term in text, f"{section} lacks {term}"
    assert set(re.findall(r"`([\w.]+)`", held)) <= FIELDS.keys()


@pytest.mark.parametrize("section", sorted({row[2] for row in ROWS}))
def test_every_section_leads_to_code_and_that_to_a_test(section: str) -> None:
    text = PAGE.partition(f"## {section}\n")[2].partition("\n## ")[0]
    files = re.findall(r"\(`([\w/]+\.py)`", text)
    assert files, f"{section} names no file"
    for file in files:
        room = "" if (ROOT / "govscore" / file).exists() else "benchmarking/"
        assert (ROOT / "govscore" / f"{room}{file}").exists(), f"{section}: there is no {file}"
        path = Path(room) / file
        assert (ROOT / "tests" / path.parent / f"test_{path.name}").exists(), f"{section}: {file} has no test"
