"""The files of one questionnaire as they were read: what they say, and on which line they say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Generic, TypeVar

from govscore.questionnaire.conditions import Frozen
from govscore.questionnaire.faults import Fault, Place, describe
from govscore.questionnaire.model import Domain, Manifest, Question, ResponseScale
from govscore.questionnaire.scale_checks import scale_complaints
from govscore.questionnaire.yaml_reader import Document

Content = TypeVar("Content", bound=Frozen)


@dataclass(frozen=True, kw_only=True)
class Part(Generic[Content]):
    """One file: its name, its lines and what it says."""

    file: str
    document: Document
    content: Content

    def fault(self, place: Place, message: str) -> Fault:
        """Point at a place in this file."""
        where = describe(self.document.content, place)
        return Fault(file=self.file, line=self.document.line(place), where=where, message=message)


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A question, and where it is written."""

    part: Part[Domain]
    index: int
    question: Question

    def fault(self, message: str, *keys: str | int) -> Fault:
        """Point at the question, or at one of its keys."""
        return self.part.fault(("questions", self.index, *keys), message)

    @property
    def spot(self) -> str:
        """File and line, for a message elsewhere."""
        return f"{self.part.file}:{self.part.document.line(('questions', self.index))}"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The manifest and its domains in order: all that is asked, before it is marked."""

    folder: PurePath
    manifest: Part[Manifest]
    domains: tuple[Part[Domain], ...]

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """Every question in the order asked, also where an id is given twice."""
        return tuple(
            Placed(part=part, index=index, question=question)
            for part in self.domains
            for index, question in enumerate(part.content.questions)
        )

    @cached_property
    def by_id(self) -> Mapping[str, Placed]:
        """Every question by its id, the first where an id is given twice."""
        found: dict[str, Placed] = {}
        for placed in self.placed:
            found.setdefault(placed.question.id, placed)
        return found

    def position(self, placed: Placed) -> int:
        """How many questions are asked before one."""
        return self._positions[placed.part.file, placed.index]

    @cached_property
    def _positions(self) -> Mapping[tuple[str, int], int]:
        return {(placed.part.file, placed.index): number for number, placed in enumerate(self.placed)}

    @cached_property
    def domain_ids(self) -> tuple[str, ...]:
        """The domains in the order asked."""
        return tuple(part.content.id for part in self.domains)

    def domain(self, domain_id: str) -> Domain | None:
        """Find a domain by its id."""
        return next((part.content for part in self.domains if part.content.id == domain_id), None)

    @cached_property
    def scales(self) -> Mapping[str, ResponseScale]:
        """The sound scales; what is wrong with the others is told where they stand, and need not echo."""
        scales = self.manifest.content.scales
        return {name: scale for name, scale in scales.items() if not any(scale_complaints(scale))}

    def scale_of(self, question: Question) -> ResponseScale | None:
        """Find the scale of a question; there may be none, or none that is sound."""
        return self.scales.get(question.scale)
