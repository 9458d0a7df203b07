"""What is too small to show, or could be found by subtraction, is withheld here, once; and nowhere else.

1. Nothing is said of a group of one to four, nor of one whose complement is one to four.
2. Below ten answers, where all or all but one chose the same option, its name is shown in place of numbers.
3. A question asked only of those who answered another is withheld along with that other.
4. Where a domain's mean and its other questions would give a withheld one away, another is withheld with it.
5. Below ten people, where all or all but one have the same mean in a domain, how far they differ is withheld.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from govscore.questionnaire.conditions import questions_named
from govscore.questionnaire.model import Domain, Questionnaire
from govscore.scoring.aggregate import ROUNDING, PersonScores
from govscore.scoring.audit import BAND_BELOW
from govscore.scoring.companions import find_cover
from govscore.scoring.model import DomainScore, NoScore, QuestionScore, Scorecard, Withheld

MIN_GROUP = 5


def protect(questionnaire: Questionnaire, card: Scorecard, people: Sequence[PersonScores]) -> Scorecard:
    """Withhold from the scores of confidential answers whatever would tell what somebody answered."""
    if card.responses == 0:
        return card
    if card.responses < MIN_GROUP:
        return withhold_all(card, Withheld.TOO_FEW)
    full = {score.question: score for score in card.questions}
    shown = {key: _protect_question(score, responses=card.responses) for key, score in full.items()}
    shown |= _follow_ups(questionnaire, shown)
    domains = []
    for score, person in zip(card.domains, people, strict=True):
        domain = next(d for d in questionnaire.domains if d.id == score.domain)
        protected = _protect_domain(score, person.means)
        if protected.mean is not None:
            cover = find_cover(questionnaire, domain, full=full, shown=shown)
            if cover.companion is not None:
                shown[cover.companion] = _without_levels(shown[cover.companion], Withheld.SUBTRACTION)
            if not cover.shows_mean:
                protected = _without_mean(protected, Withheld.SUBTRACTION)
        domains.append(replace(protected, dont_know_share=dont_know_share(domain, shown)))
    return replace(card, domains=tuple(domains), questions=tuple(shown.values()))


def withhold_all(card: Scorecard, reason: Withheld) -> Scorecard:
    """Leave nothing on a scorecard but how many were invited and how many answered."""
    return replace(
        card,
        overall=None,
        overall_level=None,
        overall_withheld=reason,
        overall_no_score=None,
        domains=tuple(_empty_domain(score, reason) for score in card.domains),
        questions=tuple(_empty_question(score, reason) for score in card.questions),
    )


def dont_know_share(domain: Domain, shown: Mapping[str, QuestionScore]) -> float | None:
    """Give the don't-knows of a domain's questions as a share of the answers asked for.

    It is made from shown counts alone, so it tells nothing more than they do. A band hides one don't know
    at most and is left out; where any other count is hidden there is no share, as it would come out too
    low.
    """
    scores = [shown[question.id] for question in domain.questions if question.id in shown]
    counted = [score for score in scores if score.withheld is not Withheld.UNANIMOUS]
    if any(score.dont_know is None or score.asked is None for score in counted):
        return None
    asked = sum(score.asked or 0 for score in counted)
    return sum(score.dont_know or 0 for score in counted) / asked if asked else None


def _protect_question(score: QuestionScore, *, responses: int) -> QuestionScore:
    if score.asked is None or score.asked == 0:
        return score
    if score.asked != responses and not _tells_little(score.asked, of=responses):
        return _empty_question(score, Withheld.TOO_FEW)
    if (score.scored or 0) < MIN_GROUP:
        return _too_few(score, asked=score.asked)
    common = _nearly_all(score)
    if common is None:
        return score
    banded = replace(_without_levels(score, Withheld.UNANIMOUS), scored=None, dont_know=None)
    return replace(banded, nearly_all=common)


def _too_few(score: QuestionScore, *, asked: int) -> QuestionScore:
    """Tell the don't-knows where neither they nor the others are few; failing that, that they are many."""
    unknown = score.dont_know or 0
    is_told = _tells_little(unknown, of=asked)
    return replace(
        _empty_question(score, Withheld.TOO_FEW),
        asked=asked,
        dont_know=unknown if is_told else None,
        mostly_dont_know=not is_told and 2 * unknown >= asked,
    )


def _tells_little(count: int, *, of: int) -> bool:
    return count == 0 or (count >= MIN_GROUP and of - count >= MIN_GROUP) or count == of >= BAND_BELOW


def _nearly_all(score: QuestionScore) -> str | None:
    counts = score.counts or ()
    answered = sum(option.count for option in counts)
    common = max(counts, key=lambda option: option.count)
    return common.option if answered < BAND_BELOW and common.count >= answered - 1 else None


def _follow_ups(questionnaire: Questionnaire, shown: Mapping[str, QuestionScore]) -> dict[str, QuestionScore]:
    """How many were asked tells how many passed the condition, so it goes with what they answered."""
    hidden = {key for key, score in shown.items() if score.withheld}
    follow_ups: dict[str, QuestionScore] = {}
    for question in questionnaire.questions:
        condition = question.show_if
        if question.id in shown and condition is not None and hidden & set(questions_named(condition)):
            hidden.add(question.id)
            follow_ups[question.id] = _empty_question(shown[question.id], Withheld.SUBTRACTION)
    return follow_ups


def _protect_domain(score: DomainScore, means: Sequence[float]) -> DomainScore:
    if score.no_score is NoScore.NOT_ASKED:
        return score
    if len(means) < MIN_GROUP:
        return _empty_domain(score, Withheld.TOO_FEW)
    if len(means) < BAND_BELOW and _are_alike(means):
        return replace(score, spread=None, within=None, withheld=Withheld.UNANIMOUS)
    return score


def _are_alike(means: Sequence[float]) -> bool:
    """Whether all, or all but one, are equal; they come sorted."""
    return means[-2] - means[0] <= ROUNDING or means[-1] - means[1] <= ROUNDING


def _without_levels(score: QuestionScore, reason: Withheld) -> QuestionScore:
    return replace(score, mean=None, median=None, spread=None, counts=None, level=None, withheld=reason)


def _empty_question(score: QuestionScore, reason: Withheld) -> QuestionScore:
    bare = _without_levels(score, reason)
    return replace(bare, asked=None, scored=None, skipped=None, dont_know=None, notes=())


def _without_mean(score: DomainScore, reason: Withheld) -> DomainScore:
    return replace(score, mean=None, spread=None, within=None, level=None, withheld=reason)


def _empty_domain(score: DomainScore, reason: Withheld) -> DomainScore:
    bare = _without_mean(score, reason)
    return replace(bare, n=None, dont_know_share=None, no_score=None)
