"""Recommendations as a board reads them: what to do, and in a sentence each number that led to it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from govscore.questionnaire.model import Measure, Questionnaire
from govscore.recommendations.model import Evidence, Recommendation
from govscore.reporting.beside_model import AdvicePart
from govscore.reporting.words import count_words, inside, one_decimal, score_words, share_words

MOSTLY = 0.5
IMPORTANCE_WORDS: Mapping[int, str] = {1: "useful", 2: "important", 3: "most important"}


@dataclass(frozen=True, kw_only=True)
class _Subject:
    """What a number is about: the words for it, and the questionnaire whose scale it is on."""

    words: str
    questionnaire: Questionnaire
    question: str | None


def compose_advice(recommendation: Recommendation, questionnaires: Iterable[Questionnaire]) -> AdvicePart:
    """Lay out one recommendation; the first questionnaire that knows what its evidence names explains it."""
    advice = recommendation.advice
    known = tuple(questionnaires)
    return AdvicePart(
        id=advice.id,
        title=advice.title,
        what=advice.what,
        who=advice.who,
        time=advice.time,
        success=advice.success,
        domain=recommendation.domain,
        importance=IMPORTANCE_WORDS[advice.importance],
        evidence=tuple(_evidence(each, known) for each in recommendation.evidence),
    )


def _evidence(evidence: Evidence, questionnaires: tuple[Questionnaire, ...]) -> str:
    subject = _subject(evidence, questionnaires)
    match evidence.measure:
        case Measure.ANSWER:
            return _ended(f"The board answered {_option_words(evidence, subject)} to {subject.words}")
        case Measure.MEAN:
            value = score_words(float(evidence.value), subject.questionnaire.rubric)
            came = f"{subject.words} came to {value} ({count_words(evidence.n, 'answer')})"
            return f"{came}. This advice is given at {_limit(evidence, one_decimal)}."
        case Measure.SPREAD:
            value = one_decimal(float(evidence.value))
            came = f"People lie {value} of a level apart from their mean on {subject.words}"
            answers = count_words(evidence.n, "answer")
            return f"{came} ({answers}). This advice is given at {_limit(evidence, one_decimal)}."
        case _:
            came = f"{_unknown_words(float(evidence.value))} don’t know about {subject.words}"
            return f"{came} ({evidence.n} asked). This advice is given at {_limit(evidence, share_words)}."


def _ended(words: str) -> str:
    return words if words.endswith("?”") else f"{words}."


def _unknown_words(share: float) -> str:
    """Half may stand for "at least half", where how many is withheld, so the words are true of both."""
    return "Half or more" if share == MOSTLY else share_words(share)


def _limit(evidence: Evidence, write: Callable[[float], str]) -> str:
    """Which side of the limit fired follows from the two numbers; on it, each measure has its usual side."""
    value, limit = float(evidence.value), float(evidence.threshold)
    is_ceiling = value < limit or (value == limit and evidence.measure is Measure.MEAN)
    return f"{write(limit)} or {'lower' if is_ceiling else 'higher'}"


def _subject(evidence: Evidence, questionnaires: tuple[Questionnaire, ...]) -> _Subject:
    for questionnaire in questionnaires:
        if evidence.question is not None and evidence.question in questionnaire.by_id:
            text = questionnaire.by_id[evidence.question].text
            return _Subject(
                words=f"“{text.removesuffix('.')}”", questionnaire=questionnaire, question=evidence.question
            )
        domain = None if evidence.domain is None else questionnaire.domain(evidence.domain)
        if evidence.question is None and domain is not None:
            return _Subject(words=domain.title, questionnaire=questionnaire, question=None)
    name = evidence.question or evidence.domain or "a question"
    return _Subject(words=f"“{name}”", questionnaire=questionnaires[0], question=None)


def _option_words(evidence: Evidence, subject: _Subject) -> str:
    if subject.question is None:
        return f"“{evidence.value}”"
    question = subject.questionnaire.by_id[subject.question]
    option = subject.questionnaire.scale_of(question).option(str(evidence.value))
    return f"“{inside(option.label) if option else evidence.value}”"
