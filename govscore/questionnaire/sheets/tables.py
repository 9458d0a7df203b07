"""A questionnaire as tables: one row for each question with what the rubric says of it, and so for each part."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from govscore.questionnaire.faults import Fault, FaultyQuestionnaire
from govscore.questionnaire.files import MANIFEST, RUBRIC
from govscore.questionnaire.model import Advice, Domain, Manifest, Rubric
from govscore.questionnaire.sheets.cell_text import invisible, to_cell
from govscore.questionnaire.sheets.columns import in_order, name_of, standing_columns
from govscore.questionnaire.sheets.row_shapes import Group, Keyed, Kind, Shape, Steps, shape_of
from govscore.questionnaire.writing.trees import (
    Branch,
    advice_tree,
    branches,
    domain_tree,
    listed,
    manifest_tree,
    rubric_tree,
)
from govscore.questionnaire.yaml_reader import Tree

WHOLE_ROW = "the whole row"
SHEETS: Mapping[Kind, str] = {
    Kind.QUESTIONNAIRE: "questionnaire",
    Kind.SCALE_OPTION: "scale options",
    Kind.LEVEL: "levels",
    Kind.DOMAIN: "domains",
    Kind.QUESTION: "questions",
    Kind.RECOMMENDATION: "recommendations",
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """The cells of one row that are not empty, by column, and its number in the file."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Table:
    """The rows of one kind; a table that is not a sheet of its own has no title."""

    kind: Kind
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def where(self, column: str | None) -> str:
        """Say in words where a cell, or a row, is."""
        sheet = f'sheet "{self.title}"' if self.title else ""
        named = f'column "{column}"' if column else ""
        return ", ".join(part for part in (sheet, named) if part) or WHOLE_ROW


@dataclass(frozen=True, kw_only=True)
class Tables:
    """A whole questionnaire, under the name by which it is called in messages, and the cells that had no sense."""

    name: str
    tables: Mapping[Kind, Table]
    faults: tuple[Fault, ...] = ()


def to_tables(
    manifest: Manifest, domains: Iterable[Domain], rubric: Rubric, advice: Iterable[Advice]
) -> Tables:
    """Put a questionnaire into tables, or raise what keeps its files from lying side by side."""
    domains = tuple(domains)
    if faults := tuple(_unmatched(manifest, domains, rubric)):
        raise FaultyQuestionnaire(faults)
    marked = rubric_tree(rubric, manifest=manifest, domains=domains)
    told = manifest_tree(manifest)
    rows: Mapping[Kind, Iterable[Branch]] = {
        Kind.QUESTIONNAIRE: [_questionnaire(told, marked)],
        Kind.SCALE_OPTION: _options(told),
        Kind.LEVEL: listed(marked["levels"]),
        Kind.DOMAIN: [_domain(domain_tree(each), marked) for each in domains],
        Kind.QUESTION: [row for each in domains for row in _questions(domain_tree(each), marked)],
        Kind.RECOMMENDATION: listed(advice_tree(advice)["recommendations"]),
    }
    name = f"{manifest.code} {manifest.version}"
    tables = Tables(name=name, tables={kind: _table(kind, trees) for kind, trees in rows.items()})
    if faults := tuple(_invisible(tables)):
        raise FaultyQuestionnaire(faults)
    return tables


def _questionnaire(told: Branch, marked: Branch) -> Branch:
    own = {key: value for key, value in told.items() if key not in ("domains", "scales")}
    return own | {key: marked[key] for key in ("missing",) if key in marked}


def _options(told: Branch) -> Iterator[Branch]:
    for name, scale in branches(told["scales"]).items():
        for option in listed(scale["options"]):
            yield {"scale": name, **_renamed(option, translations="label@")}


def _domain(domain: Branch, marked: Branch) -> Branch:
    own = {key: value for key, value in domain.items() if key != "questions"}
    return own | branches(marked["domains"])[str(domain["id"])]


def _questions(domain: Branch, marked: Branch) -> Iterator[Branch]:
    rules = branches(marked["questions"])
    for question in listed(domain["questions"]):
        rule = _renamed(rules[str(question["id"])], descriptors="descriptor", translations="descriptor@")
        yield {"domain": domain["id"], **question, **rule}


def _renamed(tree: Branch, **names: str) -> Branch:
    return {names.get(key, key): value for key, value in tree.items()}


def _table(kind: Kind, trees: Iterable[Branch]) -> Table:
    rows = tuple(
        Row(number=number, cells=dict(_flat(tree, shape_of(kind)))) for number, tree in enumerate(trees, 2)
    )
    used = (column for row in rows for column in row.cells)
    columns = in_order(kind, (*standing_columns(kind), *used))
    return Table(kind=kind, title=SHEETS[kind], columns=columns, rows=rows)


def _flat(tree: Tree, shape: Shape, path: Steps = ()) -> Iterator[tuple[str, str]]:
    if isinstance(tree, dict) and tree and isinstance(shape, Group | Keyed):
        for key, value in tree.items():
            inner = shape.members[key] if isinstance(shape, Group) else shape.inner
            yield from _flat(value, inner, (*path, key))
    else:
        yield name_of(path), to_cell(tree, shape)


def _invisible(tables: Tables) -> Iterator[Fault]:
    for table in tables.tables.values():
        for row in table.rows:
            for column, text in row.cells.items():
                if message := invisible(text) or invisible(column):
                    where = table.where(column)
                    yield Fault(file=tables.name, line=row.number, where=where, message=message)


def _unmatched(manifest: Manifest, domains: tuple[Domain, ...], rubric: Rubric) -> Iterator[Fault]:
    """A row says what two files say of one thing, so both must name it."""
    questions = [question.id for domain in domains for question in domain.questions]
    named = [domain.id for domain in domains]
    for file, where, one, other in (
        (MANIFEST, "domains", list(manifest.domains), named),
        (RUBRIC, "domains", sorted(rubric.domains), sorted(named)),
        (RUBRIC, "questions", sorted(rubric.questions), sorted(questions)),
    ):
        if one != other:
            differing = sorted(set(one) ^ set(other)) or sorted(other)
            message = (
                f"does not name the same {where} as the domain files do, each once and in their order "
                f"({', '.join(differing)}): mend this, and then make the tables"
            )
            yield Fault(file=file, line=1, where=where, message=message)
