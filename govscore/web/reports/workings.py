"""How a number of the report was worked out, as its page prints it."""

from dataclasses import dataclass

from govscore.reporting.model import DomainSection, Report
from govscore.reporting.words import count_words, no_score_words, one_decimal, withheld_words
from govscore.scoring.explain import Explanation, LevelRange, OverallExplanation, Term
from govscore.services.explanations import Workings

Row = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WorkingView:
    """How one number came about: its parts with weight, mean and answers, and what they come to."""

    terms: tuple[Row, ...]
    result: tuple[str, ...]


def present_domain(section: DomainSection, workings: Workings | None) -> WorkingView | None:
    """Lay out the arithmetic of one domain."""
    explanation = None if workings is None else workings.of(section.id)
    if explanation is None:
        return None
    texts = {row.id: f"{row.order} {row.text}" for row in section.questions}
    return WorkingView(
        terms=tuple(_term(term, texts.get(term.key, term.key)) for term in explanation.terms),
        result=_result(section, explanation),
    )


def present_overall(report: Report, overall: OverallExplanation) -> WorkingView:
    """Lay out the arithmetic of the overall score."""
    titles = {section.id: section.title for section in report.domains}
    result = [] if report.overall.value is None else [f"Together they come to {report.overall.words}."]
    if report.overall_level is not None and overall.level is not None:
        result.append(f"{report.overall_level.label} is any score {_range_words(overall.level)}.")
    return WorkingView(
        terms=tuple(_term(term, titles.get(term.key, term.key)) for term in overall.terms),
        result=tuple(result),
    )


def _result(section: DomainSection, explanation: Explanation) -> tuple[str, ...]:
    said = []
    if explanation.weighted_mean is not None and explanation.mean is not None:
        said.append(f"The statements’ means, by their weights, come to {explanation.weighted_mean:.2f}.")
        said.append(
            "That is the score, as everybody answered everything."
            if explanation.is_exact
            else f"The score is {explanation.mean:.2f}: people come first, and not all answered everything."
        )
    if section.level is not None and explanation.level is not None:
        said.append(f"{section.level.label} is any score {_range_words(explanation.level)}.")
    return tuple(said)


def _term(term: Term, label: str) -> Row:
    hidden = withheld_words(term.withheld) or no_score_words(term.no_score)
    return (
        label,
        f"{term.weight:g}",
        hidden if term.mean is None else one_decimal(term.mean),
        "" if term.n is None else count_words(term.n, "answer"),
    )


def _range_words(rung: LevelRange) -> str:
    if rung.low is None:
        return "" if rung.high is None else f"below {rung.high:g}"
    return f"from {rung.low:g}" if rung.high is None else f"from {rung.low:g} up to {rung.high:g}"
