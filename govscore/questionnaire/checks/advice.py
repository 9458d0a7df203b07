"""What recommendations must keep to: rules about things that exist, and that some board could meet."""

from collections.abc import Callable, Iterator

from govscore.questionnaire.faults import Fault, Place, did_you_mean, quoted
from govscore.questionnaire.model import (
    Advice,
    AdviceFile,
    Answering,
    Comparison,
    Measure,
    OptionKind,
    Purpose,
    ResponseScale,
    Rule,
)
from govscore.questionnaire.parts import Asked, Part

Complaint = tuple[Place, str]

_NAMES = {
    Measure.MEAN: "the mean",
    Measure.SPREAD: "the spread",
    Measure.DONT_KNOW: "the share of people who don't know",
    Measure.ANSWER: "the answer",
}


def check_advice(asked: Asked, advice: Part[AdviceFile]) -> Iterator[Fault]:
    """Find what is wrong in `recommendations.yaml`, taken together with what is asked."""
    for index, item in enumerate(advice.content.recommendations):
        place: Place = ("recommendations", index)
        yield from _used_twice(advice, index, item)
        for key, message in _rule(asked, item.when):
            yield advice.fault((*place, "when", *key), message)


def _used_twice(advice: Part[AdviceFile], index: int, item: Advice) -> Iterator[Fault]:
    if item.id in (other.id for other in advice.content.recommendations[:index]):
        message = f"{quoted(item.id)} is already the id of an earlier recommendation: choose another"
        yield advice.fault(("recommendations", index, "id"), message)


def _rule(asked: Asked, rule: Rule) -> Iterator[Complaint]:
    if bool(rule.all) == bool(rule.any):
        given = "both all and any" if rule.all else "neither all nor any"
        yield (), f"has {given}: give one of them, with at least one comparison"
    sound = True
    for key, comparisons in (("all", rule.all), ("any", rule.any)):
        for index, comparison in enumerate(comparisons):
            for inner, message in _comparison(asked, comparison):
                sound = False
                yield (key, index, *inner), message
    if sound:
        yield from _contradictions(rule)


def _comparison(asked: Asked, comparison: Comparison) -> Iterator[Complaint]:
    """Report the first thing that is wrong with a comparison: what follows would only echo it."""
    for check in _CHECKS:
        complaints = tuple(check(asked, comparison))
        if complaints:
            yield complaints[0]
            return


def _target(asked: Asked, comparison: Comparison) -> Iterator[Complaint]:
    question, domain = comparison.question, comparison.domain
    if (question is None) == (domain is None):
        given = "neither a question nor a domain" if question is None else "both a question and a domain"
        yield (), f"names {given}: name one of them"
    elif question is not None and question not in asked.by_id:
        yield ("question",), f"there is no question {quoted(question)}: {did_you_mean(question, asked.by_id)}"
    elif domain is not None and domain not in asked.domain_ids:
        yield ("domain",), f"there is no domain {quoted(domain)}: {did_you_mean(domain, asked.domain_ids)}"


def _form(_: Asked, comparison: Comparison) -> Iterator[Complaint]:
    has_bound = comparison.at_least is not None or comparison.at_most is not None
    if comparison.measure is Measure.ANSWER:
        if comparison.domain is not None:
            yield ("domain",), "a domain has no answer: name a question"
        if has_bound or comparison.is_ is None:
            yield (), 'an answer is compared by "is" and by nothing else: write "is: …" with an option'
    elif comparison.is_ is not None:
        name = _NAMES[comparison.measure]
        yield ("is",), f"goes only with the measure answer: compare {name} by at_least or at_most"
    elif not has_bound:
        yield (), "says no threshold: add at_least or at_most"


def _measure(asked: Asked, comparison: Comparison) -> Iterator[Complaint]:
    if message := _unmeasurable(asked, comparison):
        yield ("measure",), message


def _unmeasurable(asked: Asked, comparison: Comparison) -> str | None:
    manifest, measure, scales = asked.manifest.content, comparison.measure, _scales(asked, comparison)
    if measure is Measure.SPREAD and manifest.answering is Answering.ONCE:
        return "one person answers for the board, so nothing is spread: use another measure"
    if measure is Measure.ANSWER and manifest.answering is Answering.EACH:
        return "several people answer, so there is no one answer: use mean"
    if measure is Measure.MEAN and manifest.purpose is Purpose.COMPLIANCE:
        return "duties are never averaged: use the measure answer"
    if measure is Measure.DONT_KNOW and scales and not any(_has_dont_know(scale) for scale in scales):
        return "nobody can answer don't know there: use another measure, or a scale with that option"
    return None


def _reach(asked: Asked, comparison: Comparison) -> Iterator[Complaint]:
    """A threshold beyond what can be measured is never met."""
    if not _scales(asked, comparison):
        return
    if comparison.is_ is not None:
        yield from _no_option(asked, comparison, comparison.is_)
        return
    lowest, highest = _range(asked, comparison)
    at_least, at_most = comparison.at_least, comparison.at_most
    if at_least is not None and at_least > highest:
        yield ("at_least",), f"can never be met: {_NAMES[comparison.measure]} is at most {highest:g}"
    if at_most is not None and at_most < lowest:
        yield ("at_most",), f"can never be met: {_NAMES[comparison.measure]} is at least {lowest:g}"
    if at_least is not None and at_most is not None and at_least > at_most:
        yield (), f"can never be met: nothing is both {at_least} or more and {at_most} or less"


def _no_option(asked: Asked, comparison: Comparison, wanted: str) -> Iterator[Complaint]:
    for scale in _scales(asked, comparison):
        if scale.option(wanted) is None:
            known = (option.id for option in scale.options)
            yield ("is",), f"{quoted(wanted)} is no option of that question: {did_you_mean(wanted, known)}"


def _range(asked: Asked, comparison: Comparison) -> tuple[float, float]:
    if comparison.measure is Measure.DONT_KNOW:
        return 0, 1
    values = [value for scale in _scales(asked, comparison) for value in scale.values]
    if comparison.measure is Measure.SPREAD:
        return 0, max(values) - min(values)
    return min(values), max(values)


def _scales(asked: Asked, comparison: Comparison) -> tuple[ResponseScale, ...]:
    """The scales a comparison looks at; none where one of them is unsound, which is told elsewhere."""
    domain = asked.domain(comparison.domain) if comparison.domain else None
    questions = domain.questions if domain else ()
    if comparison.question is not None and comparison.question in asked.by_id:
        questions = (asked.by_id[comparison.question].question,)
    found = tuple(asked.scale_of(question) for question in questions)
    return () if None in found else tuple(scale for scale in found if scale is not None)


def _has_dont_know(scale: ResponseScale) -> bool:
    return any(option.kind is OptionKind.DONT_KNOW for option in scale.options)


def _contradictions(rule: Rule) -> Iterator[Complaint]:
    """Comparisons of one thing, all of which must hold, may shut each other out."""
    for index, later in enumerate(rule.all):
        for earlier in rule.all[:index]:
            if _same_thing(earlier, later) and _shut_out(earlier, later):
                yield ("all", index), "can never be met together with an earlier comparison here: use any"


def _same_thing(one: Comparison, other: Comparison) -> bool:
    return (one.question, one.domain, one.measure) == (other.question, other.domain, other.measure)


def _shut_out(one: Comparison, other: Comparison) -> bool:
    if one.is_ is not None and other.is_ is not None:
        return one.is_ != other.is_
    lower = [each.at_least for each in (one, other) if each.at_least is not None]
    upper = [each.at_most for each in (one, other) if each.at_most is not None]
    return bool(lower and upper) and max(lower) > min(upper)


_CHECKS: tuple[Callable[[Asked, Comparison], Iterator[Complaint]], ...] = (_target, _form, _measure, _reach)
