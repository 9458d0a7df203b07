"""The one place where pyxform is asked: whether a workbook is a form, and what its columns and types mean."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyxform import aliases
from pyxform.errors import PyXFormError
from pyxform.parsing.sheet_headers import process_header
from pyxform.question import MultipleChoiceQuestion, Option
from pyxform.survey import Survey
from pyxform.xls2json import RE_BEGIN_CONTROL, RE_END_CONTROL, RE_SELECT, workbook_to_json
from pyxform.xls2json_backends import DefinitionData

from govscore.questionnaire.faults import FaultyQuestionnaire, whole_file
from govscore.questionnaire.foreign.sheets import Sheet

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
ALSO_READ = frozenset({"external_choices", "entities", "osm"})
SHEETS = ALSO_READ | {SURVEY, CHOICES, SETTINGS}

_MEANINGS: Mapping[str, tuple[Mapping[str, Any], frozenset[str]]] = {
    SURVEY: (aliases.survey_header, frozenset(MultipleChoiceQuestion.get_slot_names())),
    CHOICES: (aliases.list_header, frozenset(Option.get_slot_names())),
    SETTINGS: (aliases.settings_header, frozenset(Survey.get_slot_names())),
}

_ROW = re.compile(r"\[row : ([1-9][0-9]{0,6})\] ?")

Column = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FormRow:
    """A row of a form's sheet, by what its columns mean: `("label", "Welsh (cy)")`, `("bind", "relevant")`."""

    line: int
    cells: Mapping[Column, str]

    def get(self, *column: str) -> str:
        """Take a cell; one that is not there is empty."""
        return self.cells.get(column, "")


@dataclass(frozen=True, kw_only=True)
class Form:
    """The three sheets of a form that is sound by the lights of pyxform."""

    survey: tuple[FormRow, ...]
    choices: tuple[FormRow, ...]
    settings: tuple[FormRow, ...]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What a row of the survey is: `begins` or `ends` a group, `chooses` from a list, or is of another type."""

    name: str
    detail: str = ""
    list_name: str = ""
    has_other: bool = False


def parse_form(sheets: tuple[Sheet, ...], *, name: str) -> Form:
    """Let pyxform read a form, and hand over its rows; or say in its words what is wrong with it."""
    by_name = {sheet.title.lower(): sheet for sheet in sheets}
    if len(sheets) == 1:
        by_name.setdefault(SURVEY, sheets[0])
    _ask_pyxform(by_name, sheets, name=name)
    parts = {part: tuple(_rows(by_name[part], part)) if part in by_name else () for part in _MEANINGS}
    return Form(survey=parts[SURVEY], choices=parts[CHOICES], settings=parts[SETTINGS])


def kind_of(written: str) -> Kind:
    """Tell what a row is by its type, whichever of its older spellings is used."""
    if begin := RE_BEGIN_CONTROL.search(written):
        return Kind(name="begins", detail=aliases.control[begin["type"]])
    if RE_END_CONTROL.search(written):
        return Kind(name="ends")
    if select := RE_SELECT.search(written):
        return Kind(
            name="chooses",
            detail=aliases.select[select["select_command"]],
            list_name=select["list_name"],
            has_other=select["specify_other"] is not None,
        )
    return Kind(name=written)


def _ask_pyxform(by_name: Mapping[str, Sheet], sheets: tuple[Sheet, ...], *, name: str) -> None:
    read = {key: by_name[key] for key in (*_MEANINGS, *ALSO_READ) if key in by_name}
    content: dict[str, Any] = {key: [dict(row) for row in sheet.rows] for key, sheet in read.items()}
    headings = {f"{key}_header": [dict.fromkeys(sheet.headings)] for key, sheet in read.items()}
    data = DefinitionData(**content, **headings, sheet_names=[sheet.title for sheet in sheets])
    try:
        workbook_to_json(data)
    except PyXFormError as error:
        raise _unsound(name, error) from None
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - pyxform stumbles over odd forms in many ways
        message = (
            f"is not a sound XLSForm: pyxform stumbles over it ({type(error).__name__}): mend it there first"
        )
        raise whole_file(name, message) from None


def _unsound(name: str, error: PyXFormError) -> FaultyQuestionnaire:
    """Take the row out of what pyxform says, where it names one."""
    said = " ".join(str(error).split())[:400].rstrip(".")
    found = _ROW.match(said)
    line, reason = (int(found[1]), said[found.end() :]) if found else (1, said)
    where = f"row {line}" if found else "the whole file"
    return whole_file(name, f"is not a sound XLSForm: {reason}. Mend it there first", line=line, where=where)


def _rows(sheet: Sheet, part: str) -> Iterator[FormRow]:
    known, own = _MEANINGS[part]
    doubled = any("::" in heading for heading in sheet.headings)
    meanings: dict[str, Column] = {
        heading: process_header(heading, doubled, known, own)[1] for heading in sheet.headings
    }
    for line, row in enumerate(sheet.rows, 2):
        if row:
            yield FormRow(line=line, cells={meanings[heading]: text for heading, text in row.items()})
