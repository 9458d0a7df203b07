"""What has changed since the board's earlier evaluations, as far as the questions let it be compared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from govscore.benchmarking.since import DomainChange
from govscore.questionnaire.changes.model import DomainComparison, Trend
from govscore.questionnaire.model import Rubric
from govscore.reporting.material import EarlierReview, Material
from govscore.reporting.reading import Reading
from govscore.reporting.trend_model import Chance, ThenPoint, TrendLine, TrendPart, WhenLine
from govscore.reporting.words import (
    answers_words,
    count_words,
    date_words,
    no_score_words,
    one_decimal,
    score_words,
    withheld_words,
)
from govscore.scoring.model import DomainScore, NoScore, Scorecard, Withheld

NOT_COMPARABLE = "not comparable: the questions changed"
NOT_AT_HAND = "That version is no longer at hand, so nobody can say what has changed."
NOT_ASKED_THEN = "not asked then"
OTHER_KIND = "The board was of another kind or phase then, so it was asked other questions."
UNJUDGED = "How much of a change could be chance is not said here."
RETURNING = (
    "A score that was high or low last time tends to come back towards the middle though nothing has changed, "
    "the more so the fewer answered."
)
OTHER_PEOPLE = "Those who answered then need not be those who answered now."
SAME = "about the same"
ALL = "All domains together"
MOST_EARLIER = 5


@dataclass(frozen=True, kw_only=True)
class _Score:
    """A score and what it rests on, or the words for why there is none."""

    mean: float | None
    absent: str
    n: int | None = None

    def reading(self, rubric: Rubric | None) -> Reading:
        """Put it into words; without its rubric nobody knows out of how many."""
        if self.mean is None:
            return Reading(value=None, words=self.absent)
        words = one_decimal(self.mean) if rubric is None else score_words(self.mean, rubric)
        return Reading(value=self.mean, words=words)


@dataclass(frozen=True, kw_only=True)
class _Judged:
    """Whether two scores may be joined, and why not plainly."""

    trend: Trend
    reasons: tuple[str, ...]


NOWHERE = _Score(mean=None, absent=NOT_ASKED_THEN)


def compose_trend(material: Material) -> TrendPart | None:
    """Set the board's scores beside those of its earlier evaluations; nothing where there are none."""
    if not material.earlier:
        return None
    questionnaire, card = material.review.questionnaire, material.review.scorecard
    titles = {domain.id: domain.title for domain in questionnaire.domains}
    rubric, earlier = questionnaire.rubric, material.earlier[:MOST_EARLIER]
    judged = {change.domain: change for change in material.changes}
    domains = tuple(
        _line(
            titles[score.domain],
            score,
            tuple(_domain_then(each, score, rubric) for each in earlier),
            judged=judged.get(score.domain),
            rubric=rubric,
        )
        for score in card.domains
    )
    overall = TrendLine(
        id="",
        title=ALL,
        now=_overall(card).reading(rubric),
        then=tuple(_overall_then(each, card, rubric) for each in earlier),
    )
    return TrendPart(
        words=_words(earlier[0], domains, left_out=len(material.earlier) - len(earlier)),
        cautions=tuple(_cautions(card, is_judged=any(line.chance for line in domains))),
        now=_when(material.round.title, material.round.closes_on, questionnaire.version),
        earlier=tuple(_when(each.round, each.closed_on, each.version) for each in earlier),
        domains=domains,
        overall=overall,
        no_longer_asked=_no_longer_asked(earlier[0], titles),
    )


def _line(
    title: str,
    now: DomainScore,
    then: tuple[ThenPoint, ...],
    *,
    judged: DomainChange | None,
    rubric: Rubric,
) -> TrendLine:
    return TrendLine(
        id=now.domain,
        title=title,
        now=_domain(now).reading(rubric),
        then=then,
        chance=None if judged is None or then[0].change is None else _chance(judged),
    )


def _chance(judged: DomainChange) -> Chance:
    verdict = "this one is larger" if judged.is_more_than_chance else "so could this one"
    size = one_decimal(judged.could_be_chance)
    return Chance(
        could_be_chance=judged.could_be_chance,
        is_more_than_chance=judged.is_more_than_chance,
        expected=judged.expected,
        words=f"With this many answers, changes under {size} could be chance, and {verdict}.",
    )


def _domain_then(earlier: EarlierReview, now: DomainScore, rubric: Rubric) -> ThenPoint:
    found = next((each for each in earlier.scorecard.domains if each.domain == now.domain), None)
    then = NOWHERE if found is None else _domain(found)
    comparison = earlier.comparison
    compared = None if comparison is None else comparison.domain(now.domain)
    return _point(earlier, (then, _domain(now)), _judged(earlier, compared), rubric)


def _overall_then(earlier: EarlierReview, now: Scorecard, rubric: Rubric) -> ThenPoint:
    comparison = earlier.comparison
    compared = (
        DomainComparison(id="", title=ALL, trend=comparison.overall, reasons=comparison.overall_reasons)
        if comparison
        else None
    )
    pair = (_overall(earlier.scorecard), _overall(now))
    return _point(earlier, pair, _judged(earlier, compared), rubric)


def _judged(earlier: EarlierReview, compared: DomainComparison | None) -> _Judged:
    """A domain of which neither version asks this board anything has nothing to compare."""
    if earlier.comparison is None:
        return _Judged(trend=Trend.BREAKS, reasons=(NOT_AT_HAND,))
    if compared is None:
        return _Judged(trend=Trend.BREAKS, reasons=())
    was_other = compared.trend is not Trend.DRAWN and not earlier.is_same_kind
    reasons = (OTHER_KIND, *compared.reasons) if was_other else compared.reasons
    return _Judged(trend=compared.trend, reasons=reasons)


def _point(earlier: EarlierReview, pair: tuple[_Score, _Score], judged: _Judged, rubric: Rubric) -> ThenPoint:
    then, now = pair
    has_change = judged.trend is not Trend.BREAKS and then.mean is not None and now.mean is not None
    change = (now.mean or 0.0) - (then.mean or 0.0) if has_change else None
    return ThenPoint(
        mean=then.reading(earlier.rubric),
        n_words=answers_words(then.n),
        trend=judged.trend.value,
        reasons=judged.reasons,
        drawn_at=then.mean if _is_same_ruler(earlier.rubric, rubric) else None,
        change=change,
        words=_absence(then, now, judged) if change is None else _change_words(change),
    )


def _is_same_ruler(then: Rubric | None, now: Rubric) -> bool:
    return then is not None and [level.value for level in then.levels] == [
        level.value for level in now.levels
    ]


def _absence(then: _Score, now: _Score, judged: _Judged) -> str:
    """Why there is no change to tell: a score that is not there comes before questions that are not the same."""
    if then is NOWHERE or (then.mean is None and judged.trend is not Trend.BREAKS):
        return then.absent if then is NOWHERE else f"then {then.absent}"
    if now.mean is None and judged.trend is not Trend.BREAKS:
        return f"now {now.absent}"
    return NOT_COMPARABLE


def _change_words(change: float) -> str:
    size = one_decimal(abs(change))
    if size == one_decimal(0):
        return SAME
    return f"{size} {'higher' if change > 0 else 'lower'}"


def _domain(score: DomainScore) -> _Score:
    return _Score(mean=score.mean, absent=_absent(score.withheld, score.no_score), n=score.n)


def _overall(card: Scorecard) -> _Score:
    return _Score(mean=card.overall, absent=_absent(card.overall_withheld, card.overall_no_score))


def _absent(withheld: Withheld | None, no_score: NoScore | None) -> str:
    return no_score_words(no_score) if withheld is None else withheld_words(withheld)


def _when(round_title: str, closed_on: date | None, version: str) -> WhenLine:
    words = f"{round_title}, version {version}"
    return WhenLine(round=round_title, closed_on=closed_on, version=version, words=words)


def _words(last: EarlierReview, domains: Sequence[TrendLine], *, left_out: int) -> str:
    """Say of how many domains anything can be said, and what is left out."""
    compared = sum(line.last.change is not None for line in domains)
    when = f"The evaluation before this, {last.round}, closed on {date_words(last.closed_on)}."
    count = f"{compared} of {count_words(len(domains), 'domain')}" if compared else "No domain"
    words = f"{when} {count} can be compared with it."
    if not left_out:
        return words
    them = "is in its own report" if left_out == 1 else "are in their own reports"
    return f"{words} {count_words(left_out, 'evaluation')} before that {them} only."


def _cautions(card: Scorecard, *, is_judged: bool) -> Iterator[str]:
    yield RETURNING if is_judged else UNJUDGED
    counts = [score.n for score in card.domains if score.mean is not None and score.n]
    if counts:
        fewest = min(counts)
        step = one_decimal(1 / fewest) if fewest < 20 else "less than 0.1"
        yield (
            f"With {count_words(fewest, 'answer')}, one person who chooses one level higher throughout moves a "
            f"domain’s mean by {step}."
        )
    yield OTHER_PEOPLE


def _no_longer_asked(last: EarlierReview, titles: Mapping[str, str]) -> tuple[str, ...]:
    """Name the domains of last time that this questionnaire no longer has."""
    compared = () if last.comparison is None else last.comparison.domains
    return tuple(each.title for each in compared if each.id not in titles)
