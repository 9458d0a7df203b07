"""One domain of a county as a scatter shows it: boards' own scores, and what officers made of the same boards."""

from dataclasses import dataclass

from govscore.reporting.reading import LevelMark


@dataclass(frozen=True, kw_only=True)
class ViewPoint:
    """One board with both views; it has a name where its officer's view is not what such boards usually get."""

    own: float
    officers: float
    words: str = ""
    name: str | None = None


@dataclass(frozen=True, kw_only=True)
class UsualView:
    """What officers usually give: a line over the boards' own scores, and how far 19 of 20 lie from it."""

    slope: float
    at_zero: float
    reach: float

    def at(self, own: float) -> float:
        """What a board with such a score of its own usually gets."""
        return self.at_zero + self.slope * own


@dataclass(frozen=True, kw_only=True)
class TwoViews:
    """One domain; `apart` is the officers' views less the boards' own on average, `within` what nearly all are."""

    title: str
    note: str
    levels: tuple[LevelMark, ...]
    points: tuple[ViewPoint, ...]
    usual: UsualView
    apart: float
    within: tuple[float, float]
    without: int = 0
    is_simulated: bool = False

    @property
    def named(self) -> tuple[ViewPoint, ...]:
        """The boards to talk with, by name."""
        return tuple(sorted((point for point in self.points if point.name), key=by_name))


def by_name(point: ViewPoint) -> tuple[str, float, float]:
    """Put boards in the order of the alphabet, which says nothing about them."""
    return point.name or "", point.own, point.officers
