"""A report as its page prints it: charts with their addresses, and what stands beside each domain."""

from collections.abc import Callable
from dataclasses import dataclass

from govscore.reporting.advice import IMPORTANCE_WORDS
from govscore.reporting.authority import compose_authority
from govscore.reporting.beside_model import AdvicePart, AuthorityLine, AuthorityPart, DutyLine
from govscore.reporting.charts import Chart, list_charts
from govscore.reporting.duties import NOT_MET
from govscore.reporting.model import DomainSection, QuestionRow, Report
from govscore.reporting.words import count_words, sentence
from govscore.services.explanations import Workings
from govscore.services.oversight import Conversation
from govscore.web.reports.history import History, present_history
from govscore.web.reports.workings import Row, WorkingView, present_domain, present_overall

FIRST = 5
STANDING_WORDS = {
    "not-met": "not met",
    "partly": "partly met",
    "to-check": "not known, to check",
    "unanswered": "not answered",
}
Address = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class ChartView:
    """One chart on a page: where its picture is, what it says, and the same as a table."""

    name: str
    address: str
    title: str
    alternative: str
    header: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class StatementView:
    """One statement with what came of it in a line."""

    row: QuestionRow
    line: str


@dataclass(frozen=True, kw_only=True)
class DutyView:
    """One duty that is not plainly met; only an unmet legal duty stands out."""

    line: DutyLine
    standing: str
    is_unmet_law: bool


@dataclass(frozen=True, kw_only=True)
class SectionView:
    """One domain on the page."""

    section: DomainSection
    facts: str
    statements: tuple[StatementView, ...]
    levels: tuple[Row, ...]
    chart: ChartView | None
    working: WorkingView | None
    authority: AuthorityLine | None
    earlier: tuple[AuthorityLine, ...]


@dataclass(frozen=True, kw_only=True)
class ReportPage:
    """The whole page."""

    report: Report
    sections: tuple[SectionView, ...]
    profile: ChartView | None
    change: ChartView | None
    history: History | None
    differences: ChartView | None
    position: ChartView | None
    gap: ChartView | None
    overall_working: WorkingView | None
    first_advice: tuple[AdvicePart, ...]
    other_advice: str
    balance: tuple[Row, ...]
    members: tuple[Row, ...]
    first_duties: tuple[DutyView, ...]
    open_duties: tuple[DutyView, ...]
    met_duties: tuple[Row, ...]
    authority: AuthorityPart | None
    side_by_side: tuple[Row, ...]


def present_report(
    report: Report, *, workings: Workings | None, said: Conversation | None, address: Address
) -> ReportPage:
    """Lay out a report; `address` says where the picture of a chart is."""
    charts = {chart.name: _chart(chart, address) for chart in list_charts(report)}
    authority = compose_beside(report, said, workings)
    advice = _advice_in_order(report)
    duties = tuple(_duty(line) for line in (report.duties.not_yet_met if report.duties else ()))
    return ReportPage(
        report=report,
        sections=tuple(_section(section, charts, workings, authority) for section in report.domains),
        profile=charts.get("profile"),
        change=charts.get("change"),
        history=present_history(report.trend),
        differences=charts.get("differences"),
        position=charts.get("position"),
        gap=charts.get("gap"),
        overall_working=None if workings is None else present_overall(report, workings.overall),
        first_advice=advice[:FIRST],
        other_advice=_other_words(len(advice) - FIRST),
        balance=_balance(report),
        members=tuple(
            (each.name, each.words) for each in (report.comparison.members if report.comparison else ())
        ),
        first_duties=tuple(duty for duty in duties if duty.is_unmet_law)[:FIRST],
        open_duties=duties,
        met_duties=_met(report),
        authority=authority,
        side_by_side=_side_by_side(report, authority),
    )


def compose_beside(
    report: Report, said: Conversation | None, workings: Workings | None
) -> AuthorityPart | None:
    """Put what the authority and the board have said beside a report, live: the report itself is frozen."""
    if said is None or workings is None:
        return None
    return compose_authority(
        said.views,
        said.replies,
        questionnaire=workings.questionnaire,
        marks=report.levels,
        own={section.id: own_words(section) for section in report.domains},
        moderations=said.moderations,
    )


def own_words(section: DomainSection) -> str:
    """Say where the board puts itself in a domain, or why that is not shown."""
    return section.mean.words if section.level is None else f"{section.level.word} ({section.mean.words})"


def _section(
    section: DomainSection,
    charts: dict[str, ChartView],
    workings: Workings | None,
    authority: AuthorityPart | None,
) -> SectionView:
    latest = authority.latest if authority else ()
    earlier = authority.earlier if authority else ()
    return SectionView(
        section=section,
        facts=_facts(section),
        statements=tuple(StatementView(row=row, line=_line(row)) for row in section.questions),
        levels=tuple((f"{row.order} {row.text}", _level_words(row)) for row in section.questions),
        chart=charts.get(f"answers-{section.id}") if _has_answers(section) else None,
        working=present_domain(section, workings),
        authority=next((line for line in latest if line.domain == section.id), None),
        earlier=tuple(line for line in earlier if line.domain == section.id),
    )


def _chart(chart: Chart, address: Address) -> ChartView:
    return ChartView(
        name=chart.name,
        address=address(chart.name),
        title=chart.text.title,
        alternative=chart.text.alternative,
        header=chart.text.header,
        rows=chart.text.rows,
    )


def _facts(section: DomainSection) -> str:
    agreement = "" if section.agreement.value is None else f"People’s answers: {section.agreement.words}"
    return _sentences(agreement, section.dont_know.words)


def _has_answers(section: DomainSection) -> bool:
    """A chart of answers needs some to show; without any, the levels say more."""
    return any(row.counts is not None or row.band for row in section.questions)


def _level_words(row: QuestionRow) -> str:
    return row.mean.words if row.level is None else f"{row.level.mark} {row.level.word}"


def _line(row: QuestionRow) -> str:
    if row.band:
        return _sentences(row.band)
    agreement = "" if row.agreement.value is None else f"agreement: {row.agreement.words}"
    mean = ", ".join(part for part in (row.mean.words, row.n_words) if part)
    return _sentences(mean, row.answers or row.dont_know.words, agreement)


def _sentences(*parts: str) -> str:
    return " ".join(sentence(part) for part in parts if part)


def _advice_in_order(report: Report) -> tuple[AdvicePart, ...]:
    """The most important first; within that, in the order of the domains."""
    ranks = {word: rank for rank, word in IMPORTANCE_WORDS.items()}
    found = [advice for section in report.domains for advice in section.advice]
    return tuple(sorted(found, key=lambda advice: -ranks[advice.importance]))


def _other_words(count: int) -> str:
    return f"{count_words(count, 'other suggestion')}, by domain, below." if count > 0 else ""


def _balance(report: Report) -> tuple[Row, ...]:
    lines = report.comparison.balance if report.comparison else ()
    return tuple((line.characteristic, line.weight, line.own, line.median, line.usual) for line in lines)


def _duty(line: DutyLine) -> DutyView:
    return DutyView(
        line=line,
        standing=STANDING_WORDS[line.standing],
        is_unmet_law=line.is_legal_duty and line.standing == NOT_MET,
    )


def _met(report: Report) -> tuple[Row, ...]:
    met = report.duties.met if report.duties else ()
    return tuple((line.text, line.duty, line.checked, line.note) for line in met)


def _side_by_side(report: Report, authority: AuthorityPart | None) -> tuple[Row, ...]:
    if authority is None:
        return ()
    views = {line.domain: line for line in authority.latest}
    return tuple(
        (section.title, own_words(section), _view_words(views.get(section.id))) for section in report.domains
    )


def _view_words(line: AuthorityLine | None) -> str:
    if line is None:
        return "not recorded yet"
    return line.level_words
