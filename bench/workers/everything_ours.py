"""Everything the engine says of a round, from the answers to the last figure, by govscore; a part at a time.

What draws at random (bootstrap intervals of alpha and of variance components) is left out: it is asked for one
domain at a time, and its cost is what one makes it.
"""

import time
from itertools import pairwise

import numpy as np
from schools import characteristics
from serve import Data, serve

from govscore.benchmarking.agreement.concordance import kendall_w
from govscore.benchmarking.agreement.krippendorff import krippendorff_alpha
from govscore.benchmarking.agreement.nulls import Null, null_variance
from govscore.benchmarking.agreement.table import agreement_table
from govscore.benchmarking.analysis import analyse_domain
from govscore.benchmarking.change.reliable_change import reliable_change
from govscore.benchmarking.comparators.dfe import First
from govscore.benchmarking.comparators.neighbours import dfe_boards, nearest_boards
from govscore.benchmarking.consistency.alpha_over_boards import alpha_by_level
from govscore.benchmarking.consistency.board_sums import complete_answers, sum_boards
from govscore.benchmarking.consistency.generalizability import d_study, variance_components
from govscore.benchmarking.consistency.item_flags import flag_items
from govscore.benchmarking.counts import count_answers
from govscore.benchmarking.gaps.dominance import cliffs_delta
from govscore.benchmarking.gaps.over_claiming import officers_views
from govscore.benchmarking.gaps.perception import consistent_gaps, perception_gaps
from govscore.benchmarking.quality.flags import quality_flags
from govscore.benchmarking.quality.guttman import guttman_errors
from govscore.benchmarking.quality.mahalanobis import mahalanobis
from govscore.benchmarking.quality.patterns import boards_alike, duplicates_in_board, response_patterns
from govscore.benchmarking.standing.ranks import chance_below, rank_intervals

data = Data()
board, codes, boards = data.board, data.codes, data.boards
head, total, n_others = data.head, data.total, data.n
region, own = data.region.tolist(), characteristics(data.phase, data.schools)
VALUES = [1, 2, 3, 4, 5]
NULLS = [
    null_variance(null, 5) for null in (Null.UNIFORM, Null.SLIGHT_SKEW, Null.MODERATE_SKEW, Null.HEAVY_SKEW)
]
DOMAINS = [slice(start, start + 5) for start in range(0, 40, 5)]
PLACES = [range(start, start + 5) for start in range(0, 40, 5)]


def agreement():
    """Section 2: counts, every index of agreement, Krippendorff and Kendall over the whole sheet."""
    counts = count_answers(board, codes, n_boards=boards, n_options=5)
    table = agreement_table(counts.chosen, VALUES, NULLS, domains=PLACES)
    alpha = krippendorff_alpha(counts.chosen, VALUES)
    return counts, table, alpha, kendall_w(board, codes, n_boards=boards, n_options=5)


def questions(counts):
    """Section 3: what authors are told of each question."""
    whole = counts.chosen.sum(axis=0)
    unsure, unfit = counts.dont_know.sum(axis=0), counts.not_applicable.sum(axis=0)
    return flag_items(whole, dont_know=unsure, not_applicable=unfit)


def domains():
    """Sections 2, 3 and 5: all that `govscore analyse` prints of eight domains."""
    return [analyse_domain(board, codes[:, items], n_groups=boards, options=(1, 5)) for items in DOMAINS]


def positions(analyses):
    """Section 5: open ranks, and who is likely below a mark."""
    for each in analyses:
        n, shrunk = each.groups.n, each.groups.shrunk
        rank_intervals(each.groups.figures["mean"].values, each.funnel.sigma2 / np.where(n > 0, n, np.nan))
        chance_below(shrunk.estimate, shrunk.sd, 2.5)


def levels():
    """Sections 3 and 10: alpha between and within boards, variance components, how many would be needed."""
    answers = np.where(codes > 0, codes, np.nan)
    for items in DOMAINS:
        alpha_by_level(answers[:, items], board)
        sums = sum_boards(complete_answers(answers[:, items]), board, n_boards=boards)
        d_study(variance_components(sums), n_respondents=np.arange(1, 31), n_items=5)


def comparators():
    """Section 4: both sets of every board."""
    dfe_boards(own, First(regions=tuple(str(each) for each in region)))
    nearest_boards(own, k=30)


def gaps(counts):
    """Section 6: head and governors by question, exactly over all, and as one above the other."""
    perception_gaps(head, total / np.where(n_others > 0, n_others, np.nan))
    consistent_gaps(head, total, n_others)
    alone = (head[..., None] == np.array(VALUES)).astype(np.int64)
    cliffs_delta(alone.sum(axis=1), (counts.chosen - alone).sum(axis=1))


def officers(analyses):
    """Section 6: an officer's view of one board in five, forty of them an officer."""
    visited = np.arange(boards) % 5 == 0
    estimate = analyses[0].groups.shrunk.estimate
    level = np.where(visited, np.clip(np.rint(estimate + np.sin(np.arange(boards))), 1, 4), np.nan)
    officers_views(level, estimate, phase=data.phase.tolist(), officer=(np.arange(boards) // 200).tolist())


def quality(counts):
    """Section 6: what to look at twice."""
    duplicates, _ = duplicates_in_board(board, codes)
    answers = np.where(codes > 0, codes, np.nan)
    quality_flags(
        response_patterns(codes),
        outlying=mahalanobis(answers),
        person_fit=guttman_errors(codes, n_options=5),
        duplicates=duplicates,
    )
    boards_alike(counts.chosen)


def change(analyses):
    """Section 7: against another year, for which the next domain stands."""
    for before, after in pairwise(analyses):
        reliable_change(before.groups.shrunk, after.groups.shrunk)


def work():
    """All parts, and what each took."""
    spent = {}

    def part(of, *arguments):
        start = time.process_time()
        found = of(*arguments)
        spent[of.__name__] = time.process_time() - start
        return found

    counts, *_ = part(agreement)
    part(questions, counts)
    analyses = part(domains)
    part(positions, analyses)
    part(levels)
    part(comparators)
    part(gaps, counts)
    part(officers, analyses)
    part(quality, counts)
    part(change, analyses)
    return spent


serve(work, lambda spent: {name: [seconds] for name, seconds in spent.items()})
