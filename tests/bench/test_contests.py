"""The contests name workers that are there and the floors of the promise; a share is scaled as it is said."""

import pytest

from bench.contests import CONTESTS, Contest
from bench.peers import PACKAGES
from bench.race import WORKERS
from bench.workers.serve import SHOWN

PEER = Contest(task="t", ours="a.py", theirs="a_b.py", peer="b", least=1, aim=2, most=1_000)


def named(contest: Contest) -> str:
    return contest.name


@pytest.mark.parametrize("contest", CONTESTS, ids=named)
def test_both_workers_are_there_and_the_floor_is_below_the_aim(contest: Contest) -> None:
    assert (WORKERS / contest.ours).is_file()
    assert (WORKERS / contest.theirs).is_file()
    assert contest.least <= contest.aim


def test_every_contest_has_a_name_of_its_own() -> None:
    assert len({contest.name for contest in CONTESTS}) == len(CONTESTS)


def test_every_package_for_python_is_raced_at_a_fixed_version() -> None:
    versions = dict(package.split("==") for package in PACKAGES)
    raced = {contest.peer for contest in CONTESTS if not contest.is_r}
    assert versions.keys() - {"scipy"} <= raced


def test_a_share_is_scaled_by_the_ratio_of_boards() -> None:
    assert [PEER.boards_for_peer(boards) for boards in (300, 1_000, 22_000)] == [300, 1_000, 1_000]
    assert [PEER.scale(boards) for boards in (300, 1_000, 22_000)] == [1, 1, 22]


def test_what_has_a_share_gives_its_numbers_board_by_board() -> None:
    """A figure over all boards would differ where the boards do: such a peer has to be given them all."""
    shared = {contest.name for contest in CONTESTS if contest.most is not None}
    assert shared == {"agreement-multilevel", "krippendorff-package", "concordance-scipy", "sign-flip-scipy"}
    assert all(
        contest.most >= SHOWN or contest.name == "sign-flip-scipy" for contest in CONTESTS if contest.most
    )


def test_some_numbers_may_differ_by_more_than_the_others() -> None:
    contest = Contest(
        task="t", ours="a.py", theirs="b.py", peer="b", least=1, aim=2, tolerance=1e-6, looser={"p": 0.05}
    )
    assert (contest.most_apart("p"), contest.most_apart("w")) == (0.05, 1e-6)
