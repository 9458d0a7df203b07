"""Letters that stand for names where a picture has no room for them, and where beside a dot they are written."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from matplotlib.axes import Axes

from govscore.reporting.lettering import POINTS_PER_INCH
from govscore.reporting.palette import SMALL_SIZE

APART = 9.0
CLEAR = 8.0

Place = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Lettered:
    """One dot with its letter; `way` is 1 where it had better stand above the dot, -1 where below."""

    letter: str
    place: Place
    way: int


def letter(place: int) -> str:
    """Give the letter of a place from 0: a to z, then aa, ab and so on."""
    turn, rest = divmod(place, len(ascii_lowercase))
    return (letter(turn - 1) if turn else "") + ascii_lowercase[rest]


def write_letters(axes: Axes, lettered: Sequence[Lettered], *, dots: Sequence[Place] = ()) -> None:
    """Write each letter beside its dot, off other letters and other filled dots where there is room."""
    taken = [_in_points(axes, place) for place in (*dots, *(each.place for each in lettered))]
    for each in lettered:
        spot = _free_spot(_in_points(axes, each.place), taken, way=each.way)
        taken.append(spot)
        _write(axes, each, spot)


def _free_spot(dot: Place, taken: Sequence[Place], *, way: int) -> Place:
    """Away from the middle if that is free, else beside the dot; the first again where nothing is."""
    x, y = dot
    spots = [(x, y + way * APART), (x + APART, y), (x - APART, y), (x, y - way * APART)]
    return next((spot for spot in spots if all(math.dist(spot, other) >= CLEAR for other in taken)), spots[0])


def _write(axes: Axes, each: Lettered, spot: Place) -> None:
    x, y = _in_points(axes, each.place)
    axes.annotate(
        each.letter,
        each.place,
        (spot[0] - x, spot[1] - y),
        textcoords="offset points",
        size=SMALL_SIZE,
        weight="bold",
        ha="center",
        va="center",
        zorder=6,
        gid="letter",
    )


def _in_points(axes: Axes, place: Place) -> Place:
    x, y = axes.transData.transform(place)
    points = POINTS_PER_INCH / axes.figure.dpi
    return float(x) * points, float(y) * points
