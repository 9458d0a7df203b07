"""A response as one short text, a character a question, so that a county's answers are read in seconds.

`1` to `9`, then `A`, `B` …: the place of the chosen option in its scale. `.` was skipped, `-` was not shown.
"""

from collections.abc import Collection, Mapping

from govscore.errors import ResponseError
from govscore.questionnaire.model import Question, Questionnaire
from govscore.responses.model import Answer

OPTION_CODES = "123456789ABCDEFGHIJKLMNOPQRSTU"
SKIPPED = "."
NOT_SHOWN = "-"


def encode(questionnaire: Questionnaire, answers: Mapping[str, Answer], shown: Collection[str]) -> str:
    """Write the choices as one character a question, in the questionnaire's order."""
    astray = sorted(set(answers) - (set(shown) & set(questionnaire.by_id)))
    if astray:
        raise ResponseError(
            f"{questionnaire.code} {questionnaire.version}: an answer to “{astray[0]}” cannot be stored, "
            "as the question was not shown"
        )
    return "".join(
        _code(questionnaire, question, answers.get(question.id)) if question.id in shown else NOT_SHOWN
        for question in questionnaire.questions
    )


def notes_of(answers: Mapping[str, Answer]) -> dict[str, dict[str, str]]:
    """Gather what `encode` does not carry: note and date of checking, of the questions that have one."""
    return {
        question: {"note": answer.note, "checked": answer.checked}
        for question, answer in answers.items()
        if answer.note or answer.checked
    }


def decode(
    questionnaire: Questionnaire, codes: str, notes: Mapping[str, Mapping[str, str]]
) -> Mapping[str, Answer]:
    """Read back what `encode` and `notes_of` wrote; codes of another questionnaire or version are refused."""
    if len(codes) != len(questionnaire.questions):
        raise ResponseError(
            f"{questionnaire.code} {questionnaire.version}: has {len(questionnaire.questions)} questions, "
            f"and the stored response {len(codes)}; it belongs to another version"
        )
    answers = {
        question.id: _answer(questionnaire, question, code, notes.get(question.id, {}))
        for question, code in zip(questionnaire.questions, codes, strict=True)
        if code not in (SKIPPED, NOT_SHOWN)
    }
    astray = sorted(set(notes) - set(answers))
    if astray:
        raise ResponseError(
            f"{questionnaire.code} {questionnaire.version}: the stored note on “{astray[0]}” has no answer "
            "beside it"
        )
    return answers


def shown_in(questionnaire: Questionnaire, codes: str) -> frozenset[str]:
    """Name the questions that were shown to whoever gave this response."""
    return frozenset(
        question.id
        for question, code in zip(questionnaire.questions, codes, strict=True)
        if code != NOT_SHOWN
    )


def _code(questionnaire: Questionnaire, question: Question, answer: Answer | None) -> str:
    if answer is None:
        return SKIPPED
    options = [option.id for option in questionnaire.scale_of(question).options]
    if answer.choice not in options:
        raise ResponseError(
            f"question “{question.id}”: “{answer.choice}” is not one of its answers ({', '.join(options)})"
        )
    return OPTION_CODES[options.index(answer.choice)]


def _answer(questionnaire: Questionnaire, question: Question, code: str, note: Mapping[str, str]) -> Answer:
    options = questionnaire.scale_of(question).options
    place = OPTION_CODES.find(code)
    if not 0 <= place < len(options):
        raise ResponseError(
            f"question “{question.id}”: the stored code “{code}” stands for none of its "
            f"{len(options)} answers"
        )
    return Answer(choice=options[place].id, note=note.get("note", ""), checked=note.get("checked", ""))
