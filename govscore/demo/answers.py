"""Simulated answers: boards differ, people differ, some questions are harder, and some people don't know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from uuid import UUID

from govscore.questionnaire.model import Option, OptionKind, Purpose, Question, Questionnaire
from govscore.responses.model import Answer

# The spread of boards, of people within a board and of single answers, in levels. Together they make the
# differences between boards small beside those within, as they are in real surveys of boards and teams.
BOARD_SPREAD = 0.32
DOMAIN_SPREAD = 0.22
PERSON_SPREAD = 0.42
ANSWER_SPREAD = 0.62
# How far a board moves in a domain from one time to the next.
DRIFT = 0.15
MIDDLE = 2.85
HARDER = {"accountability": -0.15, "evaluation": -0.25, "compliance": 0.2, "people": 0.05}
NOTES = (
    "Minutes of the spring meeting.",
    "We saw this on the last link visit.",
    "Discussed, but nothing was written down.",
    "The clerk keeps a log.",
    "I have only heard this from the head.",
)


@dataclass(frozen=True, kw_only=True)
class Character:
    """What one simulated board is like: its level in each domain, and how often its people don't know."""

    level: Mapping[str, float]
    unsure: float


def board_character(random: Random, questionnaire: Questionnaire, board_id: UUID) -> Character:
    """Draw a board: its own id decides what it is like, and chance how it is this time."""
    own = Random(board_id.int)  # noqa: S311
    overall = own.gauss(MIDDLE, BOARD_SPREAD)
    level = {
        domain.id: overall + HARDER.get(domain.id, 0.0) + own.gauss(0, DOMAIN_SPREAD) + random.gauss(0, DRIFT)
        for domain in questionnaire.domains
    }
    return Character(level=level, unsure=min(0.3, max(0.01, own.gauss(0.07, 0.05))))


def simulate_answers(
    random: Random, questionnaire: Questionnaire, questions: Sequence[Question], character: Character
) -> dict[str, Answer]:
    """Answer as one of the board's people would; now and then they skip a question or leave a note."""
    if questionnaire.manifest.purpose is Purpose.COMPLIANCE:
        return {question.id: _fact(random, questionnaire, question) for question in questions}
    person = random.gauss(0, PERSON_SPREAD)
    answers = {}
    for question in questions:
        choice = _choice(random, questionnaire, question, character, person)
        if choice is not None:
            answers[question.id] = Answer(
                choice=choice, note=random.choice(NOTES) if random.random() < 0.02 else ""
            )
    return answers


def _choice(
    random: Random, questionnaire: Questionnaire, question: Question, character: Character, person: float
) -> str | None:
    fate = random.random()
    scale = questionnaire.scale_of(question)
    if fate < 0.015:
        return None
    if fate < 0.015 + character.unsure:
        return _option_of(scale.options, OptionKind.DONT_KNOW)
    domain = questionnaire.domain_of(question.id).id
    wanted = character.level[domain] + _difficulty(question.id) + person + random.gauss(0, ANSWER_SPREAD)
    scored = [option for option in scale.options if option.value is not None]
    return min(scored, key=lambda option: abs(float(option.value or 0) - wanted)).id


def _difficulty(question_id: str) -> float:
    """The same for everybody: spread evenly over a third of a level each way, by the letters of the id."""
    return (sum(question_id.encode()) % 13 - 6) / 18


def _option_of(options: Sequence[Option], kind: OptionKind) -> str | None:
    return next((option.id for option in options if option.kind is kind), None)


def _fact(random: Random, questionnaire: Questionnaire, question: Question) -> Answer:
    options = questionnaire.scale_of(question).options
    weights = {
        OptionKind.SCORED: (0.03, 0.1, 0.82),
        OptionKind.DONT_KNOW: (0.03,),
        OptionKind.NOT_APPLICABLE: (0.02,),
    }
    scored = sorted((o for o in options if o.kind is OptionKind.SCORED), key=lambda option: option.value or 0)
    others = [o for o in options if o.kind is not OptionKind.SCORED]
    chances = [*weights[OptionKind.SCORED][: len(scored)], *(weights.get(o.kind, (0.01,))[0] for o in others)]
    chosen = random.choices([*scored, *others], weights=chances)[0]
    return Answer(
        choice=chosen.id, note="Seen in the file." if random.random() < 0.5 else "", checked="2026-06-15"
    )
