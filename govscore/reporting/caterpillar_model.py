"""One domain of a county as a caterpillar shows it: each board's score for comparison, and how sure it is."""

from dataclasses import dataclass

from govscore.reporting.reading import LevelMark


@dataclass(frozen=True, kw_only=True)
class CaterpillarRow:
    """One board: its score drawn in by how few answered, the interval, and its name where it stands out."""

    estimate: float
    low: float
    high: float
    name: str | None = None


@dataclass(frozen=True, kw_only=True)
class CaterpillarData:
    """One domain of a county; without a `middle` there is none to be told from, and no board has a row."""

    title: str
    note: str
    levels: tuple[LevelMark, ...]
    rows: tuple[CaterpillarRow, ...]
    middle: float | None
    withheld: int = 0
    is_simulated: bool = False

    @property
    def above(self) -> tuple[CaterpillarRow, ...]:
        """Boards whose whole interval lies above the middle."""
        return tuple(row for row in self.rows if self.middle is not None and row.low > self.middle)

    @property
    def alike(self) -> tuple[CaterpillarRow, ...]:
        """Boards that cannot be told from the middle, the highest first."""
        rows = (row for row in self.rows if not stands_out(row, self))
        return tuple(sorted(rows, key=lambda row: -row.estimate))

    @property
    def below(self) -> tuple[CaterpillarRow, ...]:
        """Boards whose whole interval lies below the middle."""
        return tuple(row for row in self.rows if self.middle is not None and row.high < self.middle)


def stands_out(row: CaterpillarRow, data: CaterpillarData) -> bool:
    """Say whether chance would seldom put a board like all the rest so far."""
    return data.middle is not None and not row.low <= data.middle <= row.high
