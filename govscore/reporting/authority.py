"""The authority's view of each domain beside the board's own, and what the board replied."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from govscore.oversight.model import AuthorityView, BoardReply
from govscore.questionnaire.model import Questionnaire
from govscore.reporting.beside_model import AuthorityLine, AuthorityPart, ReplyLine
from govscore.reporting.reading import LevelMark
from govscore.reporting.words import count_words, level_mark, plain, sentence

LONDON = ZoneInfo("Europe/London")


def compose_authority(
    views: Sequence[AuthorityView],
    replies: Sequence[BoardReply],
    *,
    questionnaire: Questionnaire,
    marks: tuple[LevelMark, ...],
    own: Mapping[str, str],
) -> AuthorityPart | None:
    """Lay out the newest view of each domain, the earlier ones and the replies; `own` is by domain."""
    if not views and not replies:
        return None
    newest_first = sorted(views, key=lambda view: (view.recorded_at, str(view.id)), reverse=True)
    lines = [_line(view, questionnaire=questionnaire, marks=marks, own=own) for view in newest_first]
    by_domain = {line.domain: line for line in reversed(lines)}
    order = [domain.id for domain in questionnaire.domains]
    others = sorted(domain for domain in by_domain if domain not in order)
    latest = tuple(by_domain[domain] for domain in (*order, *others) if domain in by_domain)
    return AuthorityPart(
        words=_words(len(latest), len(order) + len(others)),
        latest=latest,
        earlier=tuple(line for line in lines if line is not by_domain[line.domain]),
        replies=tuple(_reply(reply) for reply in _newest_first(replies)),
    )


def london_day(moment: datetime) -> date:
    """Give the day on which a moment fell in the schools' clock."""
    return moment.astimezone(LONDON).date()


def _line(
    view: AuthorityView,
    *,
    questionnaire: Questionnaire,
    marks: tuple[LevelMark, ...],
    own: Mapping[str, str],
) -> AuthorityLine:
    level = level_mark(marks, view.level)
    domain = questionnaire.domain(view.domain)
    return AuthorityLine(
        domain=view.domain,
        domain_title=view.domain if domain is None else domain.title,
        level=level,
        words=sentence(f"authority’s view: {view.level if level is None else level.word}"),
        boards_words=sentence(f"board’s view: {own.get(view.domain, 'no score')}"),
        evidence=plain(view.evidence),
        reasons=plain(view.reasons),
        recorded_by=plain(view.recorded_by),
        recorded_on=london_day(view.recorded_at),
    )


def _reply(reply: BoardReply) -> ReplyLine:
    return ReplyLine(
        text=plain(reply.text),
        written_by=plain(reply.written_by),
        written_on=london_day(reply.written_at),
    )


def _newest_first(replies: Iterable[BoardReply]) -> list[BoardReply]:
    return sorted(replies, key=lambda reply: (reply.written_at, str(reply.id)), reverse=True)


def _words(viewed: int, domains: int) -> str:
    number = f"{viewed} of {count_words(domains, 'domain')}"
    return f"The authority has recorded a view on {number}. It stands beside the board’s own."
