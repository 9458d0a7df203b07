"""What a comparison may refuse, with the numbers that made it refuse."""

from govscore.errors import BenchmarkError


class TooFewComparators(BenchmarkError):
    """A set is too small to place a score in."""

    def __init__(self, n: int, minimum: int) -> None:
        super().__init__(
            f"only {n} comparators have a score and {minimum} are needed to give a place; "
            "choose a wider set, or show the score alone"
        )
        self.n = n
        self.minimum = minimum


class UnknownBoard(BenchmarkError):
    """Comparators were asked for a board of which nothing is known."""

    def __init__(self, key: str) -> None:
        super().__init__(f"board {key} is not among the boards given; add its row of characteristics")
        self.key = key


class NothingToCompareBy(BenchmarkError):
    """No board of the phase has a single known characteristic."""

    def __init__(self, phase: str) -> None:
        super().__init__(
            f"no characteristic is known for any board of phase {phase!r}; import the census figures first"
        )
        self.phase = phase
