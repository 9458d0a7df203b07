"""From tables back to a questionnaire's files; what a cell gets wrong is told by sheet, row and column."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from govscore.questionnaire.conditions import Frozen
from govscore.questionnaire.faults import MOST_FAULTS, Fault, FaultyQuestionnaire, did_you_mean, quoted
from govscore.questionnaire.files import ADVICE, MANIFEST, RUBRIC, domain_file
from govscore.questionnaire.model import AdviceFile, Domain, Manifest, Rubric
from govscore.questionnaire.sheets.origins import Grafted, Origin
from govscore.questionnaire.sheets.row_reading import ReadRow, read_rows
from govscore.questionnaire.sheets.row_shapes import Kind
from govscore.questionnaire.sheets.tables import WHOLE_ROW, Table, Tables
from govscore.questionnaire.writing.trees import Branch
from govscore.questionnaire.writing.writer import write_contents
from govscore.questionnaire.yaml_reader import Tree, read_yaml

Content = TypeVar("Content", bound=Frozen)

_RULE: Mapping[str, str] = {
    "weight": "weight",
    "descriptor": "descriptors",
    "descriptor@": "translations",
}
_MARKS: Mapping[str, str] = {"weight": "weight", "required": "required"}


def from_tables(tables: Tables) -> dict[str, bytes]:
    """Write the files of a questionnaire that stands in tables, or raise all that is wrong in them.

    Each part is sound by itself then; whether the parts hold together is checked on the files.
    """
    gathered = Gathered(tables)
    manifest = gathered.checked(gathered.manifest, Manifest)
    domains = [gathered.checked(part, Domain) for part in gathered.domains.values()]
    rubric = gathered.checked(gathered.rubric, Rubric)
    advice = gathered.checked(gathered.advice, AdviceFile)
    whole = tuple(domain for domain in domains if domain is not None)
    if gathered.in_order() or manifest is None or rubric is None or advice is None:
        raise FaultyQuestionnaire(gathered.in_order())
    contents = write_contents(manifest, whole, rubric, advice.recommendations)
    if faults := tuple(_unreadable(tables.name, contents)):
        raise FaultyQuestionnaire(faults)
    return contents


class Gathered:
    """The rows of all tables, sorted into files."""

    def __init__(self, tables: Tables) -> None:
        self.name = tables.name
        self.faults: list[tuple[Origin, Fault]] = []
        self._tables = tables.tables
        self._senseless = tables.faults
        self._faulty_rows: set[tuple[Kind, int]] = set()
        self._asked: dict[str, list[Tree]] = {}
        self._marked: dict[str, dict[str, Tree]] = {"domains": {}, "questions": {}}
        self._rows = {kind: self._read(kind) for kind in Kind}
        self.manifest = self._manifest()
        self.rubric = self._rubric()
        self.domains = self._domains()
        self.advice = self._listed("recommendations", Kind.RECOMMENDATION)
        self._questions()

    def files(self) -> dict[str, Grafted]:
        """Every file that is put together, by its name within the folder."""
        return {
            MANIFEST: self.manifest,
            **{domain_file(name): part for name, part in self.domains.items()},
            RUBRIC: self.rubric,
            ADVICE: self.advice,
        }

    def in_order(self) -> tuple[Fault, ...]:
        """Every fault: of the cells that had no sense, and of the others by sheet and row."""
        kinds = list(Kind)
        found = sorted(self.faults, key=lambda each: (kinds.index(each[0].table.kind), each[0].row))
        new = (fault for _, fault in found if not any(_echoes(fault, told) for told in self._senseless))
        return tuple(dict.fromkeys((*self._senseless, *new)))

    def checked(self, part: Grafted, model: type[Content]) -> Content | None:
        """Take a file by its model, or tell of the cells what the model refuses."""
        content, refusals = part.checked(model)
        for origin, inside, message in refusals:
            # What a row lacks, or says so that it could not be understood, has been told already.
            if origin.column or (origin.table.kind, origin.row) not in self._faulty_rows:
                self._refuse(origin, message, inside)
        return content

    def _refuse(self, origin: Origin, message: str, inside: str = "") -> None:
        where = ", ".join(part for part in (origin.table.where(origin.column), inside) if part)
        self._faulty_rows.add((origin.table.kind, origin.row))
        self.faults.append((origin, Fault(file=self.name, line=origin.row, where=where, message=message)))
        if len(self.faults) >= MOST_FAULTS:
            raise FaultyQuestionnaire(self.in_order())

    def _table(self, kind: Kind) -> Table:
        empty = Table(kind=kind, title="", columns=(), rows=())
        return self._tables.get(kind, empty)

    def _read(self, kind: Kind) -> tuple[ReadRow, ...]:
        rows, refusals = read_rows(self._table(kind))
        for row, column, message in refusals:
            self._refuse(Origin(table=self._table(kind), row=row, column=column), message)
        return rows

    def _manifest(self) -> Grafted:
        part = self._started(Kind.QUESTIONNAIRE, {"domains": [], "scales": {}})
        first, *others = self._rows[Kind.QUESTIONNAIRE] or (None,)
        if first is None:
            self._refuse(part.origins[()], "there is no row that says what the questionnaire is: add one")
        else:
            part.origins[()] = Origin(table=first.table, row=first.number)
            part.graft((), first, _own(first, "missing"), onto=part.tree)
        for row in others:
            self._refuse(Origin(table=row.table, row=row.number), "is a second questionnaire: keep one row")
        self._scales(part)
        return part

    def _scales(self, part: Grafted) -> None:
        scales: dict[str, list[Branch]] = {}
        for row in self._rows[Kind.SCALE_OPTION]:
            name = row.tree.get("scale")
            if isinstance(name, str):
                option: Branch = {}
                options = scales.setdefault(name, [])
                origin = Origin(table=row.table, row=row.number, column="scale")
                part.origins.setdefault(("scales", name), origin)
                place = ("scales", name, "options", len(options))
                part.graft(place, row, _own(row, "scale") | {"label@": "translations"}, onto=option)
                options.append(option)
        part.tree["scales"] = {name: {"options": list[Tree](options)} for name, options in scales.items()}

    def _rubric(self) -> Grafted:
        part = self._listed("levels", Kind.LEVEL)
        part.tree.update(self._marked)
        for row in self._rows[Kind.QUESTIONNAIRE][:1]:
            part.graft((), row, {"missing": "missing"}, onto=part.tree)
        return part

    def _listed(self, key: str, kind: Kind) -> Grafted:
        """A file with a list that has an item for each row."""
        items: list[Tree] = []
        part = self._started(kind, {key: items})
        part.origins[(key,)] = part.origins[()]
        for index, row in enumerate(self._rows[kind]):
            item: Branch = {}
            part.graft((key, index), row, _own(row), onto=item)
            items.append(item)
        return part

    def _domains(self) -> dict[str, Grafted]:
        parts: dict[str, Grafted] = {}
        for row in self._rows[Kind.DOMAIN]:
            name = row.tree.get("id")
            if not isinstance(name, str):
                continue
            if name in parts:
                self._refuse_twice(row, name, parts[name].origins[()].row)
                continue
            self._asked[name] = []
            part = parts[name] = Grafted(tree={"questions": self._asked[name]})
            part.graft((), row, _own(row, *_MARKS), onto=part.tree)
            self._mark("domains", name, row, _MARKS)
        self.manifest.tree["domains"] = list[Tree](parts)
        for index, part in enumerate(parts.values()):
            self.manifest.origins["domains", index] = part.origins["id",]
        self.manifest.origins["domains",] = Origin(table=self._table(Kind.DOMAIN), row=1)
        return parts

    def _questions(self) -> None:
        asked: dict[str, int] = {}
        for row in self._rows[Kind.QUESTION]:
            name, domain = row.tree.get("id"), row.tree.get("domain")
            if isinstance(name, str) and name in asked:
                self._refuse_twice(row, name, asked[name])
            elif isinstance(name, str):
                asked[name] = row.number
                self._mark("questions", name, row, _RULE)
            if isinstance(domain, str) and domain not in self.domains:
                known = [name for name in self.domains if name.isprintable()]
                message = f"there is no domain {quoted(domain)}: {did_you_mean(domain, known)}"
                self._refuse(Origin(table=row.table, row=row.number, column="domain"), message)
            elif isinstance(domain, str):
                self._ask(domain, row)

    def _ask(self, domain: str, row: ReadRow) -> None:
        questions, question = self._asked[domain], Branch()
        place = ("questions", len(questions))
        self.domains[domain].graft(place, row, _own(row, "domain", *_RULE), onto=question)
        questions.append(question)

    def _mark(self, key: str, name: str, row: ReadRow, keys: Mapping[str, str]) -> None:
        """Put into the rubric what a row says of marking."""
        rule = self._marked[key][name] = Branch()
        self.rubric.graft((key, name), row, keys, onto=rule)

    def _refuse_twice(self, row: ReadRow, name: str, first: int) -> None:
        origin = Origin(table=row.table, row=row.number, column="id")
        self._refuse(origin, f"{quoted(name)} is already the id in row {first}: choose another")

    def _started(self, kind: Kind, tree: Branch) -> Grafted:
        part = Grafted(tree=tree)
        part.origins[()] = Origin(table=self._table(kind), row=1)
        return part


def _echoes(fault: Fault, told: Fault) -> bool:
    """A cell that had no sense counts as empty, which need not be told as well."""
    return fault.line == told.line and (told.where == WHOLE_ROW or fault.where.startswith(told.where))


def _own(row: ReadRow, *without: str) -> dict[str, str]:
    return {key: key for key in row.tree if key not in without}


def _unreadable(name: str, contents: Mapping[str, bytes]) -> Iterator[Fault]:
    """What is well formed as tables may still be too much for one file."""
    for file, raw in contents.items():
        for problem in read_yaml(raw).problems:
            yield Fault(file=name, line=1, where=f"what would be {file}", message=problem.message)
