"""Whether a domain's scores in two versions may be joined by a line, and what a reader must be told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from govscore.questionnaire.changes.model import (
    Bearing,
    Change,
    DomainComparison,
    QuestionComparison,
    Trend,
)
from govscore.questionnaire.model import Domain, DomainRule, Questionnaire

LEAST_CARRIED = 2 / 3
ROUNDING = 1e-9


@dataclass(frozen=True, kw_only=True)
class Versions:
    """Two versions, and what became of each of their questions."""

    old: Questionnaire
    new: Questionnaire
    questions: Mapping[str, QuestionComparison]


@dataclass(frozen=True, kw_only=True)
class _Counted:
    """The weights of the questions that count in a domain, in the old and in the new version."""

    old: Mapping[str, float]
    new: Mapping[str, float]
    questions: Mapping[str, QuestionComparison]

    @cached_property
    def carried(self) -> tuple[QuestionComparison, ...]:
        """The questions that count in both and are the same, or the same in other words."""
        both = (self.questions[each] for each in self.old if each in self.new)
        return tuple(question for question in both if question.is_carried_over)

    def share(self, weights: Mapping[str, float]) -> float:
        """How much of a version's weight the questions carried over hold."""
        total = sum(weights.values())
        return sum(weights[question.id] for question in self.carried) / total if total else 1.0

    @property
    def is_reweighted(self) -> bool:
        """Whether the questions carried over weigh otherwise against each other; all doubled is no change."""
        ratios = [self.new[question.id] / self.old[question.id] for question in self.carried]
        return bool(ratios) and max(ratios) - min(ratios) > ROUNDING * max(ratios)


def compare_domain(versions: Versions, domain_id: str) -> DomainComparison:
    """Judge one domain by the rule of two thirds.

    It breaks if only one version has it, if the levels have other values, if one person answers where many
    did, or if the questions carried over (same domain, same scored options, worded as they may be) hold less
    than two thirds of its weight in either version. It is drawn with a note if anything else that bears on
    the score differs, and plainly if nothing does. Questions that weigh nothing bear on no score.
    """
    old, new = versions.old.domain(domain_id), versions.new.domain(domain_id)
    if old is None or new is None:
        there, lacking = (versions.new, versions.old) if old is None else (versions.old, versions.new)
        title = next(domain.title for domain in there.domains if domain.id == domain_id)
        reason = f"Version {lacking.version} does not ask about this."
        return DomainComparison(id=domain_id, title=title, trend=Trend.BREAKS, reasons=(reason,))
    counted = _Counted(
        old=_weights(versions.old, old), new=_weights(versions.new, new), questions=versions.questions
    )
    breaking = (*_other_ruler(versions), *_too_little_carried(versions, counted))
    noted = (*_changed_questions(counted), *_changed_rules(versions, counted))
    trend = Trend.BREAKS if breaking else Trend.WITH_NOTE if noted else Trend.DRAWN
    return DomainComparison(id=domain_id, title=new.title, trend=trend, reasons=(*breaking, *noted))


def compare_overall(versions: Versions, domains: Sequence[DomainComparison]) -> tuple[Trend, tuple[str, ...]]:
    """Judge the overall score: it breaks with any domain that it needs."""
    old, new = ({each.id: _rule(side, each.id) for each in domains} for side in (versions.old, versions.new))
    weighing = [each for each in domains if old[each.id].weight or new[each.id].weight]
    needed = [each for each in weighing if old[each.id].required or new[each.id].required]
    broken = [each for each in needed if each.trend is Trend.BREAKS]
    if broken:
        *others, last = (f"“{each.title}”" for each in broken)
        names = f"{', '.join(others)} and {last}" if others else last
        return Trend.BREAKS, (f"It needs {names}, which cannot be compared.",)
    noted = [f"“{each.title}” has changed." for each in weighing if each.trend is not Trend.DRAWN]
    if any(old[each.id].required != new[each.id].required for each in weighing):
        noted.append("Which domains it needs is not the same.")
    ratios = [new[each.id].weight / old[each.id].weight for each in weighing if old[each.id].weight]
    if ratios and max(ratios) - min(ratios) > ROUNDING * max(ratios):
        noted.append("The domains weigh differently against each other.")
    return (Trend.WITH_NOTE if noted else Trend.DRAWN), tuple(noted)


def _rule(side: Questionnaire, domain_id: str) -> DomainRule:
    """A domain that a version does not have weighs nothing in it."""
    if side.domain(domain_id) is None:
        return DomainRule(weight=0, required=False)
    return side.rubric.domains.get(domain_id, DomainRule())


def _weights(side: Questionnaire, domain: Domain) -> Mapping[str, float]:
    rules = side.rubric.questions
    weights = {
        each.id: float(rules[each.id].weight) if each.id in rules else 1.0 for each in domain.questions
    }
    return {question: weight for question, weight in weights.items() if weight > 0}


def _other_ruler(versions: Versions) -> Iterator[str]:
    old, new = versions.old, versions.new
    if _level_values(old) != _level_values(new):
        yield "The levels have other values."
    if old.manifest.answering is not new.manifest.answering:
        yield "In one version everybody answers, in the other one person answers for the board."
    if old.manifest.purpose is not new.manifest.purpose:
        yield "The two versions serve different purposes."


def _level_values(side: Questionnaire) -> tuple[float, ...]:
    return tuple(sorted(float(level.value) for level in side.rubric.levels))


def _too_little_carried(versions: Versions, counted: _Counted) -> Iterator[str]:
    for side, weights in ((versions.old, counted.old), (versions.new, counted.new)):
        share = counted.share(weights)
        if share < LEAST_CARRIED - ROUNDING:
            yield (
                f"Questions that both versions ask alike hold {share:.0%} of its weight in version "
                f"{side.version}; a trend needs two thirds."
            )


def _changed_questions(counted: _Counted) -> Iterator[str]:
    """What became of the questions that count, each kind of change with how many."""
    either = tuple(counted.questions[each] for each in dict.fromkeys((*counted.new, *counted.old)))
    changed = {change: [q for q in either if change in q.changes] for change in Change}
    came, went = _moved(changed[Change.MOVED], counted.new), _moved(changed[Change.MOVED], counted.old)
    counts_now = [q for q in _here(either) if q.id in counted.new and q.id not in counted.old]
    counted_then = [q for q in _here(either) if q.id in counted.old and q.id not in counted.new]
    reworded = [q for q in counted.carried if Change.REWORDED in q.changes]
    asked = [q for q in counted.carried if any(d.bearing is Bearing.ASKED for d in q.differences)]
    for questions, one, many in (
        (changed[Change.ADDED], "is new", "are new"),
        (changed[Change.REMOVED], "is no longer asked", "are no longer asked"),
        (came, "has come from another domain", "have come from another domain"),
        (went, "has gone to another domain", "have gone to another domain"),
        (changed[Change.RESCALED], "has other options", "have other options"),
        (counts_now, "counts that did not before", "count that did not before"),
        (counted_then, "no longer counts", "no longer count"),
        (reworded, "is worded differently", "are worded differently"),
        (asked, "is asked in other cases", "are asked in other cases"),
    ):
        if questions:
            count = len(questions)
            yield f"{count} question{' ' + one if count == 1 else 's ' + many}."


def _moved(moved: Sequence[QuestionComparison], there: Mapping[str, float]) -> list[QuestionComparison]:
    return [question for question in moved if question.id in there]


def _here(questions: Sequence[QuestionComparison]) -> list[QuestionComparison]:
    """Those that both versions ask in this domain."""
    elsewhere = {Change.ADDED, Change.REMOVED, Change.MOVED}
    return [question for question in questions if elsewhere.isdisjoint(question.changes)]


def _changed_rules(versions: Versions, counted: _Counted) -> Iterator[str]:
    old, new = versions.old, versions.new
    if counted.is_reweighted:
        yield "Its questions weigh differently against each other."
    if old.rubric.missing != new.rubric.missing:
        yield "How much somebody must have answered in order to count is not the same."
    if set(old.manifest.audience) != set(new.manifest.audience):
        yield "Not the same people are asked."
    if old.manifest.confidential is not new.manifest.confidential:
        yield "Answers are confidential in one version only."
