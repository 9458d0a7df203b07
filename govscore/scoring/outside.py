"""What of a board's scorecard may be read outside the board."""

import math
from collections.abc import Mapping
from dataclasses import replace

from govscore.questionnaire.model import Domain, Questionnaire
from govscore.scoring.audit import BAND_BELOW, Hidden
from govscore.scoring.halves import Halved, is_exact, is_told_by_mean
from govscore.scoring.model import DomainScore, QuestionScore, Scorecard, Withheld
from govscore.scoring.rubric import rubric_values, weight_of

Scores = Mapping[str, QuestionScore]


def outside_board(scorecard: Scorecard) -> Scorecard:
    """Coarsen a scorecard for readers who are not of the board: the authority, and whoever it shows it to.

    Notes stay with the board, however many wrote them: whoever writes one is told that the board will read
    it, and of nobody else. The mean of a question over fewer than ten people is given to the nearest half,
    since one decimal place would give the exact sum of their answers; counts and spread are left out, with
    the reason `outside`, and so is the level, which half a level further would give it away. A domain's mean
    and level stay as they are: they rest on several answers of each person. Where a report has both, see
    `outside_report`.
    """
    return replace(
        scorecard,
        questions=tuple(_question(score) for score in scorecard.questions),
        domains=tuple(_domain(score) for score in scorecard.domains),
    )


def outside_report(questionnaire: Questionnaire, scorecard: Scorecard) -> Scorecard:
    """Coarsen a scorecard whose questions are read beside their domain, so that no half becomes exact.

    A half that leaves one sum of the answers is left out. So are all the halves of a domain whose mean would
    make one of them exact: which of them that is depends on their sums, and leaving out only that one would tell.
    """
    coarse = outside_board(scorecard)
    seen = {score.question: score for score in coarse.questions}
    means = {score.domain: score for score in coarse.domains}
    for domain in questionnaire.domains:
        halved = {q.id: seen[q.id] for q in domain.questions if q.id in seen and _is_halved(seen[q.id])}
        alone = [key for key, score in halved.items() if is_exact(_halved(questionnaire, score))]
        seen |= {key: replace(halved[key], mean=None) for key in alone}
        if halved and _tells(questionnaire, domain, means.get(domain.id), seen, people=coarse.responses):
            seen |= {key: replace(score, mean=None) for key, score in halved.items()}
    return replace(coarse, questions=tuple(seen.values()))


def _tells(
    questionnaire: Questionnaire, domain: Domain, score: DomainScore | None, seen: Scores, *, people: int
) -> bool:
    """Only where everybody answered everything is a domain's mean the sum of its questions'."""
    rubric = questionnaire.rubric
    counted = [seen[q.id] for q in domain.questions if q.id in seen and weight_of(rubric, q.id) > 0]
    if score is None or score.mean is None or any(_answered(each) != people for each in counted):
        return False
    return is_told_by_mean([_halved(questionnaire, each) for each in counted], score.mean)


def _halved(questionnaire: Questionnaire, score: QuestionScore) -> Halved:
    values = rubric_values(questionnaire, questionnaire.by_id[score.question])
    question = Hidden(
        weight=weight_of(questionnaire.rubric, score.question) or 1.0,
        n=_answered(score) or 0,
        values=tuple(sorted(set(values.values()))),
        common=None if score.nearly_all is None else values.get(score.nearly_all),
    )
    return Halved(question=question, half=score.mean)


def _answered(score: QuestionScore) -> int | None:
    """How many gave a level; beside a band that is not told, and the worst case is taken, that all did."""
    if score.nearly_all is None or score.asked is None or score.skipped is None:
        return score.scored
    return score.asked - score.skipped


def _is_halved(score: QuestionScore) -> bool:
    return score.withheld is Withheld.OUTSIDE and score.mean is not None


def _question(score: QuestionScore) -> QuestionScore:
    score = replace(score, notes=())
    if score.mean is None or score.scored is None or score.scored >= BAND_BELOW:
        return score
    return replace(
        score,
        mean=_nearest_half(score.mean),
        median=None,
        spread=None,
        counts=None,
        level=None,
        withheld=Withheld.OUTSIDE,
    )


def _domain(score: DomainScore) -> DomainScore:
    if score.mean is None or score.n is None or score.n >= BAND_BELOW:
        return score
    return replace(score, spread=None, within=None)


def _nearest_half(value: float) -> float:
    return math.floor(2 * value + 0.5) / 2
