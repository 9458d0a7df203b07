"""Understands the rows of a table: each cell by its column, and what is missing, unknown or at odds in a row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from govscore.questionnaire.faults import Place, did_you_mean
from govscore.questionnaire.sheets.cell_text import BadCell, from_cell
from govscore.questionnaire.sheets.columns import name_of, path_of, shape_at, standing_columns
from govscore.questionnaire.sheets.row_shapes import Steps, missing_columns, shape_of
from govscore.questionnaire.sheets.tables import Row, Table
from govscore.questionnaire.writing.trees import Branch
from govscore.questionnaire.yaml_reader import Tree

Refusal = tuple[int, str | None, str]


@dataclass(frozen=True, kw_only=True)
class ReadRow:
    """What a row says, and in which column and at which places within a cell it says it."""

    table: Table
    number: int
    tree: Branch = field(default_factory=dict)
    columns: dict[Steps, str] = field(default_factory=dict)
    places: dict[Steps, tuple[Place, ...]] = field(default_factory=dict)


def read_rows(table: Table) -> tuple[tuple[ReadRow, ...], tuple[Refusal, ...]]:
    """Understand every row, and tell by row and column what cannot be understood."""
    columns = {column: _steps(table, column) for column in table.columns}
    rows = tuple(ReadRow(table=table, number=row.number) for row in table.rows)
    refusals = list(_unknown(table, columns))
    for raw, row in zip(table.rows, rows, strict=True):
        bad = tuple(_fill(row, raw, columns, refusals))
        for steps in missing_columns(shape_of(table.kind), row.tree):
            if not any(steps == other[: len(steps)] for other in bad):
                refusals.append((row.number, name_of(steps), _missing(steps)))
    return rows, tuple(refusals)


def _steps(table: Table, column: str) -> Steps | None:
    """A heading may be written with capitals, unless it is one that means something else so."""
    plain = column.strip()
    return path_of(table.kind, plain) or path_of(table.kind, plain.casefold()) or None


def _unknown(table: Table, columns: Mapping[str, Steps | None]) -> Iterator[Refusal]:
    for column, steps in columns.items():
        if steps is None and (row := next((row for row in table.rows if column in row.cells), None)):
            known = did_you_mean(column, standing_columns(table.kind))
            yield row.number, column, f"nothing reads this column of a {table.kind}: {known}"


def _fill(
    row: ReadRow, raw: Row, columns: Mapping[str, Steps | None], refusals: list[Refusal]
) -> Iterator[Steps]:
    """Put each cell in its place, and name the places of those that could not be."""
    for column, text in raw.cells.items():
        steps = columns[column]
        if steps is None:
            continue
        try:
            understood = from_cell(text, shape_at(row.table.kind, steps))
            _put(row.tree, steps, understood.value)
        except BadCell as bad:
            refusals.append((row.number, column, f"{bad.where}: {bad.message}" if bad.where else bad.message))
            yield steps
        else:
            row.columns[steps] = column
            row.places[steps] = understood.places


def _put(tree: Branch, steps: Steps, value: Tree) -> None:
    """Set a value; a group that was said to be empty may still be filled by other columns."""
    node = tree
    for step in steps[:-1]:
        inner = node.setdefault(step, {})
        if not isinstance(inner, dict):
            raise BadCell(f'belongs to "{step}", which another column sets to null: empty one of the two')
        node = inner
    there = node.setdefault(steps[-1], value)
    if there is not value and not (isinstance(there, dict) and value == {}):
        raise BadCell("is told in two columns: empty one of the two")


def _missing(steps: Steps) -> str:
    if steps == ("descriptor",):
        return 'no option is described: fill in a column such as "descriptor.secure" for each that is scored'
    return "is empty: fill it in"
