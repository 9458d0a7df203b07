"""Where a school that has closed went: a walk along links that may split, meet, and go round in circles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from govscore.boards.model import Link, LinkKind, School, Urn

PLAIN = frozenset((LinkKind.SUCCESSOR,))
EVERY_KIND = frozenset(LinkKind)


@dataclass(frozen=True, kw_only=True)
class Succession:
    """The last schools of the register on each way from one school, and the ends that are not in it.

    `carried` are those its board goes on to. Only a plain succession, as when a school becomes an academy,
    takes the board along: after a merger, an amalgamation or a split the pupils are with another board.
    """

    urn: Urn
    held: tuple[Urn, ...]
    carried: tuple[Urn, ...]
    not_held: tuple[Urn, ...]


def successors(links: Iterable[Link]) -> Mapping[Urn, tuple[Link, ...]]:
    """List each school's links to what came after it, in the order of their URNs."""
    found: dict[Urn, list[Link]] = {}
    for link in sorted(set(links), key=lambda link: (link.urn, link.successor)):
        found.setdefault(link.urn, []).append(link)
    return {urn: tuple(after) for urn, after in found.items()}


def follow(urn: Urn, links: Mapping[Urn, tuple[Link, ...]], known: Mapping[Urn, School]) -> Succession:
    """Walk from a closed school to its last known successors, each school visited once.

    An open school is an end of the walk, whatever is planned for it; so is one after which nothing follows.
    """
    walk = _Walk(start=urn, links=links, known=known, kinds=EVERY_KIND)
    plain = _Walk(start=urn, links=links, known=known, kinds=PLAIN)
    held = walk.held()
    return Succession(
        urn=urn,
        held=tuple(sorted(held)),
        carried=tuple(sorted(held & plain.reached_from(urn))),
        not_held=tuple(sorted(walk.not_held())),
    )


@dataclass(frozen=True, kw_only=True)
class _Walk:
    start: Urn
    links: Mapping[Urn, tuple[Link, ...]]
    known: Mapping[Urn, School]
    kinds: frozenset[LinkKind]

    def held(self) -> set[Urn]:
        """Find the schools of the register after which the walk meets no other."""
        reached = self.reached_from(self.start) & set(self.known)
        return {urn for urn in reached if not (self.reached_from(urn) & reached) - {urn}}

    def not_held(self) -> set[Urn]:
        """Find the ends outside the register; schools that only lead to each other are ends, all of them."""
        outside = self.reached_from(self.start) - set(self.known)
        return {urn for urn in outside if self.reached_from(urn) <= {urn}} or (
            set() if self.held() else outside
        )

    def reached_from(self, urn: Urn) -> set[Urn]:
        """Find all that can be reached, going on from closed schools only and never back to the start."""
        visited: set[Urn] = set()
        ahead = [urn]
        while ahead:
            here = ahead.pop()
            if here != self.start and here in self.known and self.known[here].is_open:
                continue
            onward = {link.successor for link in self.links.get(here, ()) if link.kind in self.kinds}
            ahead += sorted(onward - visited - {self.start})
            visited |= onward - {self.start}
        return visited
