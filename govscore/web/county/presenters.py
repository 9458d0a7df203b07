"""The authority's pages as printed: coverage in a sentence, who waits, and the heat map by groups."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from govscore.reporting.charts import ChartText, describe_caterpillar, describe_funnel, describe_views
from govscore.reporting.county_model import CountyDomain, CountyReport, Grouping, HeatRow
from govscore.reporting.words import count_words, join_words, sentence
from govscore.services.county import STATUS_WORDS, CountyView
from govscore.services.county_filters import Filters, Trait
from govscore.services.coverage import BoardCoverage, BoardStatus, Coverage
from govscore.services.exports import CountyChart
from govscore.web.reports.presenters import ChartView

FIRST = 10
Row = tuple[str, ...]
TRAIT_WORDS = {
    Trait.PHASE: "Phase",
    Trait.SIZE: "Size",
    Trait.DISTRICT: "District",
    Trait.TYPE: "Type of board",
}
GROUP_WORDS = {Trait.PHASE: "phase", Trait.DISTRICT: "district"}
UNSENT = (BoardStatus.NOT_INVITED, BoardStatus.INVITED, BoardStatus.IN_PROGRESS, BoardStatus.CLOSED)
TAKING_PART = frozenset({BoardStatus.IN_PROGRESS, BoardStatus.CLOSED})
REST_WORDS = {
    BoardStatus.CLOSED: ("has closed and not sent", "have closed and not sent"),
    BoardStatus.IN_PROGRESS: ("is answering", "are answering"),
    BoardStatus.INVITED: ("is invited and has not begun", "are invited and have not begun"),
    BoardStatus.NOT_INVITED: ("has invited nobody yet", "have invited nobody yet"),
}


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A board that waits for the authority's answer, and since when."""

    board_id: str
    name: str
    words: str
    since: datetime


@dataclass(frozen=True, kw_only=True)
class FilterField:
    """One characteristic in the form, with what may be chosen."""

    name: str
    label: str
    options: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, kw_only=True)
class HeatLine:
    """One board in the heat map; only one that has sent has levels, and a report to go to."""

    row: HeatRow
    is_sent: bool
    address: str


@dataclass(frozen=True, kw_only=True)
class HeatGroup:
    """The boards of one group in the heat map."""

    name: str
    rows: tuple[HeatLine, ...]


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """Where the pictures and the reports are that the page points to; what is nowhere has none."""

    chart: Callable[[CountyChart, str], str]
    report: Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class GroupTable:
    """The groups of one characteristic as a table."""

    id: str
    title: str
    words: str
    header: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class CountyPage:
    """The page of one round."""

    answer: str
    not_asked: str
    counts: tuple[Row, ...]
    waiting_words: str
    waiting: tuple[Waiting, ...]
    waiting_later: tuple[Waiting, ...]
    fields: tuple[FilterField, ...]
    looking_at: str
    is_filtered: bool
    domain_rows: tuple[Row, ...]
    funnels: tuple[ChartView, ...]
    caterpillars: tuple[ChartView, ...]
    views: tuple[ChartView, ...]
    heat: tuple[HeatGroup, ...]
    groups: tuple[GroupTable, ...]
    report: CountyReport


def present_county(view: CountyView, addresses: Addresses) -> CountyPage:
    """Lay out a round."""
    waiting = tuple(_waiting(each) for each in view.coverage.awaiting)
    report = view.report
    sent = {str(each.board.id) for each in view.coverage.sent}
    return CountyPage(
        answer=coverage_sentence(view.coverage),
        not_asked=not_asked_sentence(view.coverage),
        counts=tuple((each.label, str(each.count)) for each in report.coverage.counts),
        waiting_words=f"{count_words(len(waiting), 'board')}, the longest waiting first.",
        waiting=waiting[:FIRST],
        waiting_later=waiting[FIRST:],
        fields=_fields(view),
        looking_at=_looking_at(view),
        is_filtered=bool(view.filters.words),
        domain_rows=tuple(_domain_row(domain) for domain in report.domains),
        funnels=tuple(_charts(CountyChart.FUNNEL, report, addresses)),
        caterpillars=tuple(_charts(CountyChart.CATERPILLAR, report, addresses)),
        views=tuple(_charts(CountyChart.VIEWS, report, addresses)),
        heat=tuple(
            _heat_group(name, rows, sent, addresses) for name, rows in groupby(report.heat, _group_of)
        ),
        groups=tuple(_group_table(grouping, report) for grouping in report.groupings),
        report=report,
    )


def coverage_sentence(coverage: Coverage) -> str:
    """Say in a sentence who is in."""
    counts, total = coverage.counts, len(coverage.boards)
    sent = counts[BoardStatus.SENT] + counts[BoardStatus.ANSWERED]
    if total == 0:
        return "No board has been asked yet."
    verb = "has" if sent == 1 else "have"
    first = f"{sent or 'None'} of {count_words(total, 'board')} {verb} sent a report"
    rest = [
        f"{counts[status]} {words[0] if counts[status] == 1 else words[1]}"
        for status, words in REST_WORDS.items()
        if counts[status]
    ]
    return sentence("; ".join([first, join_words(rest)]) if rest else first)


def taking_part_sentence(coverage: Coverage) -> str:
    """Say who takes part in a round that brings no report."""
    total = len(coverage.boards)
    begun = sum(each.status in TAKING_PART for each in coverage.boards)
    verb = "has" if begun == 1 else "have"
    return f"{begun or 'None'} of {count_words(total, 'board')} {verb} begun or finished."


def count_rows(coverage: Coverage) -> tuple[Row, ...]:
    """Count the boards by how far they have come; none sends anything."""
    return tuple(
        (STATUS_WORDS[status] if status is not BoardStatus.CLOSED else "Closed", str(coverage.counts[status]))
        for status in UNSENT
    )


def read_filters(values: Mapping[str, str]) -> Filters:
    """Read the filters of an address; what is left empty asks for every board."""
    chosen = {trait.value: values.get(trait.value) or None for trait in Trait}
    group = values.get("group", "")
    return Filters(**chosen, group=Trait(group) if group in {t.value for t in GROUP_WORDS} else Trait.PHASE)


def filter_values(filters: Filters) -> dict[str, str]:
    """Write filters as they stand in an address."""
    chosen = {trait.value: filters.value(trait) for trait in Trait}
    return {name: value for name, value in chosen.items() if value} | {"group": filters.group.value}


def _waiting(each: BoardCoverage) -> Waiting:
    replied, sent = each.exchange.replied_at, each.sent_at
    since = replied or sent
    if since is None:
        raise ValueError("a board that has not sent waits for nothing")
    return Waiting(
        board_id=str(each.board.id),
        name=each.board.name,
        words="replied" if replied else "sent its report",
        since=since,
    )


def not_asked_sentence(coverage: Coverage) -> str:
    """Say how many boards are not in a round."""
    missing = len(coverage.not_in_round)
    return (
        f"{count_words(missing, 'board')} {'is' if missing == 1 else 'are'} not asked in this round."
        if missing
        else ""
    )


def _fields(view: CountyView) -> tuple[FilterField, ...]:
    chosen = tuple(
        FilterField(
            name=trait.value,
            label=TRAIT_WORDS[trait],
            options=(
                ("", "All", view.filters.value(trait) is None),
                *((value, value, view.filters.value(trait) == value) for value in view.options[trait]),
            ),
        )
        for trait in Trait
    )
    group = FilterField(
        name="group",
        label="Group boards by",
        options=tuple((t.value, words, view.filters.group is t) for t, words in GROUP_WORDS.items()),
    )
    return (*chosen, group)


def _looking_at(view: CountyView) -> str:
    """Words of an address that are on no list are not repeated: whoever wrote it could make the page say anything."""
    asked = {trait: view.filters.value(trait) for trait in Trait}
    if any(value not in {None, *view.options[trait]} for trait, value in asked.items()):
        return "No board has what this address asks for: choose from the lists above."
    return f"Only: {', '.join(view.filters.words)}." if view.filters.words else ""


def _group_of(row: HeatRow) -> str:
    return row.group


def _heat_group(name: str, rows: Iterable[HeatRow], sent: Container[str], addresses: Addresses) -> HeatGroup:
    lines = (
        HeatLine(
            row=row,
            is_sent=row.board in sent,
            address=addresses.report(row.board) if row.board in sent else "",
        )
        for row in rows
    )
    return HeatGroup(name=name, rows=tuple(lines))


def _domain_row(domain: CountyDomain) -> Row:
    spread = domain.distribution
    if spread is None:
        return (domain.title, "", "", "")
    return (domain.title, spread.mean.words, spread.words, spread.middle_half)


def _charts(chart: CountyChart, report: CountyReport, addresses: Addresses) -> Iterator[ChartView]:
    for domain in report.domains:
        text = _text(chart, domain)
        if text is not None:
            yield ChartView(
                name=f"{chart}-{domain.id}",
                address=addresses.chart(chart, domain.id),
                title=text.title,
                alternative=text.alternative,
                header=text.header,
                rows=text.rows,
            )


def _text(chart: CountyChart, domain: CountyDomain) -> ChartText | None:
    match chart:
        case CountyChart.FUNNEL:
            return None if domain.funnel is None else describe_funnel(domain.funnel)
        case CountyChart.CATERPILLAR:
            return None if domain.caterpillar is None else describe_caterpillar(domain.caterpillar)
        case CountyChart.VIEWS:
            return None if domain.views is None else describe_views(domain.views)


def _group_table(grouping: Grouping, report: CountyReport) -> GroupTable:
    return GroupTable(
        id=grouping.title.lower().replace(" ", "-"),
        title=grouping.title,
        words=grouping.words,
        header=("Group", *(domain.short for domain in report.domains)),
        rows=tuple(
            (
                row.name,
                *(
                    cell.withheld or f"{cell.mean.words} ({count_words(cell.boards, 'board')})"
                    for cell in row.cells
                ),
            )
            for row in grouping.rows
        ),
    )
