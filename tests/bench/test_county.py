"""What is raced on: the same boards in every run, with the gaps that are said."""

from pathlib import Path

import numpy as np
import pytest

from bench.county import FEWEST, ITEMS, MOST, OPTIONS, build

BOARDS = 60


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("county")
    build(BOARDS, made)
    return made


def test_it_is_the_same_in_every_run(folder: Path, tmp_path: Path) -> None:
    build(BOARDS, tmp_path)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {
        p.name: p.read_bytes() for p in tmp_path.iterdir()
    }


def test_people_stand_in_the_order_of_boards_and_answer_within_the_scale(folder: Path) -> None:
    board, codes = np.load(folder / "board.npy"), np.load(folder / "codes.npy")
    sizes = np.bincount(board)
    assert (np.diff(board) >= 0).all()
    assert sizes.size == BOARDS
    assert sizes.min() >= FEWEST
    assert sizes.max() <= MOST
    assert codes.shape == (board.size, ITEMS)
    assert codes.max() == OPTIONS
    assert 0.05 < (codes == 0).mean() < 0.07


def test_whole_domains_are_left_out_so_that_listwise_and_available_answers_are_the_same(folder: Path) -> None:
    left_out = (np.load(folder / "whole.npy") == 0).reshape(-1, 8, 5)
    assert (left_out.all(axis=2) == left_out.any(axis=2)).all()
    assert 0.03 < left_out.mean() < 0.09


def test_r_is_given_what_python_is_given(folder: Path) -> None:
    whole, board = np.load(folder / "whole.npy"), np.load(folder / "board.npy")
    read = np.fromfile(folder / "whole.bin", dtype=np.uint8).reshape(ITEMS, -1).T
    assert (read == whole).all()
    assert (np.fromfile(folder / "board.bin", dtype="<i4") == board).all()


def test_the_head_is_set_against_all_others_and_not_themselves(folder: Path) -> None:
    board, codes = np.load(folder / "board.npy"), np.load(folder / "codes.npy")
    head, total, n = (np.load(folder / f"{name}.npy") for name in ("head", "total", "n"))
    first, *others = codes[board == 7].astype(int)
    given = np.array(others)
    assert head[7][first > 0].tolist() == first[first > 0].tolist()
    assert np.isnan(head[7][first == 0]).all()
    assert n[7].tolist() == (given > 0).sum(axis=0).tolist()
    assert np.nan_to_num(total[7], nan=-1)[n[7] > 0].tolist() == given.sum(axis=0)[n[7] > 0].tolist()
