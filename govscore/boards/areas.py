"""Areas: those the register gives, and those an authority draws for itself and may redraw."""

from collections import Counter
from dataclasses import dataclass

from govscore.boards.fields import CellError, read_code, read_text, read_urn
from govscore.boards.model import Area, AreaKind, Board, BoardId, Refusal, School, Urn
from govscore.boards.tables import Row, read_table, require, sift


@dataclass(frozen=True, kw_only=True)
class AreaReading:
    """The localities of a file, in the order of their codes."""

    rows: int
    areas: tuple[Area, ...]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, kw_only=True)
class Placement:
    """Each board in one area of a kind, so that no board counts twice; and the boards that lie in none."""

    area_of: tuple[tuple[BoardId, str], ...]
    outside: tuple[BoardId, ...]


def list_areas(schools: tuple[School, ...], kind: AreaKind) -> tuple[Area, ...]:
    """List the areas of a kind that the register itself gives, in the order of their codes."""
    members: dict[str, list[Urn]] = {}
    names: dict[str, str] = {}
    for school in schools:
        code, name = _place(school, kind)
        if code or name:
            members.setdefault(code or name or "", []).append(school.urn)
            names[code or name or ""] = name or code or ""
    return _areas(kind, members, names)


def read_areas(content: bytes, *, name: str) -> AreaReading:
    """Read localities as an authority draws them, a row a school: "URN", "Area", perhaps "Area code"."""
    table = read_table(content, name=name)
    require(table, ("URN",), ("Area",), what='a file with the columns "URN" and "Area"')
    members: dict[str, list[Urn]] = {}
    names: dict[str, str] = {}
    seen: set[Urn] = set()

    def keep(row: Row) -> None:
        urn, code, area = _drawn(row, seen)
        seen.add(urn)
        members.setdefault(code, []).append(urn)
        names.setdefault(code, area)

    rows, refused = sift(table, keep)
    return AreaReading(rows=rows, areas=_areas(AreaKind.LOCALITY, members, names), refused=refused)


def place_boards(boards: tuple[Board, ...], areas: tuple[Area, ...]) -> Placement:
    """Put each board where most of its schools are; of areas with equally many, the first by code."""
    codes = {urn: area.code for area in areas for urn in area.schools}
    placed: list[tuple[BoardId, str]] = []
    outside: list[BoardId] = []
    for board in boards:
        held = Counter(codes[urn] for urn in board.schools if urn in codes)
        if held:
            placed.append((board.id, min(held, key=lambda code: (-held[code], code))))
        else:
            outside.append(board.id)
    return Placement(area_of=tuple(placed), outside=tuple(outside))


def _place(school: School, kind: AreaKind) -> tuple[str | None, str | None]:
    places = {
        AreaKind.LOCAL_AUTHORITY: (school.la_code, school.la_name),
        AreaKind.DISTRICT: (school.district_code, school.district_name),
        AreaKind.WARD: (school.ward_code, school.ward_name),
    }
    return places.get(kind, (None, None))


def _areas(kind: AreaKind, members: dict[str, list[Urn]], names: dict[str, str]) -> tuple[Area, ...]:
    return tuple(
        Area(kind=kind, code=code, name=names[code], schools=tuple(sorted(members[code])))
        for code in sorted(members)
    )


def _drawn(row: Row, seen: set[Urn]) -> tuple[Urn, str, str]:
    urn, area = Urn(read_urn(row.get("URN"))), read_text(row.get("Area"))
    if area is None:
        raise CellError("it has no Area")
    if urn in seen:
        raise CellError(f"URN {urn} is in an area already; a school lies in one locality")
    return urn, read_code(row.get("Area code")) or area.casefold().replace(" ", "-"), area
