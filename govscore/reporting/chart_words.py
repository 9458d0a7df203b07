"""What the charts say in the same way: what they rest on, what stands in an empty row, lists of levels."""

from collections.abc import Sequence

from govscore.errors import NotFoundError
from govscore.reporting.model import DomainSection, Report
from govscore.reporting.reading import Reading
from govscore.reporting.words import date_words, sentence


def chart_note(report: Report, *parts: str) -> str:
    """Say under a title how many answered, when, whether it is simulated, and how to read the chart."""
    facts = [f"{report.turnout.responded} of {report.turnout.invited} answered", _when(report)]
    if report.round.is_simulated:
        facts.append("simulated")
    aid = " ".join(sentence(part) for part in parts if part)
    return f"{', '.join(facts)}. {aid}".strip()


def get_section(report: Report, domain_id: str) -> DomainSection:
    """Find the section of a domain."""
    section = report.domain(domain_id)
    if section is None:
        raise NotFoundError(f"The report has no domain {domain_id!r}: choose one of its own.")
    return section


def shown_or_reason(reading: Reading) -> str:
    """Give the words of a number or of its absence; never nothing."""
    return reading.words or "not shown"


def comparators_middle(section: DomainSection) -> float | None:
    """Find the middle of similar boards, where it was worked out."""
    return None if section.position is None else section.position.median


def either(words: Sequence[str]) -> str:
    """List alternatives: a, b or c."""
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]


def _when(report: Report) -> str:
    return report.round.dates or date_words(report.generated_on)
