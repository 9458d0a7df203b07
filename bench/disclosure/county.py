"""The audit of the county's page under every filter: groups of boards, funnels, coverage, and what they differ by."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from bench.disclosure.cuts import Cut
from bench.disclosure.findings import Finding
from govscore.benchmarking.disclosure.audit import SMALL_GROUP
from govscore.reporting.county_model import CountyReport, Distribution
from govscore.services.county_filters import Filters, Trait, Traits
from govscore.services.county_material import TITLES

DIGITS = 9


@dataclass(frozen=True, kw_only=True)
class CountyPage:
    """The county as its page shows it under one set of filters."""

    filters: Filters
    report: CountyReport

    @property
    def where(self) -> str:
        """The page in words."""
        return "county, " + (", ".join(self.filters.words) or "all boards")


@dataclass(frozen=True, kw_only=True)
class KnownBoard:
    """A board that has sent: what it is like, and how many people each domain's mean is over."""

    traits: Traits
    people: Mapping[str, int]


def audit_page(page: CountyPage) -> Iterator[Finding]:
    """Look at one page by itself."""
    report = page.report
    for domain in report.domains:
        if domain.distribution is not None:
            yield from _small(domain.distribution, page.where)
        for point in () if domain.funnel is None else domain.funnel.points:
            if point.n < SMALL_GROUP:
                yield _finding("small-group", page, domain.id, f"a dot over {point.n} answers")
    for grouping in report.groupings:
        hidden: Counter[str] = Counter()
        for row in grouping.rows:
            for cell in row.cells:
                yield from _small(cell, f"{page.where}, {grouping.title}")
                hidden[cell.domain] += cell.boards if cell.withheld else 0
        totals = {domain.id for domain in report.domains if _is_shown(domain.distribution)}
        for domain_id, boards in hidden.items():
            if domain_id in totals and 0 < boards < SMALL_GROUP:
                yield _finding(
                    "total-minus-others", page, domain_id, f"{grouping.title}: {boards} boards left"
                )
    standing = Counter(row.standing for row in report.heat)
    if {each.label: each.count for each in report.coverage.counts if each.count} != dict(standing):
        yield _finding("coverage", page, "standing", "counts tell more than the boards’ own standing")


def audit_spread(pages: Sequence[CountyPage]) -> Iterator[Finding]:
    """Limits and estimates come from a variance that no board's copy has: of the same boards on every page."""
    limits: dict[tuple[str, int], dict[float, CountyPage]] = defaultdict(dict)
    middles: dict[str, dict[float, CountyPage]] = defaultdict(dict)
    for page in pages:
        for domain in page.report.domains:
            for step in () if domain.funnel is None else domain.funnel.steps:
                limits[domain.id, step.n].setdefault(round(step.high_95 - step.low_95, DIGITS), page)
            if domain.caterpillar is not None and domain.caterpillar.middle is not None:
                middles[domain.id].setdefault(round(domain.caterpillar.middle, DIGITS), page)
    for (domain_id, n), widths in limits.items():
        yield from _differing(widths, domain_id, f"limits for {n} answers")
    for domain_id, found in middles.items():
        yield from _differing(found, domain_id, "means that estimates are drawn to")


def _differing(found: Mapping[float, CountyPage], what: str, numbers: str) -> Iterator[Finding]:
    if len(found) > 1:
        first, second, *_ = found.values()
        how = f"{numbers} differ, and so tell the spread within boards that only one has"
        yield Finding(leak="pooled-spread", where=f"{first.where} and {second.where}", what=what, how=how)


def cuts_of_page(page: CountyPage, boards: Mapping[UUID, KnownBoard]) -> Iterator[Cut]:
    """Each mean of a page with the people it is over; whoever stands without a mean counts nowhere."""
    for place, domain in enumerate(page.report.domains):
        shown = [UUID(row.board) for row in page.report.heat if row.cells[place].mean.value is not None]
        if domain.distribution is not None and not domain.distribution.withheld:
            yield _cut(page.where, domain.id, shown, boards)
        for grouping in page.report.groupings:
            trait = next(trait for trait in Trait if TITLES[trait] == grouping.title)
            for row in grouping.rows:
                if not row.cells[place].withheld:
                    own = [board for board in shown if boards[board].traits[trait] == row.name]
                    yield _cut(f"{page.where}, {row.name}", domain.id, own, boards)


def _cut(where: str, domain_id: str, shown: Sequence[UUID], boards: Mapping[UUID, KnownBoard]) -> Cut:
    people = ((board, i) for board in shown for i in range(boards[board].people[domain_id]))
    return Cut(where=where, what=domain_id, people=frozenset(people))


def _is_shown(distribution: Distribution | None) -> bool:
    return distribution is not None and distribution.mean.value is not None


def _small(distribution: Distribution, where: str) -> Iterator[Finding]:
    if distribution.mean.value is not None and distribution.boards < SMALL_GROUP:
        how = f"a mean over {distribution.boards} boards"
        yield Finding(leak="small-group", where=where, what=distribution.domain, how=how)


def _finding(leak: str, page: CountyPage, what: str, how: str) -> Finding:
    return Finding(leak=leak, where=page.where, what=what, how=how)
