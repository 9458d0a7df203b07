"""Advice given to one board, with the numbers that led to it."""

from dataclasses import dataclass

from govscore.questionnaire.model import Advice, Measure


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One number that made a rule fire: what was measured, what it came to, and the threshold it met."""

    question: str | None
    domain: str | None
    measure: Measure
    value: float | str
    threshold: float | str
    n: int


@dataclass(frozen=True, kw_only=True)
class Priority:
    """The published index and its parts: importance 1 to 3, shortfall 0 to 1, doubt 0 to 1."""

    index: float
    importance: int
    shortfall: float
    doubt: float


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """One piece of advice, why it is given, and how pressing it is."""

    advice: Advice
    domain: str
    evidence: tuple[Evidence, ...]
    priority: Priority
