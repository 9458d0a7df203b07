"""Which cells a file comes from, so that whatever is wrong in the file can be told of the cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from pydantic import ValidationError

from govscore.questionnaire.conditions import Frozen
from govscore.questionnaire.faults import Place, describe
from govscore.questionnaire.messages import explain
from govscore.questionnaire.sheets.row_reading import ReadRow
from govscore.questionnaire.sheets.row_shapes import Steps
from govscore.questionnaire.sheets.tables import Table
from govscore.questionnaire.writing.trees import Branch
from govscore.questionnaire.yaml_reader import Document, Tree

Content = TypeVar("Content", bound=Frozen)


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where in the tables something stands; without a column it is the whole row."""

    table: Table
    row: int
    column: str | None = None
    within: Place = ()


@dataclass(frozen=True, kw_only=True)
class Grafted:
    """One file that is being put together, and from which cells it comes."""

    tree: Branch
    origins: dict[Place, Origin] = field(default_factory=dict)

    def graft(self, place: Place, row: ReadRow, keys: Mapping[str, str], *, onto: Branch) -> None:
        """Take over some keys of a row, and remember their cells."""
        self.origins.setdefault(place, Origin(table=row.table, row=row.number))
        onto.update({ours: row.tree[theirs] for theirs, ours in keys.items() if theirs in row.tree})
        for steps, column in row.columns.items():
            if steps[0] in keys:
                self._remember((*place, keys[steps[0]], *steps[1:]), row, steps, column)

    def _remember(self, place: Place, row: ReadRow, steps: Steps, column: str) -> None:
        for length in range(len(place) - len(steps) + 1, len(place) + 1):
            self.origins.setdefault(place[:length], Origin(table=row.table, row=row.number, column=column))
        for inner in row.places.get(steps, ()):
            origin = Origin(table=row.table, row=row.number, column=column, within=inner)
            self.origins.setdefault((*place, *inner), origin)

    def checked(self, model: type[Content]) -> tuple[Content | None, tuple[tuple[Origin, str, str], ...]]:
        """Take the file by its model, or tell what the model refuses: of which cell, where in it, and why."""
        document = Document(
            content=self.tree, lines={place: spot.row for place, spot in self.origins.items()}
        )
        try:
            return model.model_validate(self.tree, by_alias=True, by_name=False), ()
        except ValidationError as error:
            told = explain(error, document, model)
            return None, tuple((*self.origin(place), message) for place, message in told)

    def origin(self, place: Place) -> tuple[Origin, str]:
        """Find the cell or the row of a place, and say where in the cell the place is."""
        while place not in self.origins:
            place = place[:-1]
        origin, node = self.origins[place], cast(Tree, self.tree)
        for step in place[: len(place) - len(origin.within)]:
            node = cast(dict[str | int, Tree], node)[step]
        return origin, describe(node, origin.within) if origin.within else ""
