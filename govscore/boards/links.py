"""Links between schools: which went on as which, read from the register's links file."""

from dataclasses import dataclass
from datetime import date

from govscore.boards.fields import CellError, read_day, read_text, read_urn
from govscore.boards.model import Link, LinkKind, Refusal, Urn
from govscore.boards.tables import Row, read_table, require, sift

WHAT = 'the links file of Get Information about Schools ("links_edubasealldata…")'

# The register has seventeen spellings; after "Successor" or "Predecessor" these say that one school went on
# as another. The rest (sixth form centres, expansions, "Merged - change in age range", "Result of
# Amalgamation") name two schools, and not which of them became the other.
KINDS = {
    "": LinkKind.SUCCESSOR,
    "merged": LinkKind.MERGED,
    "amalgamated": LinkKind.AMALGAMATED,
    "split school": LinkKind.SPLIT,
}

MANNERS = tuple(LinkKind)


@dataclass(frozen=True, kw_only=True)
class LinkReading:
    """What a links file holds. A pair told from both sides is one link; `set_aside` counts other rows."""

    rows: int
    links: tuple[Link, ...]
    set_aside: int
    refused: tuple[Refusal, ...]


def read_links(content: bytes, *, name: str) -> LinkReading:
    """Read who succeeded whom; the successor's own row and the predecessor's are turned into one link."""
    table = read_table(content, name=name)
    require(table, ("URN",), ("LinkURN",), ("LinkType",), what=WHAT)
    links: dict[tuple[Urn, Urn], Link] = {}
    set_aside: list[Row] = []

    def keep(row: Row) -> None:
        link = _link(row)
        if link is None:
            set_aside.append(row)
        else:
            _remember(links, link)

    rows, refused = sift(table, keep)
    return LinkReading(rows=rows, links=tuple(links.values()), set_aside=len(set_aside), refused=refused)


def link_between(urn: Urn, other: Urn, link_type: str, *, since: date | None) -> Link | None:
    """Turn a link into old and new; None if its type does not say that one school went on as the other."""
    side, _, manner = (" ".join(part.split()).casefold() for part in link_type.partition(" - "))
    kind = KINDS.get(manner)
    if kind is None or side not in {"successor", "predecessor"} or urn == other:
        return None
    old, new = (urn, other) if side == "successor" else (other, urn)
    return Link(urn=old, successor=new, since=since, kind=kind)


def _link(row: Row) -> Link | None:
    urn = Urn(read_urn(row.get("URN")))
    other = Urn(read_urn(row.get("LinkURN"), "LinkURN"))
    since = read_day(row.get("LinkEstablishedDate"), "LinkEstablishedDate")
    link_type = read_text(row.get("LinkType"))
    if link_type is None:
        raise CellError("it has no LinkType")
    if urn == other:
        raise CellError(f"it links {urn} to itself")
    return link_between(urn, other, link_type, since=since)


def _remember(links: dict[tuple[Urn, Urn], Link], link: Link) -> None:
    """Keep one link for each pair: a manner told by either side counts, and so does the later day."""
    pair = (link.urn, link.successor)
    told = (links.get(pair, link), link)
    kind = max((one.kind for one in told), key=MANNERS.index)
    since = max((one.since for one in told if one.since is not None), default=None)
    links[pair] = Link(urn=link.urn, successor=link.successor, since=since, kind=kind)
