"""What stands on a figure, found by its artists."""

from collections.abc import Iterator

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text


def texts(figure: Figure) -> list[str]:
    """Every line of text, in the order drawn."""
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


def said(figure: Figure) -> str:
    """All text, as one."""
    return " ".join(texts(figure))


def named(figure: Figure, gid: str) -> list[Artist]:
    """The artists that carry a name."""
    return [artist for artist in figure.findobj() if artist.get_gid() == gid]


def marks(figure: Figure, gid: str) -> list[float]:
    """Where marks of a name stand along the axis."""
    return [float(line.get_xdata()[0]) for line in named(figure, gid) if isinstance(line, Line2D)]


def boxes(figure: Figure, gid: str) -> list[Rectangle]:
    """The boxes that carry a name."""
    return [artist for artist in named(figure, gid) if isinstance(artist, Rectangle)]


def hatched(figure: Figure) -> list[Rectangle]:
    """The boxes that stand for something withheld."""
    return [box for box in figure.findobj(Rectangle) if box.get_hatch()]


def segments(figure: Figure, label: str) -> list[float]:
    """How wide the segments of a name are."""
    return [box.get_width() for box in figure.findobj(Rectangle) if box.get_label() == label]


def sizes(figure: Figure) -> Iterator[float]:
    """The sizes of all text, in points."""
    return (float(text.get_fontsize()) for text in figure.findobj(Text) if text.get_text())


def leaving(figure: Figure) -> list[str]:
    """The texts that run over an edge of the sheet."""
    figure.draw_without_rendering()
    sheet = figure.bbox
    boxes_of = ((text, text.get_window_extent()) for text in figure.findobj(Text) if text.get_text().strip())
    return [
        text.get_text()
        for text, box in boxes_of
        if box.x0 < sheet.x0 - 1 or box.x1 > sheet.x1 + 1 or box.y0 < sheet.y0 - 1 or box.y1 > sheet.y1 + 1
    ]
