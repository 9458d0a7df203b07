"""The authority's views as the pages for recording them print them."""

from dataclasses import dataclass

from govscore.oversight.model import AuthorityView, BoardReply
from govscore.reporting.model import DomainSection, Report
from govscore.reporting.reading import LevelMark
from govscore.reporting.words import count_words
from govscore.services.oversight import Conversation
from govscore.web.reports.presenters import own_words


@dataclass(frozen=True, kw_only=True)
class ViewLine:
    """One domain in the list: the board's own level and the authority's, and its earlier ones counted."""

    domain_id: str
    title: str
    own: str
    authoritys: str
    action: str


@dataclass(frozen=True, kw_only=True)
class ViewsPage:
    """The list of domains, how many have a view, and what the board replied."""

    answer: str
    lines: tuple[ViewLine, ...]
    replies: tuple[BoardReply, ...]


@dataclass(frozen=True, kw_only=True)
class EarlierView:
    """A view recorded before."""

    view: AuthorityView
    level: str


@dataclass(frozen=True, kw_only=True)
class ViewForm:
    """The form for one domain, with what the board itself says of it."""

    section: DomainSection
    own: str
    levels: tuple[LevelMark, ...]
    earlier: tuple[EarlierView, ...]


def present_views(report: Report, said: Conversation) -> ViewsPage:
    """List the domains of a report with the latest view of each."""
    lines = tuple(_line(section, report, said) for section in report.domains)
    recorded = sum(bool(line.authoritys) for line in lines)
    return ViewsPage(
        answer=f"You have recorded a view on {recorded} of {count_words(len(lines), 'domain')}.",
        lines=lines,
        replies=said.replies,
    )


def present_form(report: Report, section: DomainSection, said: Conversation) -> ViewForm:
    """Lay out the form for one domain."""
    words = {level.id: level.word for level in report.levels}
    return ViewForm(
        section=section,
        own=own_words(section),
        levels=report.levels,
        earlier=tuple(
            EarlierView(view=view, level=words.get(view.level, view.level)) for view in said.of(section.id)
        ),
    )


def _line(section: DomainSection, report: Report, said: Conversation) -> ViewLine:
    words = {level.id: level.word for level in report.levels}
    views = said.of(section.id)
    return ViewLine(
        domain_id=section.id,
        title=section.title,
        own=own_words(section),
        authoritys=words.get(views[0].level, views[0].level) if views else "",
        action="Record a new view" if views else "Record a view",
    )
