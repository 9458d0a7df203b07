"""What every chart is built on: a sheet filled from the top down, its heading, level names and marks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.path import Path

from govscore.reporting.lettering import line_height, printable, text_width, wrap
from govscore.reporting.palette import (
    QUIET,
    RULE,
    SIMULATED,
    SMALL_SIZE,
    TEXT,
    TITLE_SIZE,
    WHITE,
    outline_ink,
)
from govscore.reporting.reading import LevelMark

MARGIN = 0.1
BASELINE = 0.95 / 72
FILLED = {"○": 0.0, "◔": 0.25, "◑": 0.5, "◕": 0.75, "●": 1.0}


@dataclass(frozen=True, kw_only=True)
class ChartText:
    """A chart for those who don't see it: its finding, a sentence or two, and the same data as a table."""

    title: str
    alternative: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Canvas:
    """A figure in the making; `y` is the pen's place in inches from the top, x is in the chart's own unit."""

    def __init__(self, *, width: float, x_range: tuple[float, float]) -> None:
        self.figure = Figure(figsize=(width, 1))
        self.axes: Axes = self.figure.add_axes((MARGIN / width, 0, 1 - 2 * MARGIN / width, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(*x_range)
        self.width = width - 2 * MARGIN
        self.y = MARGIN

    def heading(self, title: str, note: str) -> None:
        """Write the finding, and under it what it rests on."""
        self.write(title, size=TITLE_SIZE, is_bold=True)
        self.skip(0.03)
        self.write(note, colour=QUIET)
        self.skip(0.1)

    def skip(self, inches: float) -> None:
        """Leave some room."""
        self.y += inches

    def write(
        self,
        text: str,
        *,
        size: float = SMALL_SIZE,
        colour: str = TEXT,
        is_bold: bool = False,
        indent: float = 0,
    ) -> None:
        """Write a paragraph over the whole width, and move below it."""
        for line in wrap(text, self.width - indent, size=size, is_bold=is_bold):
            self.place(line, indent, self.y, size=size, colour=colour, is_bold=is_bold)
            self.y += line_height(size)

    def place(
        self,
        line: str,
        left: float,
        y: float,
        *,
        size: float = SMALL_SIZE,
        colour: str = TEXT,
        is_bold: bool = False,
        align: str = "left",
    ) -> None:
        """Put one line so many inches from the left, its top at y; the pen stays where it is."""
        text = self.axes.text(
            left / self.width,
            y + size * BASELINE,
            line,
            size=size,
            color=colour,
            weight="bold" if is_bold else "normal",
            va="baseline",
            ha=align,
            transform=self.axes.get_yaxis_transform(),
        )
        text.set_zorder(5)

    def centre(self, line: str, x: float, y: float, *, size: float = SMALL_SIZE, colour: str = TEXT) -> None:
        """Put one line with its middle at x, moved in where it would leave the sheet."""
        line = printable(line)
        half = text_width(line, size=size) / 2
        middle = min(max(self.inches(x), half), max(half, self.width - half))
        self.place(line, middle, y, size=size, colour=colour, align="center")

    def inches(self, x: float) -> float:
        """Turn a place along the axis into inches from the left."""
        first, last = self.axes.get_xlim()
        return (x - first) / (last - first) * self.width

    def along(self, inches: float) -> float:
        """Turn inches from the left into a place along the axis."""
        first, last = self.axes.get_xlim()
        return first + (last - first) * inches / self.width

    def box(self, left: float, right: float, *, height: float, y: float | None = None) -> Rectangle:
        """Add an empty box, its top at the pen unless said otherwise; the caller fills it."""
        top = self.y if y is None else y
        patch = Rectangle((left, top), right - left, height, facecolor="none", edgecolor="none", linewidth=0)
        self.axes.add_patch(patch)
        patch.set(clip_on=False, joinstyle="round")
        return patch

    def mark(self, x: float, y: float, marker: str | Path, *, ink: str, face: str, size: float = 9) -> Line2D:
        """Put one mark."""
        (line,) = self.axes.plot(
            [x],
            [y],
            marker=marker,
            markersize=size,
            linestyle="none",
            markerfacecolor=face,
            markeredgecolor=ink,
            markeredgewidth=1.2,
            zorder=4,
        )
        line.set_clip_on(False)
        return line

    def level_mark(self, level: LevelMark, x: float, y: float, *, ink: str, ground: str = WHITE) -> None:
        """Draw the mark of a level as a shape, since not every telephone has the letter."""
        filled = FILLED.get(level.mark, 1.0)
        self.mark(x, y, "o", ink=ink, face=ink if filled == 1 else ground, size=7.5)
        if 0 < filled < 1:
            wedge = Path.wedge(90 - 360 * filled, 90)
            self.mark(x, y, wedge, ink="none", face=ink, size=7.5)

    def level_names(self, levels: Sequence[LevelMark]) -> None:
        """Write the levels along the axis, each with its mark above it."""
        for level in levels:
            self.level_mark(level, level.value, self.y + 0.08, ink=outline_ink(level.place, len(levels)))
            self.centre(level.label, level.value, self.y + 0.15)
        self.skip(0.15 + line_height(SMALL_SIZE))

    def level_strip(self, levels: Sequence[LevelMark], height: float) -> None:
        """Draw the empty axis of one row: a line through its middle, a tick at each level."""
        middle = self.y + height / 2
        across, down = [levels[0].value, levels[-1].value], [middle, middle]
        for level in levels:
            across += [math.nan, level.value, level.value]
            down += [math.nan, self.y, self.y + height]
        self.axes.plot(across, down, color=RULE, linewidth=0.8, zorder=1, clip_on=False)

    def withheld(self, words: str, *, is_hatched: bool = True) -> None:
        """Fill a row with the reason why there is nothing to see in it."""
        lines = wrap(words, self.width - 0.4)
        height = line_height(SMALL_SIZE) * max(1, len(lines)) + 0.12
        first, last = self.axes.get_xlim()
        cell = self.box(first, last, height=height)
        cell.set(edgecolor=RULE, hatch="////" if is_hatched else "", facecolor=WHITE, linewidth=0.8)
        for place, line in enumerate(lines):
            y = self.y + 0.06 + place * line_height(SMALL_SIZE)
            self._backed(line, y)
        self.skip(height)

    def finish(self, *, is_simulated: bool) -> Figure:
        """Cut the sheet to what stands on it."""
        height = self.y + MARGIN
        self.figure.set_size_inches(self.figure.get_figwidth(), height)
        self.axes.set_ylim(height, 0)
        if is_simulated:
            stamp_simulated(self.figure)
        return self.figure

    def _backed(self, line: str, y: float) -> None:
        """A white ground, or hatching would run through the words."""
        wide = text_width(line) + 0.12
        first, last = self.axes.get_xlim()
        scale = (last - first) / self.width
        left = (self.width - wide) / 2
        ground = self.box(
            first + left * scale, first + (left + wide) * scale, height=line_height(SMALL_SIZE), y=y
        )
        ground.set_facecolor(WHITE)
        self.place(line, self.width / 2, y, align="center")


def stamp_simulated(figure: Figure) -> None:
    """Write across a chart that its people are made up, so that a copy of it says so too."""
    figure.text(
        0.5,
        0.5,
        "simulated",
        size=min(44, figure.get_figwidth() * 11),
        color=SIMULATED,
        alpha=0.13,
        weight="bold",
        rotation=30,
        ha="center",
        va="center",
        zorder=0,
    )


def level_range(levels: Sequence[LevelMark]) -> tuple[float, float]:
    """The stretch of the scale with room for the names at both ends."""
    lowest, highest = levels[0].value, levels[-1].value
    room = (highest - lowest) * 0.13
    return lowest - room, highest + room
