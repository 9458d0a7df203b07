"""Does the 95 % interval of a board's score hold its true score, and how often is nothing taken for something?

`python -m bench.coverage` prints the table of docs/statistics.md. Answers are drawn from a known model, so what
is true of each board is known.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from govscore.benchmarking.between.shrinkage import fit_boards, shrink
from govscore.benchmarking.standing.funnel import Zone, funnel_places, funnel_target
from govscore.benchmarking.standing.multiplicity import benjamini_hochberg

Floats = NDArray[np.float64]

SEED = 20261124
SIZES = tuple(range(4, 16))
BOARDS = 300
RUNS = 200
ICC = 0.12
ITEMS, CUTS = 5, np.array([-2.4, -1.5, -0.5, 0.7])
PERSON_SD, ITEM_SD = 0.7, 1.0
WARY = 0.05


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What people of each board scored, and what is true of the board."""

    scores: Floats
    truth: Floats


Draw = Callable[[np.random.Generator, int, int, float], Answers]


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How many intervals held the truth, of how many, and how wide they were on average."""

    share: float
    width: float
    intervals: int


@dataclass(frozen=True, kw_only=True)
class FalseFlags:
    """Of boards that do not differ: the share that were told apart, and of runs with any at all."""

    words: float
    funnel: float
    funnel_ask: float
    corrected: float
    runs_with_any: float


def graded(rng: np.random.Generator, boards: int, people: int, board_sd: float) -> Answers:
    """People's means of five questions with five options, most of them 4; one person answers alike."""
    board = rng.normal(0, board_sd, (boards, 1, 1))
    person = rng.normal(0, PERSON_SD, (boards, people, 1))
    felt = board + person + rng.normal(0, ITEM_SD, (boards, people, ITEMS))
    return Answers(
        scores=(1 + (felt[..., None] > CUTS).sum(axis=-1)).mean(axis=-1), truth=_expected(board[:, 0, 0])
    )


def normal(rng: np.random.Generator, boards: int, people: int, board_sd: float) -> Answers:
    """People's scores from a normal curve, with a within variance of 1."""
    truth = rng.normal(3, board_sd, boards)
    return Answers(scores=truth[:, None] + rng.normal(0, 1, (boards, people)), truth=truth)


BOARD_SD: dict[Draw, float] = {graded: 0.32, normal: float(np.sqrt(ICC / (1 - ICC)))}


def coverage(draw: Draw, people: int, *, runs: int, boards: int = BOARDS, seed: int = SEED) -> Coverage:
    """Fit, shrink and look whether the truth is inside, in as many counties as there are runs."""
    rng = np.random.default_rng([seed, people])
    held, widths, intervals = 0, 0.0, 0
    for _ in range(runs):
        answers = draw(rng, boards, people, BOARD_SD[draw])
        n, means, within = _sums(answers.scores)
        shrunk = shrink(fit_boards(n, means, within), n, means)
        if shrunk.is_singular:  # no interval is given, so none is wrong
            continue
        held += int(np.count_nonzero((shrunk.low <= answers.truth) & (answers.truth <= shrunk.high)))
        widths += float((shrunk.high - shrunk.low).sum())
        intervals += boards
    return Coverage(share=held / intervals, width=widths / intervals, intervals=intervals)


def false_flags(draw: Draw, *, runs: int, boards: int = BOARDS, seed: int = SEED) -> FalseFlags:
    """Let boards of 4 to 15 people not differ, and count how many are told apart all the same."""
    rng = np.random.default_rng(seed)
    counted = np.zeros(5)
    for _ in range(runs):
        n = rng.integers(SIZES[0], SIZES[-1] + 1, boards)
        scores = draw(rng, boards, SIZES[-1], 0.0).scores
        scores[np.arange(SIZES[-1]) >= n[:, None]] = np.nan
        counted += _flags(*_sums(scores))
    words, funnel, ask, corrected, any_at_all = (counted / runs).tolist()
    return FalseFlags(
        words=words, funnel=funnel, funnel_ask=ask, corrected=corrected, runs_with_any=any_at_all
    )


def _flags(n: Floats, means: Floats, within: Floats) -> Floats:
    model = fit_boards(n, means, within)
    shrunk = shrink(model, n, means)
    middle = np.median(means)
    sigma2 = float(within.sum() / (n.sum() - n.size))
    places = funnel_places(n, means, target=funnel_target(n, means), sigma2=sigma2)
    flagged = benjamini_hochberg(places.p).q <= WARY
    return np.array(
        [
            np.mean((shrunk.low > middle) | (shrunk.high < middle)),  # NaN limits tell nobody apart
            np.mean([zone is not Zone.INSIDE for zone in places.zones]),
            np.mean([zone is Zone.ASK for zone in places.zones]),
            np.mean(flagged),
            np.any(flagged),
        ]
    )


def _sums(scores: Floats) -> tuple[Floats, Floats, Floats]:
    n = np.count_nonzero(~np.isnan(scores), axis=1).astype(float)
    means = np.nansum(scores, axis=1) / n
    return n, means, np.nansum((scores - means[:, None]) ** 2, axis=1)


def _expected(board: Floats) -> Floats:
    """The mean that a board of endless people would have: of each step, the share of them who take it."""
    return np.asarray(1 + ndtr((board[:, None] - CUTS) / np.hypot(PERSON_SD, ITEM_SD)).sum(axis=1))


def main() -> int:
    """Print the table; exit 1 if an interval or a flag is not what is promised."""
    parser = argparse.ArgumentParser(prog="python -m bench.coverage", description=__doc__)
    parser.add_argument(
        "--runs",
        type=int,
        default=RUNS,
        help=f"counties of {BOARDS} boards, and ten times as many for flags (default: {RUNS})",
    )
    runs = parser.parse_args().runs
    kept = True
    print("| n | normal: coverage | width | five options: coverage | width |\n|---|---|---|---|---|")
    for people in SIZES:
        found = [coverage(draw, people, runs=runs) for draw in (normal, graded)]
        kept = kept and all(0.93 <= each.share <= 0.97 for each in found)
        cells = " | ".join(f"{100 * each.share:.1f} % | {each.width:.2f}" for each in found)
        print(f"| {people} | {cells} |", flush=True)
    for draw in (normal, graded):
        flags = false_flags(draw, runs=10 * runs)
        kept = kept and flags.words <= 0.05 and flags.corrected <= 0.05
        print(f"{draw.__name__}: {flags}")
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
