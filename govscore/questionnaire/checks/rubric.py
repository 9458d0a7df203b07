"""What a rubric must keep to: every question marked, every level described, weights that weigh something."""

from collections.abc import Iterable, Iterator

from govscore.questionnaire.faults import Fault, did_you_mean, quoted
from govscore.questionnaire.model import OptionKind, Purpose, Question, QuestionRule, Rubric
from govscore.questionnaire.parts import Asked, Part


def check_rubric(asked: Asked, rubric: Part[Rubric]) -> Iterator[Fault]:
    """Find what is wrong in `rubric.yaml`, taken together with what is asked."""
    yield from _levels(rubric)
    yield from _named(rubric, "domains", asked.domain_ids, rubric.content.domains)
    yield from _named(rubric, "questions", tuple(asked.by_id), rubric.content.questions)
    yield from _weightless_overall(rubric)
    for domain_id in rubric.content.domains:
        yield from _required_without_weight(rubric, domain_id)
        yield from _weightless_domain(asked, rubric, domain_id)
        yield from _too_few_questions(asked, rubric, domain_id)
    for question_id, rule in rubric.content.questions.items():
        if question_id in asked.by_id:
            question = asked.by_id[question_id].question
            yield from _descriptors(asked, rubric, question, rule)
            yield from _other_ruler(asked, rubric, question, rule)
        yield from _same_descriptor(rubric, question_id, rule)


def _levels(rubric: Part[Rubric]) -> Iterator[Fault]:
    levels = rubric.content.levels
    for index, level in enumerate(levels):
        earlier = levels[:index]
        if level.id in (other.id for other in earlier):
            yield rubric.fault(
                ("levels", index, "id"), f"the level {quoted(level.id)} is given twice: keep one of them"
            )
        elif earlier and level.value <= earlier[-1].value:
            message = (
                f"{level.value} does not rise above {earlier[-1].value}: list the levels from the lowest up"
            )
            yield rubric.fault(("levels", index, "value"), message)


def _named(rubric: Part[Rubric], key: str, asked: tuple[str, ...], marked: Iterable[str]) -> Iterator[Fault]:
    one = key.removesuffix("s")
    for name in marked:
        if name not in asked:
            yield rubric.fault((key, name), f"there is no {one} {quoted(name)}: {did_you_mean(name, asked)}")
    if missing := [name for name in asked if name not in marked]:
        yield rubric.fault((key,), f"these {key} have no entry: {', '.join(missing)}; add one for each")


def _weightless_overall(rubric: Part[Rubric]) -> Iterator[Fault]:
    if not any(rule.weight for rule in rubric.content.domains.values()):
        yield rubric.fault(
            ("domains",), "every domain has the weight 0, so there is no overall score: give one a weight"
        )


def _required_without_weight(rubric: Part[Rubric], domain_id: str) -> Iterator[Fault]:
    rule = rubric.content.domains[domain_id]
    if rule.required and not rule.weight:
        message = "is required overall but has the weight 0: give it a weight, or set required to false"
        yield rubric.fault(("domains", domain_id), message)


def _weights(asked: Asked, rubric: Rubric, domain_id: str) -> list[float]:
    domain = asked.domain(domain_id)
    rules = [rubric.questions.get(question.id) for question in domain.questions] if domain else []
    return [rule.weight if rule else 1 for rule in rules]


def _weightless_domain(asked: Asked, rubric: Part[Rubric], domain_id: str) -> Iterator[Fault]:
    weights = _weights(asked, rubric.content, domain_id)
    if rubric.content.domains[domain_id].weight and weights and not any(weights):
        message = (
            "every question of this domain has the weight 0, so it has no score: give one of them a weight"
        )
        yield rubric.fault(("domains", domain_id), message)


def _too_few_questions(asked: Asked, rubric: Part[Rubric], domain_id: str) -> Iterator[Fault]:
    """Duties are never averaged, so no least number of answers stands in their way."""
    least = rubric.content.missing.min_questions
    count = sum(1 for weight in _weights(asked, rubric.content, domain_id) if weight)
    if (
        asked.manifest.content.purpose is not Purpose.COMPLIANCE
        and rubric.content.domains[domain_id].weight
        and 0 < count < least
    ):
        message = (
            f"counts {count} question{'' if count == 1 else 's'}, but missing.min_questions asks for {least} "
            "answers, so nobody could have a score: add questions, or lower min_questions"
        )
        yield rubric.fault(("domains", domain_id), message)


def _descriptors(
    asked: Asked, rubric: Part[Rubric], question: Question, rule: QuestionRule
) -> Iterator[Fault]:
    scale = asked.scale_of(question)
    if scale is None:
        return
    place = ("questions", question.id, "descriptors")
    scored = [option.id for option in scale.options if option.kind is OptionKind.SCORED]
    if missing := [name for name in scored if name not in rule.descriptors]:
        yield rubric.fault(
            place, f"describes no {', '.join(missing)}: add a line for each option that is scored"
        )
    for name in rule.descriptors:
        if scale.option(name) is None:
            near = did_you_mean(name, scored)
            yield rubric.fault(
                (*place, name), f"{quoted(name)} is no option of {quoted(question.scale)}: {near}"
            )
        elif name not in scored:
            yield rubric.fault(
                (*place, name), "is not scored, so there is nothing to describe: take this line out"
            )


def _same_descriptor(rubric: Part[Rubric], question_id: str, rule: QuestionRule) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for option, text in rule.descriptors.items():
        plain = " ".join(text.split()).casefold().rstrip(".")
        if plain in seen:
            message = f"says the same as {quoted(seen[plain])}: nobody could choose between them"
            yield rubric.fault(("questions", question_id, "descriptors", option), message)
        seen.setdefault(plain, option)


def _other_ruler(
    asked: Asked, rubric: Part[Rubric], question: Question, rule: QuestionRule
) -> Iterator[Fault]:
    """An average over questions means something only where they are measured alike."""
    scale = asked.scale_of(question)
    if scale is None or not rule.weight or asked.manifest.content.purpose is Purpose.COMPLIANCE:
        return
    levels = sorted(float(level.value) for level in rubric.content.levels)
    if scale.values and (scale.values[0], scale.values[-1]) != (levels[0], levels[-1]):
        message = (
            f"its scale {quoted(question.scale)} runs from {scale.values[0]:g} to {scale.values[-1]:g}, "
            f"the levels from {levels[0]:g} to {levels[-1]:g}: use a scale like them, or give it the weight 0"
        )
        yield rubric.fault(("questions", question.id), message)
