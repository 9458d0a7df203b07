"""What is raced against what, and how much faster ours is to be."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# What is promised is promised of so many boards.
FULL = 22_000
LIKE_THE_ENGINE = 1e-9


@dataclass(frozen=True, kw_only=True)
class Contest:
    """One line of the table, for each number of boards.

    A peer too slow for all boards is given the first `most` of them, and its time multiplied by the ratio of
    boards to the power `growth`. `least` and `aim` are of the largest size. `tolerance` is the most by which
    two numbers may differ, `looser` that of some by name.
    """

    task: str
    ours: str
    theirs: str
    peer: str
    least: float
    aim: float
    most: int | None = None
    growth: int = 1
    tolerance: float = LIKE_THE_ENGINE
    looser: Mapping[str, float] = field(default_factory=dict)
    most_megabytes: float | None = None

    @property
    def name(self) -> str:
        """By which it is asked for on the command line."""
        return self.theirs.split(".")[0].replace("_", "-")

    @property
    def is_r(self) -> bool:
        """Whether the peer is a package of R, named by `peer`."""
        return self.theirs.endswith(".R")

    def most_apart(self, name: str) -> float:
        """By how much numbers of that name may differ."""
        return self.looser.get(name, self.tolerance)

    def boards_for_peer(self, boards: int) -> int:
        """How many boards the peer is given."""
        return boards if self.most is None else min(boards, self.most)

    def scale(self, boards: int) -> float:
        """What the peer's time is multiplied by."""
        return float((boards / self.boards_for_peer(boards)) ** self.growth)


CONTESTS = (
    Contest(
        task="r_wg(j) under four nulls, a_wg, AD about mean and median, 8 domains",
        ours="agreement_ours.py",
        theirs="agreement_multilevel.R",
        peer="multilevel",
        most=1_000,
        least=300,
        aim=1_000,
    ),
    Contest(
        task="r_wg(j) alone, 8 domains",
        ours="variance_ours.py",
        theirs="variance_pandas.py",
        peer="pandas",
        least=0.9,
        aim=2,
    ),
    Contest(
        task="Krippendorff's alpha per board, three levels",
        ours="krippendorff_ours.py",
        theirs="krippendorff_package.py",
        peer="krippendorff",
        most=3_000,
        least=12,
        aim=40,
    ),
    Contest(
        task="Kendall's W per board, with ties and p",
        ours="concordance_ours.py",
        theirs="concordance_scipy.py",
        peer="SciPy's rankdata in a loop",
        most=3_000,
        least=12,
        aim=40,
    ),
    Contest(
        task="REML and shrunk scores",
        ours="shrinkage_ours.py",
        theirs="shrinkage_lme4.R",
        peer="lme4",
        tolerance=1e-6,
        least=150,
        aim=500,
    ),
    Contest(
        task="REML and shrunk scores",
        ours="shrinkage_ours.py",
        theirs="shrinkage_statsmodels.py",
        peer="statsmodels",
        tolerance=1e-4,
        least=2_000,
        aim=7_000,
    ),
    Contest(
        task="alpha, interval, lambda-2, item-rest, if dropped, 8 domains",
        ours="alpha_ours.py",
        theirs="alpha_psych.R",
        peer="psych",
        # R's qf takes a denominator of more than 400,000 degrees of freedom for endless; SciPy and ours do not.
        looser={"limits": 1e-3},
        least=80,
        aim=200,
    ),
    Contest(
        task="the same, against alpha and interval alone",
        ours="alpha_only_ours.py",
        theirs="alpha_pingouin.py",
        peer="pingouin",
        least=0.6,
        aim=1,
    ),
    Contest(
        task="sign-flip test, exact, 40 items",
        ours="sign_flip_ours.py",
        theirs="sign_flip_scipy.py",
        peer="SciPy's permutation_test, 9,999 draws",
        most=100,
        looser={"p": 0.05},
        least=100,
        aim=400,
    ),
    Contest(
        task="DfE comparator sets",
        ours="dfe_ours.py",
        theirs="dfe_matrices.py",
        peer="full matrices in NumPy, as the Department's own",
        least=60,
        aim=150,
        most_megabytes=200,
    ),
    Contest(
        task="thirty nearest boards",
        ours="nearest_ours.py",
        theirs="nearest_sklearn.py",
        peer="scikit-learn",
        least=0.9,
        aim=1.4,
    ),
    Contest(
        task="expected ranks",
        ours="ranks_ours.py",
        theirs="ranks_all_pairs.py",
        peer="all pairs in NumPy",
        tolerance=1e-6,
        least=1,
        aim=1,
    ),
)
