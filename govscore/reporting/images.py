"""From a figure to bytes: the same figure gives the same bytes, small enough for a telephone."""

import re
from collections.abc import Iterator
from io import BytesIO
from string import ascii_lowercase
from xml.etree.ElementTree import Element, tostring

from defusedxml.ElementTree import fromstring
from matplotlib.figure import Figure

from govscore.reporting.palette import FONT, SMALL_SIZE, TEXT

# Part of every key under which an image is kept: raise it whenever charts come to look different.
STYLE = "1"

PNG_DPI = 160
SVG = "http://www.w3.org/2000/svg"
HREF = "href"
OURS = f"'{FONT}'"
INHERITED = {
    "font-family": f"{OURS}, Verdana, Arial, sans-serif",
    "font-size": f"{SMALL_SIZE:g}px",
    "fill": TEXT,
    "stroke-linejoin": "round",
    "stroke-linecap": "butt",
}
IMPLIED = {"text-anchor": "start", "font-family": OURS, "font-size": INHERITED["font-size"], "fill": TEXT}
UNSEEN = frozenset({"metadata", "style"})
CIRCLE = re.compile(r"M0 ([\d.]+)(?:C[-\d. ]+){7}C[-\d. ]+ 0 \1z")
GEOMETRY = frozenset({"d", "x", "y"})
PLACING = frozenset({"x", "y", HREF})


def to_svg(figure: Figure) -> bytes:
    """Write a figure as SVG for an `<img>`: no date, no inline style, no name that is not referred to.

    Letters stay letters; a reader without our typeface sees the nearest of theirs.
    """
    written = BytesIO()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    figure.savefig(written, format="svg", metadata=nothing)
    return tidy(written.getvalue())


def to_png(figure: Figure, *, dpi: int = PNG_DPI) -> bytes:
    """Write a figure as PNG."""
    written = BytesIO()
    figure.savefig(written, format="png", dpi=dpi, metadata={"Software": None})
    return written.getvalue()


def tidy(svg: bytes) -> bytes:
    """Take from an SVG what a strict page refuses (inline style) and what nobody sees."""
    root = fromstring(svg)
    names = {name: _short_name(place) for place, name in enumerate(sorted(_referred(root)))}
    tidied = _tidied(root, names)
    tidied.attrib = {"xmlns": SVG, **INHERITED} | tidied.attrib
    return tostring(tidied, encoding="unicode").replace(" />", "/>").encode() + b"\n"


def _referred(root: Element) -> set[str]:
    spread = (pair for element in root.iter() for pair in _spread(element))
    return {found[2] for name, value in spread if (found := _reference(name, value))}


def _short_name(place: int) -> str:
    return ascii_lowercase[place] if place < len(ascii_lowercase) else f"i{place}"


def _reference(name: str, value: str) -> re.Match[str] | None:
    return re.fullmatch(r"(#)([^)]+)()" if name == HREF else r"(url\(#)([^)]+)(\))", value)


def _tidied(element: Element, names: dict[str, str]) -> Element:
    copy = Element(_local(element.tag), dict(_attributes(element, names)))
    copy.text = element.text if copy.tag == "text" else None
    if round_mark := CIRCLE.fullmatch(copy.get("d", "")):
        copy.tag = "circle"
        copy.attrib = {"r": round_mark[1]} | {name: said for name, said in copy.attrib.items() if name != "d"}
    children = [child for each in element for child in _kept(_tidied(each, names))]
    copy.extend(children)
    if copy.tag == "g" and {child.tag for child in children} in ({"use"}, {"defs", "use"}):
        _hoist(copy, [child for child in children if child.tag == "use"])
    return copy


def _kept(element: Element) -> list[Element]:
    """Leave out what is not seen, and groups that say nothing of their own."""
    if element.tag in UNSEEN or (element.tag == "defs" and not len(element)):
        return []
    return list(element) if element.tag == "g" and not element.attrib else [element]


def _hoist(group: Element, uses: list[Element]) -> None:
    """What all dots of a group have in common is said once."""
    first = uses[0].attrib
    common = {
        name: value
        for name, value in first.items()
        if name not in PLACING and all(use.attrib.get(name) == value for use in uses)
    }
    group.attrib.update(common)
    for use in uses:
        use.attrib = {name: value for name, value in use.attrib.items() if name not in common}


def _attributes(element: Element, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in _spread(element):
        if name == "id":
            if value in names:
                yield name, names[value]
        elif IMPLIED.get(name) != value and not value.startswith("rotate(-0 "):
            yield name, _short(name, value, names)


def _spread(element: Element) -> Iterator[tuple[str, str]]:
    """Attributes as they are, and a style as attributes."""
    for name, value in element.attrib.items():
        if name != "style":
            yield _local(name), value
            continue
        for declaration in value.split(";"):
            key, _, said = declaration.partition(":")
            yield key.strip(), said.strip()


def _short(name: str, value: str, names: dict[str, str]) -> str:
    if found := _reference(name, value):
        return f"{found[1]}{names[found[2]]}{found[3]}"
    if name not in GEOMETRY:
        return value
    value = re.sub(r"\d+\.\d+", lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), value)
    return re.sub(r"\s*([A-Za-z])\s*", r"\1", value).strip() if name == "d" else value


def _local(name: str) -> str:
    return name.rpartition("}")[2]
