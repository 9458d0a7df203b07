"""How much one questionnaire may hold: beyond this nobody answers it, and checking it would take too long."""

from collections.abc import Iterator

from govscore.questionnaire.conditions import All, AnyOf, Condition, Not
from govscore.questionnaire.faults import Fault, Place
from govscore.questionnaire.files import Files
from govscore.questionnaire.model import AdviceFile, Domain, Manifest, Rubric

MOST_DOMAINS = 200
MOST_QUESTIONS = 1_000
MOST_SCALES = 200
MOST_LEVELS = 30
MOST_ADVICE = 1_000
MOST_TESTS = 100


def check_measure(files: Files) -> Iterator[Fault]:
    """Find what there is too much of."""
    left = MOST_QUESTIONS
    for part in files.domains:
        if len(part.content.questions) > left:
            yield part.fault(("questions", left), _told(MOST_QUESTIONS, "questions"))
            return
        left -= len(part.content.questions)
        for place, message in _in_domain(part.content):
            yield part.fault(place, message)
    if files.manifest is not None:
        for place, message in _in_manifest(files.manifest.content):
            yield files.manifest.fault(place, message)
    if files.rubric is not None:
        for place, message in _in_rubric(files.rubric.content):
            yield files.rubric.fault(place, message)
    if files.advice is not None:
        for place, message in _in_advice(files.advice.content):
            yield files.advice.fault(place, message)


def _in_domain(domain: Domain) -> Iterator[tuple[Place, str]]:
    for index, question in enumerate(domain.questions):
        if question.show_if is not None and _tests(question.show_if) > MOST_TESTS:
            yield ("questions", index, "show_if"), _told(MOST_TESTS, "tests in a condition")


def _in_manifest(manifest: Manifest) -> Iterator[tuple[Place, str]]:
    if len(manifest.domains) > MOST_DOMAINS:
        yield ("domains", MOST_DOMAINS), _told(MOST_DOMAINS, "domains")
    if len(manifest.scales) > MOST_SCALES:
        yield ("scales",), _told(MOST_SCALES, "scales")
    if len(manifest.audience) > MOST_TESTS:
        yield ("audience",), _told(MOST_TESTS, "roles")


def _in_rubric(rubric: Rubric) -> Iterator[tuple[Place, str]]:
    if len(rubric.levels) > MOST_LEVELS:
        yield ("levels", MOST_LEVELS), _told(MOST_LEVELS, "levels")
    for key, count, most in (
        ("domains", len(rubric.domains), 2 * MOST_DOMAINS),
        ("questions", len(rubric.questions), 2 * MOST_QUESTIONS),
    ):
        if count > most:
            yield (key,), _told(most, "entries")


def _in_advice(advice: AdviceFile) -> Iterator[tuple[Place, str]]:
    if len(advice.recommendations) > MOST_ADVICE:
        yield ("recommendations", MOST_ADVICE), _told(MOST_ADVICE, "recommendations")
    for index, item in enumerate(advice.recommendations):
        if len(item.when.all) + len(item.when.any) > MOST_TESTS:
            yield ("recommendations", index, "when"), _told(MOST_TESTS, "comparisons in a rule")


def _tests(condition: Condition) -> int:
    match condition:
        case All(all=parts) | AnyOf(any=parts):
            return sum(map(_tests, parts))
        case Not(not_=part):
            return _tests(part)
        case _:
            return 1


def _told(most: int, what: str) -> str:
    return f"there are more than {most:,} {what}: split the questionnaire, or take some out"
