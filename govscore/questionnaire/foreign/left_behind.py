"""What a questionnaire of ours says that no other tool has a place for."""

from collections.abc import Callable, Iterator, Mapping

from govscore.questionnaire.foreign.losses import Loss
from govscore.questionnaire.model import Question, Questionnaire

_OF_QUESTIONS: Mapping[str, tuple[str, Callable[[Question], object]]] = {
    "wording": ("its wording for some roles: everybody is asked in the common words", lambda q: q.wording),
    "why": ("why it matters", lambda q: q.why),
    "evidence": ("how anybody would know", lambda q: q.evidence),
    "applies_to": (
        "for which boards it is meant: it is asked of all",
        lambda q: q.applies_to.governance or q.applies_to.phases,
    ),
    "duty": ("how binding the matter is", lambda q: q.duty),
    "source": ("its source", lambda q: q.source),
    "theme": ("its theme", lambda q: q.theme),
    "parallel": ("which question of another questionnaire it goes with", lambda q: q.parallel),
}
_OF_THE_WHOLE = (
    ("manifest", "purpose, audience, answering, confidentiality and the day from which it is in force"),
    ("manifest", "its summary and what is new in it"),
    ("domains", "the short names of domains"),
    ("rubric", "levels, weights and the rule for missing answers"),
)


def left_behind(questionnaire: Questionnaire, *, kept: frozenset[str]) -> Iterator[Loss]:
    """Tell each kind of thing that is left behind, and where; some kinds are kept by some tools."""
    for where, what in _OF_THE_WHOLE:
        yield _loss(where, f"left behind: {what}")
    if questionnaire.advice:
        yield _loss("recommendations", f"left behind: all {len(questionnaire.advice)} of them")
    if "descriptors" not in kept:
        yield _loss("rubric", "left behind: what each level looks like, question by question")
    for kind, (what, find) in _OF_QUESTIONS.items():
        names = [question.id for question in questionnaire.questions if find(question)]
        if names and kind not in kept:
            every = len(names) == len(questionnaire.questions)
            yield _loss(
                "every question" if every else f"questions {', '.join(names)}", f"left behind: {what}"
            )
    if questionnaire.manifest.translations:
        yield _loss("manifest", "left behind: the translations of its title and summary")


def _loss(where: str, message: str) -> Loss:
    return Loss(line=None, where=where, message=message)
