"""Which question is withheld beside others so that a mean gives nothing away, or that the mean must go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from govscore.questionnaire.conditions import questions_named
from govscore.questionnaire.model import Domain, OptionKind, Questionnaire
from govscore.scoring.audit import Hidden, may_show_mean
from govscore.scoring.model import QuestionScore, Withheld
from govscore.scoring.rubric import rubric_values, weight_of

Scores = Mapping[str, QuestionScore]


@dataclass(frozen=True, kw_only=True)
class Cover:
    """What hides the questions withheld in a domain: another question, and perhaps the mean."""

    companion: str | None = None
    shows_mean: bool = True


def find_cover(questionnaire: Questionnaire, domain: Domain, *, full: Scores, shown: Scores) -> Cover:
    """Say what else must go where a question that counts in a domain's mean is withheld.

    The companion is the question that the fewest answered, the earliest of these; which it is depends on
    nothing that is not shown. A question that too few answered is no cover for a band, for it may have no
    answer at all.
    """
    rubric = questionnaire.rubric
    weighted = [q.id for q in domain.questions if q.id in shown and weight_of(rubric, q.id) > 0]
    primary = [key for key in weighted if shown[key].withheld]
    bands = [key for key in primary if shown[key].withheld is Withheld.UNANIMOUS]
    if not primary or (len(primary) > 1 and not bands):
        return Cover()
    filters = _filters(questionnaire)
    open_ = [key for key in weighted if key not in primary and key not in filters and full[key].scored]
    companion = min(open_, key=lambda key: full[key].scored or 0, default=None)
    hidden = bands if companion is None else [*bands, companion]
    shows_mean = _may_show_mean(questionnaire, hidden, full, shown) if bands else companion is not None
    return Cover(companion=companion, shows_mean=shows_mean)


def _filters(questionnaire: Questionnaire) -> frozenset[str]:
    """The questions on which others depend: how many were asked the others would tell what these came to."""
    conditions = (question.show_if for question in questionnaire.questions if question.show_if is not None)
    return frozenset(name for condition in conditions for name in questions_named(condition))


def _may_show_mean(questionnaire: Questionnaire, keys: Sequence[str], full: Scores, shown: Scores) -> bool:
    hidden: list[Hidden] = []
    sums: list[float] = []
    for key in keys:
        values = rubric_values(questionnaire, questionnaire.by_id[key])
        counts = {o.option: o.count for o in full[key].counts or () if o.kind is OptionKind.SCORED}
        common = shown[key].nearly_all
        hidden.append(
            Hidden(
                weight=weight_of(questionnaire.rubric, key),
                n=sum(counts.values()),
                values=tuple(sorted(set(values.values()))),
                common=None if common is None else values[common],
            )
        )
        sums.append(sum(values[option] * count for option, count in counts.items()))
    return may_show_mean(hidden, sums)
