"""Reads LimeSurvey's tab-separated structure: a class for each line, its place saying what belongs to what."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from govscore.questionnaire.faults import whole_file
from govscore.questionnaire.foreign.losses import Ledger, Spot
from govscore.questionnaire.foreign.tables import Row, Tables

MOST_BYTES = 10_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 500
MOST_CELLS = 400_000

_OWN = frozenset(
    [
        "id",
        "related_id",
        "class",
        "type/scale",
        "name",
        "relevance",
        "text",
        "help",
        "language",
        "validation",
        "mandatory",
        "encrypted",
        "other",
        "default",
        "same_default",
        "same_script",
        "question_theme_name",
        "assessment_value",
    ]
)


def read_tsv(raw: bytes, ledger: Ledger, *, name: str) -> Tables:
    """Read the tables, or say what the file is not."""
    if len(raw) > MOST_BYTES:
        raise whole_file(name, f"is larger than {MOST_BYTES // 1_000_000} MB: split the survey first")
    filling = _Filling(ledger=ledger)
    for row in _rows(_decoded(raw, ledger, name=name), name=name):
        filling.take(row)
    return filling.tables


def _decoded(raw: bytes, ledger: Ledger, *, name: str) -> str:
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        raise whole_file(name, "is not text: save it as tab-separated text in UTF-8") from None
    ledger.tell(Spot(line=None, where=name), "is not UTF-8; it was read as Windows text: check its accents")
    return text


def _rows(text: str, *, name: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    try:
        header = [cell.strip() for cell in next(reader, [])]
        _refuse_header(header, name=name)
        begins, kept = reader.line_num + 1, 0
        for number, cells in enumerate(reader):
            filled = {field: cell for field, cell in zip(header, cells, strict=False) if cell}
            kept += len(filled)
            if number >= MOST_ROWS or kept > MOST_CELLS:
                message = f"has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells: split the survey first"
                raise whole_file(name, message, line=begins, where="this line")
            yield Row(line=begins, fields={field: _unmasked(cell) for field, cell in filled.items()})
            begins = reader.line_num + 1
    except csv.Error as error:
        message = f"cannot be read ({error}): look for a quotation mark never closed"
        raise whole_file(name, message, line=max(1, reader.line_num), where="this line") from None


def _refuse_header(header: list[str], *, name: str) -> None:
    if not {"class", "name", "text"} <= set(header) or len(header) > MOST_COLUMNS:
        message = (
            "is not LimeSurvey’s tab-separated structure, whose first line names the columns class, name and "
            "text: export it there as “Tab-separated-values format (.txt)”"
        )
        raise whole_file(name, message, where="this line")


def _unmasked(cell: str) -> str:
    """LimeSurvey puts an apostrophe before a sign that a spreadsheet would take for a formula."""
    return cell[1:] if cell.startswith("'=") else cell


@dataclass(kw_only=True)
class _Filling:
    """The tables as far as they are filled, and what the lines above said."""

    ledger: Ledger
    tables: Tables = field(default_factory=Tables)
    settings: dict[str, str] = field(default_factory=dict)
    languages: dict[str, dict[str, str]] = field(default_factory=dict)
    language: str = ""
    group: str = ""
    question: str = ""
    groups: int = 0
    order: int = 0

    def take(self, row: Row) -> None:
        """Put a line where it belongs."""
        self.order += 1
        kind = row.get("class")
        match kind:
            case "S":
                self._setting(row)
            case "SL":
                self._language_setting(row)
            case "G":
                self._group(row)
            case "Q":
                self._question(row)
            case "SQ":
                self._add("subquestions", row, self._subquestion(row))
            case "A":
                self._add("answers", row, self._answer(row))
            case "" if not any(row.fields.values()):
                pass
            case "C":
                self._add("conditions", row, self._condition(row))
            case _:
                self._add({"AS": "assessments", "QTA": "quota"}.get(kind, f"class {kind[:20]}"), row, {})

    def _add(self, table: str, row: Row, fields: Mapping[str, str]) -> None:
        self.tables.add(table, Row(line=row.line, fields={"language": row.get("language"), **fields}))

    def _setting(self, row: Row) -> None:
        """The settings, one a line in this file, are one row in the other."""
        self.settings[row.get("name")] = row.get("text")
        self.tables.rows["surveys"] = [Row(line=row.line, fields=self.settings)]

    def _language_setting(self, row: Row) -> None:
        fields = self.languages.setdefault(row.get("language"), {})
        if not fields:
            self.tables.add("surveys_languagesettings", Row(line=row.line, fields=fields))
        fields |= {row.get("name"): row.get("text"), "surveyls_language": row.get("language")}

    def _group(self, row: Row) -> None:
        """The groups begin anew in each language, in the same order."""
        if row.get("language") != self.language:
            self.language, self.groups = row.get("language"), 0
        self.groups += 1
        self.group = row.get("id") or f"the {self.groups}. group"
        fields = {
            "gid": self.group,
            "group_name": row.get("name"),
            "description": row.get("text"),
            "grelevance": row.get("relevance"),
            "randomization_group": row.get("random_group"),
            "group_order": str(self.order),
        }
        self._add("groups", row, fields)

    def _question(self, row: Row) -> None:
        self.question = row.get("id") or f"{self.group}/{row.get('name')}"
        fields = {
            "qid": self.question,
            "gid": self.group,
            "type": row.get("type/scale"),
            "title": row.get("name"),
            "question": row.get("text"),
            "help": row.get("help"),
            "preg": row.get("validation"),
            "relevance": row.get("relevance"),
            "mandatory": row.get("mandatory"),
            "other": row.get("other"),
            "question_order": str(self.order),
        }
        self._add("questions", row, fields)
        if row.get("default"):
            self._add("defaultvalues", row, {"qid": self.question, "defaultvalue": row.get("default")})
        for name, value in row.fields.items():
            if name not in _OWN and value:
                attribute = {"qid": self.question, "attribute": name, "value": value}
                self._add("question_attributes", row, attribute)

    def _subquestion(self, row: Row) -> Mapping[str, str]:
        scale = row.get("type/scale") or "0"
        return {
            "qid": row.get("id") or f"{self.question}/{scale}/{row.get('name')}",
            "parent_qid": self.question,
            "scale_id": scale,
            "title": row.get("name"),
            "question": row.get("text"),
            "relevance": row.get("relevance"),
            "question_order": str(self.order),
        }

    def _answer(self, row: Row) -> Mapping[str, str]:
        return {
            "qid": self.question,
            "code": row.get("name"),
            "answer": row.get("text"),
            "assessment_value": row.get("assessment_value"),
            "scale_id": row.get("type/scale") or "0",
            "sortorder": str(self.order),
        }

    def _condition(self, row: Row) -> Mapping[str, str]:
        return {
            "qid": self.question,
            "cfieldname": row.get("name"),
            "method": row.get("relevance"),
            "value": row.get("text"),
        }
