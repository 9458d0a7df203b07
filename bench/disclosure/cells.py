"""One domain of a report as a reader writes it down: how many chose what, and every sum that is told of that."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from govscore.benchmarking.disclosure.audit import Published, publish
from govscore.questionnaire.conditions import Answered, Is, OneOf
from govscore.questionnaire.model import OptionKind, Question, Questionnaire
from govscore.reporting.model import DomainSection, QuestionRow
from govscore.reporting.words import inside
from govscore.scoring.rubric import rubric_values, weight_of

BAND_BELOW, FEWEST = 10, 5
EXACT, BELOW = 1e-6, 1e-4
QUARTER = 0.25
SKIPPED = "skipped"

Cell = tuple[str, str]
Sum = Mapping[Cell, float]


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A sum of cells, and between what it lies."""

    sum: Sum
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question of a report, with what everybody may know of its scale."""

    row: QuestionRow
    question: Question
    questionnaire: Questionnaire

    @cached_property
    def values(self) -> Mapping[str, float]:
        """The value of each option that has one."""
        return rubric_values(self.questionnaire, self.question)

    @cached_property
    def options(self) -> tuple[str, ...]:
        """Every option, and skipping."""
        return (*(o.id for o in self.questionnaire.scale_of(self.question).options), SKIPPED)

    @property
    def answered(self) -> int | None:
        """How many gave any answer, where that is told."""
        row = self.row
        return None if row.asked is None or row.skipped is None else row.asked - row.skipped

    @property
    def band(self) -> str | None:
        """The option that nearly all chose, where just that is told."""
        scale = self.questionnaire.scale_of(self.question).options
        return next((o.id for o in scale if self.row.band == f"nearly all: {inside(o.label)}"), None)

    @property
    def is_halved(self) -> bool:
        """Whether the mean is told to the nearest half only."""
        return self.row.withheld_reason == "outside"

    @property
    def step(self) -> float:
        """How far apart two values are at least."""
        values = sorted(set(self.values.values()))
        return min(above - below for below, above in pairwise(values))

    def chose(self, *options: str) -> Sum:
        """How many chose any of these."""
        return {(self.question.id, option): 1.0 for option in options}

    @property
    def total(self) -> Sum:
        """The values chosen, added up."""
        return {(self.question.id, option): value for option, value in self.values.items()}


def asked_in(section: DomainSection, questionnaire: Questionnaire) -> tuple[Asked, ...]:
    """The questions of one domain."""
    return tuple(
        Asked(row=row, question=questionnaire.by_id[row.id], questionnaire=questionnaire)
        for row in section.questions
    )


def facts_of(asked: Asked, *, people: int) -> Iterator[Fact]:
    """What is told of one question by itself."""
    row, low = asked.row, 0 if asked.row.asked is None else asked.row.asked
    yield Fact(sum=asked.chose(*asked.options), low=low, high=people if row.asked is None else low)
    if row.skipped is not None:
        yield Fact(sum=asked.chose(SKIPPED), low=row.skipped, high=row.skipped)
    if row.n is not None:
        yield Fact(sum=asked.chose(*asked.values), low=row.n, high=row.n)
    for line in row.counts or ():
        yield Fact(sum=asked.chose(line.option), low=line.count, high=line.count)
    yield from _dont_knows(asked)
    yield from _alike(asked)
    yield from _mean(asked)


def domain_fact(section: DomainSection, rows: Sequence[Asked], *, people: int) -> Fact | None:
    """A domain's mean, where everybody answered everything: only then is it a sum of its questions'."""
    if section.mean.value is None or section.n != people:
        return None
    pairs = [(each, weight_of(each.questionnaire.rubric, each.row.id)) for each in rows]
    weighted = [(each, weight) for each, weight in pairs if weight > 0]
    if any(people not in {each.row.n, each.answered if each.band else None} for each, _ in weighted):
        return None
    whole = sum(weight for _, weight in weighted)
    sum_ = {cell: weight * value for each, weight in weighted for cell, value in each.total.items()}
    about = section.mean.value * people * whole
    return Fact(sum=sum_, low=about - EXACT * whole, high=about + EXACT * whole)


def follow_up_facts(rows: Mapping[str, Asked]) -> Iterator[Fact]:
    """How many were asked a follow-up says how many gave the answer it depends on."""
    for each in rows.values():
        condition = each.question.show_if
        if each.row.asked is None or not isinstance(condition, Is | OneOf | Answered):
            continue
        base = rows.get(condition.question)
        if base is None:
            continue
        match condition:
            case Is():
                chosen = [str(condition.is_)]
            case OneOf():
                chosen = [str(value) for value in condition.one_of]
            case Answered():
                chosen = [o for o in base.options if (o != SKIPPED) is condition.answered]
        yield Fact(sum=base.chose(*chosen), low=each.row.asked, high=each.row.asked)


def write_down(facts: Sequence[Fact], rows: Sequence[Asked], *, people: int) -> tuple[list[Cell], Published]:
    """Put all that is known into one system of sums over counts."""
    cells = [(each.row.id, option) for each in rows for option in each.options]
    place = {cell: i for i, cell in enumerate(cells)}
    sums = np.zeros((len(facts), len(cells)))
    for i, fact in enumerate(facts):
        for cell, times in fact.sum.items():
            sums[i, place[cell]] = times
    low, high = [fact.low for fact in facts], [fact.high for fact in facts]
    return cells, publish(sums, low, high, least=np.zeros(len(cells)), most=np.full(len(cells), people))


def _dont_knows(asked: Asked) -> Iterator[Fact]:
    scale = asked.questionnaire.scale_of(asked.question).options
    unknown = asked.chose(*(o.id for o in scale if o.kind is OptionKind.DONT_KNOW))
    if not unknown or asked.band is not None:
        return
    if asked.row.dont_know.value is not None:
        yield Fact(sum=unknown, low=asked.row.dont_know.value, high=asked.row.dont_know.value)
    elif asked.row.mostly_dont_know and asked.row.asked is not None:
        yield Fact(sum=unknown, low=asked.row.asked / 2, high=asked.row.asked)


def _alike(asked: Asked) -> Iterator[Fact]:
    """What it says that a band is shown, that none is, or that too few gave a level."""
    answered, band = asked.answered, asked.band
    if band is not None and answered is not None:
        yield Fact(sum=asked.chose(band), low=answered - 1, high=answered)
    elif asked.row.withheld_reason == "too-few" and asked.row.asked is not None:
        yield Fact(sum=asked.chose(*asked.values), low=0, high=FEWEST - 1)
    elif asked.row.n is not None and answered is not None and 2 <= answered < BAND_BELOW:
        for option in asked.options:
            if option != SKIPPED:
                yield Fact(sum=asked.chose(option), low=0, high=answered - 2)


def _mean(asked: Asked) -> Iterator[Fact]:
    """A mean to the nearest half, or exact; and the level, which is that of the exact one if it is told apart."""
    mean, n = asked.row.mean.value, asked.row.n
    if mean is None or n is None:
        return
    if not asked.is_halved:
        yield Fact(sum=asked.total, low=mean * n - EXACT, high=mean * n + EXACT)
        return
    yield Fact(sum=asked.total, low=n * (mean - QUARTER), high=n * (mean + QUARTER) - BELOW)
    levels = asked.questionnaire.rubric.levels
    if asked.row.level is None or asked.row.level.id == asked.questionnaire.rubric.level_at(mean).id:
        return
    own = next(float(level.value) for level in levels if level.id == asked.row.level.id)
    edges = [n * (own + float(level.value)) / 2 for level in levels]
    low = max((edge for edge in edges if edge < n * own), default=n * own)
    high = min((edge for edge in edges if edge > n * own), default=n * own + BELOW)
    yield Fact(sum=asked.total, low=low, high=high - BELOW)
