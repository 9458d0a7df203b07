"""The authority's view of each domain beside the board's own, and what the board replied."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from govscore.oversight.model import AuthorityView, BoardReply
from govscore.oversight.moderation import Sheet, sheet_of
from govscore.questionnaire.model import Questionnaire
from govscore.reporting.beside_model import AuthorityLine, AuthorityPart, ReplyLine
from govscore.reporting.reading import LevelMark
from govscore.reporting.words import count_words, inside, level_mark, plain, sentence

LONDON = ZoneInfo("Europe/London")
NO_SETS: Mapping[str, Questionnaire] = MappingProxyType({})


def compose_authority(
    views: Sequence[AuthorityView],
    replies: Sequence[BoardReply],
    *,
    questionnaire: Questionnaire,
    marks: tuple[LevelMark, ...],
    own: Mapping[str, str],
    moderations: Mapping[str, Questionnaire] = NO_SETS,
) -> AuthorityPart | None:
    """Lay out the newest view of each domain, the earlier ones and the replies; `own` is by domain.

    `moderations` are the sets that views were made with, by code@version.
    """
    if not views and not replies:
        return None
    newest_first = sorted(views, key=lambda view: (view.recorded_at, str(view.id)), reverse=True)
    lines = [
        _line(view, _sheet(view, moderations), questionnaire=questionnaire, marks=marks, own=own)
        for view in newest_first
    ]
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


def _sheet(view: AuthorityView, moderations: Mapping[str, Questionnaire]) -> Sheet | None:
    found = moderations.get(view.made_with or "")
    return None if found is None else sheet_of(found, view.domain)


def level_words(view: AuthorityView, sheet: Sheet | None, marks: tuple[LevelMark, ...]) -> str:
    """Name the level of a view; one that is no rung, such as could not tell, by the set it was made with."""
    level = level_mark(marks, view.level)
    if level is not None:
        return level.word
    choice = None if sheet is None else sheet.level_named(view.level)
    return view.level if choice is None else inside(choice.label)


def quality_words(view: AuthorityView, sheet: Sheet | None) -> str:
    """Say how good the evidence of a view is, and what that means; nothing where the view does not say."""
    choice = None if sheet is None else sheet.quality_named(view.quality)
    if choice is None:
        return view.quality or ""
    return f"{sentence(choice.label)} {choice.about}".strip()


def _line(
    view: AuthorityView,
    sheet: Sheet | None,
    *,
    questionnaire: Questionnaire,
    marks: tuple[LevelMark, ...],
    own: Mapping[str, str],
) -> AuthorityLine:
    words = level_words(view, sheet, marks)
    domain = questionnaire.domain(view.domain)
    return AuthorityLine(
        domain=view.domain,
        domain_title=view.domain if domain is None else domain.title,
        level=level_mark(marks, view.level),
        words=sentence(f"authority’s view: {words}"),
        boards_words=sentence(f"board’s view: {own.get(view.domain, 'no score')}"),
        evidence=plain(view.evidence),
        reasons=plain(view.reasons),
        recorded_by=plain(view.recorded_by),
        recorded_on=london_day(view.recorded_at),
        level_words=words,
        quality=plain(quality_words(view, sheet)),
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
