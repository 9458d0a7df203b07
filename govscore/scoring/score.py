"""Scoring one evaluation: from its responses to the scorecard that everybody reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from govscore.errors import ScoringError
from govscore.questionnaire.applying import applies
from govscore.questionnaire.model import Answering, Domain, Purpose, Question, Questionnaire, Role
from govscore.responses.model import Answer, QuestionnaireRef, Response
from govscore.responses.routing import shown
from govscore.scoring.aggregate import (
    PersonScores,
    Sheet,
    person_scores,
    roll_up,
    score_domain,
    score_question,
)
from govscore.scoring.disclosure import dont_know_share, protect, withhold_all
from govscore.scoring.duties import find_duties
from govscore.scoring.model import DomainScore, NoScore, Scorecard, Withheld
from govscore.scoring.rubric import level_id, weight_of


@dataclass(frozen=True, kw_only=True)
class _Board:
    governance: str
    phases: tuple[str, ...]


def score_evaluation(
    questionnaire: Questionnaire,
    evaluation_id: UUID,
    responses: Sequence[Response],
    *,
    invited: int,
    governance: str,
    phases: Sequence[str],
) -> Scorecard:
    """Score the responses of one evaluation, with what may not be told already withheld.

    Where each answers for themselves, the rules of `disclosure` apply. Where one answers for the board
    there is no group to hide in: that person's view is shown if they agreed to share it before closing, and
    withheld whole if not. A compliance check has no means; its answers are facts about the board and stand
    as given.
    """
    _check_count(questionnaire, responses)
    board = _Board(governance=governance, phases=tuple(phases))
    sheets = [_sheet(questionnaire, board, response.role, response.answers) for response in responses]
    card = _empty_card(questionnaire, evaluation_id, invited=invited, responses=len(responses))
    if questionnaire.manifest.purpose is Purpose.COMPLIANCE:
        return _with_duties(questionnaire, card, board, sheets)
    card, people = _with_scores(questionnaire, card, board, sheets)
    if questionnaire.manifest.answering is Answering.EACH:
        card = protect(questionnaire, card, people)
    elif responses and not responses[0].shares_view:
        return withhold_all(card, Withheld.NO_CONSENT)
    return _with_overall(questionnaire, card)


def _check_count(questionnaire: Questionnaire, responses: Sequence[Response]) -> None:
    manifest = questionnaire.manifest
    if len(responses) > 1 and Answering.ONCE is manifest.answering:
        raise ScoringError(
            f"{manifest.title}: one person answers for the board, and there are {len(responses)} responses"
        )
    if len(responses) > 1 and manifest.purpose is Purpose.COMPLIANCE:
        raise ScoringError(
            f"{manifest.title}: duties are answered once for the board, and there are {len(responses)} "
            "responses; set its answering to once"
        )


def _sheet(questionnaire: Questionnaire, board: _Board, role: Role, answers: Mapping[str, Answer]) -> Sheet:
    for question_id, answer in answers.items():
        question = questionnaire.by_id.get(question_id)
        if question is None or questionnaire.scale_of(question).option(answer.choice) is None:
            raise ScoringError(
                f"{questionnaire.code} {questionnaire.version}: has no answer “{answer.choice}” to a "
                f"question “{question_id}”; score the response with the version it was given in"
            )
    asked = frozenset(
        question.id
        for question in shown(
            questionnaire, governance=board.governance, phases=board.phases, role=role, answers=answers
        )
    )
    return Sheet(shown=asked, answers={key: answer for key, answer in answers.items() if key in asked})


def _empty_card(
    questionnaire: Questionnaire, evaluation_id: UUID, *, invited: int, responses: int
) -> Scorecard:
    return Scorecard(
        evaluation_id=evaluation_id,
        questionnaire=QuestionnaireRef(
            code=questionnaire.code, version=questionnaire.version, digest=questionnaire.digest
        ),
        invited=invited,
        responses=responses,
        overall=None,
        overall_level=None,
        overall_withheld=None,
        overall_no_score=NoScore.NOT_ASKED,
        domains=(),
        questions=(),
    )


def _with_duties(
    questionnaire: Questionnaire, card: Scorecard, board: _Board, sheets: Sequence[Sheet]
) -> Scorecard:
    role = questionnaire.manifest.audience[0]
    sheet = sheets[0] if sheets else _sheet(questionnaire, board, role, {})
    asked = [question for question in questionnaire.questions if question.id in sheet.shown]
    return replace(card, duties=find_duties(questionnaire.domains, asked, sheet.answers))


def _with_scores(
    questionnaire: Questionnaire, card: Scorecard, board: _Board, sheets: Sequence[Sheet]
) -> tuple[Scorecard, tuple[PersonScores, ...]]:
    asked = [q for q in questionnaire.questions if _applies(q, board)]
    people = tuple(person_scores(questionnaire, domain, sheets) for domain in questionnaire.domains)
    questions = tuple(
        score_question(questionnaire, q, sheets, evaluation_id=card.evaluation_id) for q in asked
    )
    by_id = {score.question: score for score in questions}
    domains = []
    for domain, person in zip(questionnaire.domains, people, strict=True):
        score = replace(score_domain(questionnaire, person), dont_know_share=dont_know_share(domain, by_id))
        domains.append(score if _is_asked(questionnaire, domain, board, sheets) else _not_asked(score))
    return replace(card, domains=tuple(domains), questions=questions), people


def _applies(question: Question, board: _Board) -> bool:
    return applies(question.applies_to, governance=board.governance, phases=board.phases)


def _is_asked(questionnaire: Questionnaire, domain: Domain, board: _Board, sheets: Sequence[Sheet]) -> bool:
    """Whether anybody was asked a question that counts; before anybody answered, whether one applies."""
    counting = [
        q.id for q in domain.questions if _applies(q, board) and weight_of(questionnaire.rubric, q.id) > 0
    ]
    return any(key in sheet.shown for key in counting for sheet in sheets) if sheets else bool(counting)


def _not_asked(score: DomainScore) -> DomainScore:
    return replace(score, no_score=NoScore.NOT_ASKED)


def _with_overall(questionnaire: Questionnaire, card: Scorecard) -> Scorecard:
    if card.overall_withheld is not None:
        return card
    overall, no_score = roll_up(questionnaire, card.domains)
    if card.responses == 0:
        no_score = NoScore.NOBODY
    return replace(
        card,
        overall=overall,
        overall_level=level_id(questionnaire.rubric, overall),
        overall_no_score=no_score,
    )
