"""LimeSurvey's tables, from whichever file: their rows, and the texts of each entry in every language.

Since version 4 a row and its texts are apart, in tables of their own; before, each language had a whole row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from govscore.questionnaire.foreign.scales import number_of


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a table, and the line on which it begins."""

    line: int
    fields: Mapping[str, str]

    def get(self, name: str) -> str:
        """Take a field; one that is not there is empty."""
        return self.fields.get(name, "").strip()


@dataclass(kw_only=True)
class Tables:
    """The rows of each table by its name, in the order of the file."""

    rows: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, row: Row) -> None:
        """Put a row at the end of a table."""
        self.rows.setdefault(table, []).append(row)

    def of(self, table: str) -> tuple[Row, ...]:
        """List the rows of a table; one that is not there has none."""
        return tuple(self.rows.get(table, ()))


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A group, question or answer: its own row, and the row that holds its texts in each language."""

    row: Row
    texts: Mapping[str, Row]

    def text(self, name: str, language: str) -> str:
        """Take a text in a language."""
        return self.texts[language].get(name) if language in self.texts else self.row.get(name)


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How a table is kept: its key, the table with its texts, and that table's key."""

    table: str
    keys: tuple[str, ...]
    texts: str
    text_key: str
    order: str


GROUPS = Layout(table="groups", keys=("gid",), texts="group_l10ns", text_key="gid", order="group_order")
QUESTIONS = Layout(
    table="questions", keys=("qid",), texts="question_l10ns", text_key="qid", order="question_order"
)
ROWS = Layout(
    table="subquestions", keys=("qid",), texts="question_l10ns", text_key="qid", order="question_order"
)
ANSWERS = Layout(
    table="answers", keys=("qid", "scale_id", "code"), texts="answer_l10ns", text_key="aid", order="sortorder"
)


def entries(tables: Tables, layout: Layout, language: str) -> tuple[Entry, ...]:
    """List the entries of a table in their order, each once, whatever languages it is in."""
    apart = _texts_apart(tables, layout)
    found: dict[tuple[str, ...], dict[str, Row]] = {}
    for row in tables.of(layout.table):
        key = tuple(row.get(name) for name in layout.keys)
        found.setdefault(key, {}).setdefault(row.get("language"), row)
    made = [_entry(rows, apart, layout, language) for rows in found.values()]
    return tuple(sorted(made, key=lambda entry: number_of(entry.row.get(layout.order)) or 0))


def _entry(rows: dict[str, Row], apart: Mapping[str, dict[str, Row]], layout: Layout, language: str) -> Entry:
    own = rows.get(language) or next(iter(rows.values()))
    texts = {code: row for code, row in rows.items() if code}
    texts.update(apart.get(own.get(layout.text_key), {}))
    return Entry(row=own, texts=texts)


def _texts_apart(tables: Tables, layout: Layout) -> Mapping[str, dict[str, Row]]:
    found: dict[str, dict[str, Row]] = {}
    for row in tables.of(layout.texts):
        found.setdefault(row.get(layout.text_key), {}).setdefault(row.get("language"), row)
    return found


def by_parent(found: tuple[Entry, ...], key: str) -> Mapping[str, tuple[Entry, ...]]:
    """Gather entries by what they belong to."""
    gathered: dict[str, list[Entry]] = {}
    for entry in found:
        gathered.setdefault(entry.row.get(key), []).append(entry)
    return {parent: tuple(children) for parent, children in gathered.items()}


def lines_without(tables: Tables, known: frozenset[str]) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Name the tables that nobody reads, with their rows."""
    for name, rows in tables.rows.items():
        if name not in known and rows:
            yield name, tuple(rows)
