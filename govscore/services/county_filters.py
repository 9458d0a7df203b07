"""By what boards may be picked out and put side by side: a fixed menu, so that no cut is made to measure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from govscore.boards.areas import list_areas, place_boards
from govscore.boards.model import AreaKind
from govscore.services.boards import BoardView
from govscore.services.report_material import GOVERNANCE_WORDS, phase_words

NOT_KNOWN = "Not known"
SIZES = ((100, "Up to 100 pupils"), (210, "101 to 210 pupils"), (420, "211 to 420 pupils"))
LARGEST = "More than 420 pupils"


class Trait(StrEnum):
    """A characteristic of boards."""

    PHASE = "phase"
    SIZE = "size"
    DISTRICT = "district"
    TYPE = "type"


Traits = Mapping[Trait, str]


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Which boards are looked at, None being all; and by what they are grouped."""

    phase: str | None = None
    size: str | None = None
    district: str | None = None
    type: str | None = None
    group: Trait = Trait.PHASE

    def value(self, trait: Trait) -> str | None:
        """Give what is asked of one characteristic."""
        return {
            Trait.PHASE: self.phase,
            Trait.SIZE: self.size,
            Trait.DISTRICT: self.district,
            Trait.TYPE: self.type,
        }[trait]

    def take(self, traits: Traits) -> bool:
        """Say whether a board is among those looked at."""
        return all(self.value(trait) in {None, traits[trait]} for trait in Trait)

    @property
    def words(self) -> tuple[str, ...]:
        """What is asked, in words; nothing where every board is looked at."""
        return tuple(value for trait in Trait if (value := self.value(trait)) is not None)


def traits_of(boards: Sequence[BoardView]) -> Mapping[UUID, Traits]:
    """Give every board its phase, size, district and type in words; each stands in one district."""
    districts = _districts(boards)
    return {
        board.id: {
            Trait.PHASE: phase_words(board),
            Trait.SIZE: _size(board.characteristics.pupils),
            Trait.DISTRICT: districts.get(board.id, NOT_KNOWN),
            Trait.TYPE: GOVERNANCE_WORDS[board.governance],
        }
        for board in boards
    }


def options_of(traits: Iterable[Traits]) -> Mapping[Trait, tuple[str, ...]]:
    """List, for each characteristic, what there is to choose from."""
    found = tuple(traits)
    return {trait: in_order(trait, (each[trait] for each in found)) for trait in Trait}


def in_order(trait: Trait, values: Iterable[str]) -> tuple[str, ...]:
    """Put values in order: sizes by size, all else by the alphabet; what is not known comes last."""
    sizes = [words for _, words in SIZES] + [LARGEST]
    ranks = {words: rank for rank, words in enumerate(sizes)} if trait is Trait.SIZE else {}
    return tuple(sorted(set(values), key=lambda value: (value == NOT_KNOWN, ranks.get(value, 0), value)))


def _size(pupils: int | None) -> str:
    if pupils is None:
        return NOT_KNOWN
    return next((words for most, words in SIZES if pupils <= most), LARGEST)


def _districts(boards: Sequence[BoardView]) -> Mapping[UUID, str]:
    schools = {school.urn: school for board in boards for school in board.schools}
    areas = list_areas(tuple(schools.values()), AreaKind.DISTRICT)
    names = {area.code: area.name for area in areas}
    placement = place_boards(tuple(board.board for board in boards), areas)
    return {board_id: names[code] for board_id, code in placement.area_of}
