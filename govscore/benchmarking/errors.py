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


class NotAComparator(BenchmarkError):
    """A board was named as a comparator that cannot be one."""

    def __init__(self, key: str, why: str) -> None:
        super().__init__(f"comparators of board {key}: {why}")
        self.key = key


class OnePersonOneQuestion(BenchmarkError):
    """One person was to be tested against the others on a single question."""

    def __init__(self, n: int) -> None:
        super().__init__(
            f"one person is not tested against {n} others on one question: the smallest two-sided p there can be "
            f"is 2/{n + 1} = {min(2 / (n + 1), 1.0):.2f}; show the gap, and test over the questions of a domain or "
            "more"
        )
        self.n = n


class UnreadableRatings(BenchmarkError):
    """A file of raters in groups cannot be read at all."""
