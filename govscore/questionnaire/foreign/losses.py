"""What a questionnaire loses or has changed on its way from or to another tool, each told by its place."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from govscore.questionnaire.faults import shown


@dataclass(frozen=True, kw_only=True)
class Loss:
    """One thing that was left behind or changed; the line is that of their file, none for the whole of it."""

    line: int | None
    where: str
    message: str

    def __str__(self) -> str:
        place = self.where if self.line is None else f"line {self.line}: {self.where}"
        return f"{place}: {self.message}"


@dataclass(frozen=True, kw_only=True)
class Carried:
    """A draft's files by name, or none where nothing could be asked here, and what was lost."""

    contents: Mapping[str, bytes] | None
    losses: tuple[Loss, ...]


@dataclass(frozen=True, kw_only=True)
class Exported:
    """A file for another tool, and what it cannot say."""

    raw: bytes
    losses: tuple[Loss, ...]


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A place in their file."""

    line: int | None
    where: str


@dataclass(kw_only=True)
class Ledger:
    """The losses told so far."""

    told: list[Loss] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)

    def tell(self, spot: Spot, message: str) -> None:
        """Write down a loss at its place."""
        self.told.append(Loss(line=spot.line, where=shown(spot.where), message=shown(message)))

    def count(self, kind: str) -> None:
        """Write down a loss of a kind that is told once for all its places."""
        self.counted[kind] += 1

    def close(self) -> tuple[Loss, ...]:
        """List what was told, the whole file first, then line by line."""
        kinds = [
            Loss(line=None, where="the whole questionnaire", message=f"{kind} ({number} in all)")
            for kind, number in self.counted.items()
        ]
        return tuple(sorted((*kinds, *self.told), key=lambda loss: loss.line or 0))
