"""The authority's views as the pages for recording them print them."""

from collections.abc import Sequence
from dataclasses import dataclass

from govscore.oversight.model import AuthorityView, BoardReply
from govscore.oversight.moderation import Choice, Sheet, sheet_of
from govscore.reporting.advice import compose_advice
from govscore.reporting.authority import level_words, quality_words
from govscore.reporting.beside_model import AdvicePart
from govscore.reporting.model import DomainSection, Report
from govscore.reporting.words import count_words
from govscore.services.moderation import Support
from govscore.services.oversight import Conversation, Judgement
from govscore.web.reports.presenters import own_words

LEVEL, LOOKED_AT = "Which level does the evidence show?", "What did you look at?"
LOOKED_AT_HINT = "For example: minutes of three meetings, the link visit report of May."
REASONS_HINT = "The board reads this. Don’t name anybody."


@dataclass(frozen=True, kw_only=True)
class ViewLine:
    """One domain in the list: the board's own level and the authority's, and its earlier ones counted."""

    domain_id: str
    title: str
    own: str
    authoritys: str
    quality: str
    action: str


@dataclass(frozen=True, kw_only=True)
class ViewsPage:
    """The list of domains, how many have a view, what support may be offered, and what the board replied."""

    answer: str
    lines: tuple[ViewLine, ...]
    says_quality: bool
    support: tuple[AdvicePart, ...]
    replies: tuple[BoardReply, ...]


@dataclass(frozen=True, kw_only=True)
class EarlierView:
    """A view recorded before."""

    view: AuthorityView
    level: str
    quality: str


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One question of the form with its choices; a moderation set says why it is asked."""

    text: str
    hint: str
    why: str
    items: tuple[dict[str, object], ...]


@dataclass(frozen=True, kw_only=True)
class ViewForm:
    """The form for one domain, with what the board itself says of it."""

    section: DomainSection
    own: str
    level: Ask
    quality: Ask | None
    looked_at_hint: str
    reasons_hint: str
    made_with: str
    earlier: tuple[EarlierView, ...]


def present_views(report: Report, said: Conversation, support: Sequence[Support]) -> ViewsPage:
    """List the domains of a report with the latest view of each, and the support that follows."""
    lines = tuple(_line(section, report, said) for section in report.domains)
    recorded = sum(bool(line.authoritys) for line in lines)
    return ViewsPage(
        answer=f"You have recorded a view on {recorded} of {count_words(len(lines), 'domain')}.",
        lines=lines,
        says_quality=any(line.quality for line in lines),
        support=tuple(compose_advice(each.recommendation, (each.questionnaire,)) for each in support),
        replies=said.replies,
    )


def present_form(
    report: Report, section: DomainSection, said: Conversation, sheet: Sheet | None, typed: Judgement
) -> ViewForm:
    """Lay out the form for one domain: as the moderation set asks it or, without one, by the board's levels."""
    return ViewForm(
        section=section,
        own=own_words(section),
        level=_level(report, sheet, typed),
        quality=_quality(sheet, typed),
        looked_at_hint=LOOKED_AT_HINT if sheet is None else sheet.level.evidence,
        reasons_hint=REASONS_HINT,
        made_with="" if sheet is None else sheet.made_with,
        earlier=tuple(_earlier(view, report, said) for view in said.of(section.id)),
    )


def _level(report: Report, sheet: Sheet | None, typed: Judgement) -> Ask:
    if sheet is None:
        items = (
            _item(mark.id, f"{mark.mark} {mark.label}", mark.about, typed.level) for mark in report.levels
        )
        return Ask(text=LEVEL, hint="", why="", items=tuple(items))
    marks = {mark.id: f"{mark.mark} " for mark in report.levels}
    items = (
        _item(each.id, f"{marks.get(each.id, '')}{each.label}", each.about, typed.level)
        for each in sheet.levels
    )
    question = sheet.level
    return Ask(text=question.text, hint=question.hint or "", why=question.why, items=tuple(items))


def _quality(sheet: Sheet | None, typed: Judgement) -> Ask | None:
    if sheet is None or sheet.quality is None:
        return None
    items = tuple(_quality_item(each, typed) for each in sheet.qualities)
    question = sheet.quality
    return Ask(text=question.text, hint=question.evidence, why=question.why, items=items)


def _quality_item(choice: Choice, typed: Judgement) -> dict[str, object]:
    return _item(choice.id, choice.label, choice.about, typed.quality)


def _item(value: str, text: str, about: str, chosen: str) -> dict[str, object]:
    item: dict[str, object] = {"value": value, "text": text, "checked": value == chosen}
    return item | {"hint": {"text": about}} if about else item


def _sheet(view: AuthorityView, said: Conversation) -> Sheet | None:
    found = said.moderations.get(view.made_with or "")
    return None if found is None else sheet_of(found, view.domain)


def _earlier(view: AuthorityView, report: Report, said: Conversation) -> EarlierView:
    sheet = _sheet(view, said)
    return EarlierView(
        view=view, level=level_words(view, sheet, report.levels), quality=quality_words(view, sheet)
    )


def _line(section: DomainSection, report: Report, said: Conversation) -> ViewLine:
    views = said.of(section.id)
    latest = _earlier(views[0], report, said) if views else None
    return ViewLine(
        domain_id=section.id,
        title=section.title,
        own=own_words(section),
        authoritys="" if latest is None else latest.level,
        quality="" if latest is None else latest.quality.partition(".")[0],
        action="Record a new view" if views else "Record a view",
    )
