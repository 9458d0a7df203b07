"""Every set of people of which a number was published, and what subtracting them from one another gives away."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bench.disclosure.findings import Finding
from govscore.benchmarking.disclosure.audit import SMALL_GROUP, pairs_too_close, small_groups, too_tight

WIDE_MEAN = 1.0


@dataclass(frozen=True, kw_only=True)
class Cut:
    """Some people of whom one number was published: which number, where, and how exactly if it is a mean."""

    where: str
    what: Hashable
    people: frozenset[Hashable]
    mean: float | None = None
    off: float = 0.0


def audit_cuts(cuts: Iterable[Cut], *, ends: tuple[float, float]) -> Iterator[Finding]:
    """Look at all pairs of cuts of the same number, then at what all of them tell of small groups together."""
    by_number: dict[Hashable, list[Cut]] = defaultdict(list)
    for cut in cuts:
        if cut.people:
            by_number[cut.what].append(cut)
    for what, own in by_number.items():
        distinct = list({cut.people: cut for cut in own}.values())
        yield from _pairs(str(what), distinct)
        yield from _together(str(what), [cut for cut in own if cut.mean is not None], ends)


def _pairs(what: str, cuts: Sequence[Cut]) -> Iterator[Finding]:
    for first, second, apart in pairs_too_close(_members(cuts)):
        yield Finding(
            leak="differencing",
            where=f"{cuts[first].where} and {cuts[second].where}",
            what=what,
            how=f"{len(cuts[first].people)} and {len(cuts[second].people)} people, {apart} apart",
        )


def _together(what: str, cuts: Sequence[Cut], ends: tuple[float, float]) -> Iterator[Finding]:
    """Solve only where some people, fewer than five, are told apart at all."""
    if not cuts:
        return
    members = _members(cuts)
    if min(np.unique(members.T, axis=0, return_counts=True)[1]) >= SMALL_GROUP:
        return
    found = small_groups(members, [cut.mean for cut in cuts], off=[cut.off for cut in cuts], ends=ends)
    for place in too_tight(found.mean, wide=WIDE_MEAN):
        low, high = float(found.mean.low[place]), float(found.mean.high[place])
        yield Finding(
            leak="total-minus-others",
            where=f"{len(cuts)} cuts together",
            what=what,
            how=f"the mean of {len(found.people[place])} people lies between {low:.2f} and {high:.2f}",
        )


def _members(cuts: Sequence[Cut]) -> np.ndarray:
    people = {person: i for i, person in enumerate(sorted({p for cut in cuts for p in cut.people}, key=str))}
    members = np.zeros((len(cuts), len(people)), dtype=bool)
    for i, cut in enumerate(cuts):
        members[i, [people[person] for person in cut.people]] = True
    return members
