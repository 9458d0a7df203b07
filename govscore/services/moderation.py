"""Which moderation set an officer looks at a board with, and with which earlier views were made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from govscore.oversight.model import AuthorityView
from govscore.oversight.moderation import made_with, support_for
from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Purpose, Questionnaire
from govscore.recommendations.model import Recommendation


@dataclass(frozen=True, kw_only=True)
class Support:
    """Support that an officer may offer, and the set whose rule it follows from."""

    questionnaire: Questionnaire
    recommendation: Recommendation


def moderation_in_force(library: Library, day: date) -> Questionnaire | None:
    """Find the newest moderation set in force on a day; a library may have none."""
    sets = [each for each in library.in_force(day) if each.manifest.purpose is Purpose.MODERATION]
    return max(sets, key=lambda each: (each.manifest.in_force, each.code), default=None)


def moderations_of(views: Iterable[AuthorityView], library: Library) -> Mapping[str, Questionnaire]:
    """Find the sets that views were made with, by code@version."""
    sets = {made_with(each): each for each in library.all() if each.manifest.purpose is Purpose.MODERATION}
    named = {view.made_with for view in views}
    return {name: each for name, each in sets.items() if name in named}


def find_support(latest: Iterable[AuthorityView], library: Library) -> tuple[Support, ...]:
    """List the support to offer after the latest view of each domain, by the set that view was made with."""
    views = tuple(latest)
    return tuple(
        Support(questionnaire=questionnaire, recommendation=each)
        for name, questionnaire in moderations_of(views, library).items()
        for each in support_for(questionnaire, [view for view in views if view.made_with == name])
    )
