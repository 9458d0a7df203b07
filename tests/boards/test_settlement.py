"""No board is doubled and none loses its history, whatever the register does to its school."""

from collections import Counter
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from govscore.boards.changes import apply_register
from govscore.boards.constitute import constitute_boards
from govscore.boards.gias import read_register
from govscore.boards.links import read_links
from govscore.boards.model import Board, BoardId, BoardKind, Link, LinkKind, School, SchoolStatus, TrustKind
from govscore.boards.settlement import Settlement, settle_boards
from tests.boards.make import (
    LINKS,
    REGISTER_135,
    REGISTER_140,
    closed,
    data,
    keys,
    make_academy,
    make_board,
    make_link,
    make_school,
    register,
)

A, B, C, D = 100001, 100002, 100003, 100004
MULTI, SINGLE = TrustKind.MULTI_ACADEMY, TrustKind.SINGLE_ACADEMY


def boards_of(*schools: School, first: int = 1) -> tuple[Board, ...]:
    plans = constitute_boards(schools).plans
    return tuple(make_board(number, plan) for number, plan in enumerate(plans, start=first))


def settle(
    stored: tuple[Board, ...], *schools: School, links: tuple[Link, ...] = (), unused: tuple[Board, ...] = ()
) -> Settlement:
    plans = constitute_boards(schools).plans
    spare = frozenset(board.id for board in unused)
    return settle_boards(stored, plans, schools=schools, links=links, unused=spare)


def stored_after(found: Settlement, *, first: int) -> tuple[Board, ...]:
    """What a store holds once it has recorded a settlement; boards that have ended are still there."""
    numbers = count(first)
    return (
        *found.unchanged,
        *found.updated,
        *(move.after for move in found.moved),
        *(make_board(next(numbers), plan) for plan in found.founded),
        *found.waiting,
        *(ending.board for ending in found.ended),
    )


def test_an_empty_store_gets_every_board_and_the_second_time_none() -> None:
    schools = read_register(data(REGISTER_135), name="x").schools
    links = read_links(data(LINKS), name=LINKS).links
    first = settle((), *schools, links=links)
    assert (len(first.founded), first.warnings) == (303, ())
    again = settle(
        stored_after(first, first=1), *read_register(data(REGISTER_140), name="x").schools, links=links
    )
    assert (len(again.unchanged), again.updated, again.moved, again.founded) == (303, (), (), ())
    assert (again.waiting, again.ended, again.gave_way) == ((), (), ())


def test_a_board_whose_name_or_schools_change_is_updated_under_its_id() -> None:
    stored = boards_of(make_school(A, federation_uid="9", federation_name="Hill"))
    both = [make_school(urn, federation_uid="9", federation_name="Hill and Dale") for urn in (A, B)]
    (board,) = settle(stored, *both).updated
    assert (board.id, board.name, board.schools) == (stored[0].id, "Hill and Dale", (A, B))


def test_a_school_that_becomes_an_academy_takes_its_board_along_as_a_committee() -> None:
    stored = boards_of(make_school(A))
    found = settle(stored, closed(A), make_academy(B, "7", MULTI), links=(make_link(A, B),))
    (move,) = found.moved
    assert (move.before, move.after.id, move.after.key) == (stored[0], stored[0].id, f"local:{B}")
    assert (move.after.kind, move.after.group_uid, move.after.schools) == (
        BoardKind.LOCAL_COMMITTEE,
        "7",
        (B,),
    )
    assert keys(found.founded) == ["trust:7"]
    assert (found.ended, found.waiting, found.warnings) == ((), (), ())


def test_a_school_that_becomes_a_single_academy_trust_takes_its_board_along_as_the_trusts() -> None:
    found = settle(
        boards_of(make_school(A)), closed(A), make_academy(B, "7", SINGLE), links=(make_link(A, B),)
    )
    assert [move.after.key for move in found.moved] == ["trust:7"]
    assert found.founded == ()


def test_a_board_waits_for_a_successor_that_the_register_does_not_hold_yet() -> None:
    stored = boards_of(make_school(A))
    found = settle(stored, closed(A), links=(make_link(A, B),))
    assert (found.waiting, found.moved, found.ended, found.founded) == (stored, (), (), ())
    assert f"gone on as {B}, not yet open in the register" in found.warnings[0]


def test_a_board_waits_for_a_successor_that_is_only_proposed() -> None:
    proposed = make_school(B, status=SchoolStatus.PROPOSED)
    assert settle(boards_of(make_school(A)), closed(A), proposed, links=(make_link(A, B),)).waiting


def test_a_board_that_waited_goes_on_when_its_successor_arrives() -> None:
    links = (make_link(A, B),)
    waiting = settle(boards_of(make_school(A)), closed(A), links=links).waiting
    assert [move.after.key for move in settle(waiting, closed(A), make_school(B), links=links).moved] == [
        f"school:{B}"
    ]


def test_a_board_of_a_school_that_is_in_no_register_given_stays() -> None:
    stored = boards_of(make_school(A))
    assert settle(stored).waiting == stored


def test_a_board_whose_school_has_closed_for_good_ends_with_a_warning() -> None:
    stored = boards_of(make_school(A))
    found = settle(stored, closed(A))
    assert [(ending.board, ending.went_to) for ending in found.ended] == [(stored[0], ())]
    assert "no link says that they went on" in found.warnings[0]


def test_after_a_merger_the_board_of_the_school_that_took_the_other_in_carries_on() -> None:
    stored = boards_of(make_school(A), make_school(B))
    found = settle(stored, closed(A), make_school(B), links=(make_link(A, B, LinkKind.MERGED),))
    assert [board.key for board in found.unchanged] == [f"school:{B}"]
    assert [(ending.board.key, ending.went_to) for ending in found.ended] == [
        (f"school:{A}", (f"school:{B}",))
    ]
    assert f"its schools are now with school:{B}" in found.warnings[0]


def test_a_merger_takes_no_board_along_even_to_a_school_without_one() -> None:
    found = settle(
        boards_of(make_school(A)), closed(A), make_school(B), links=(make_link(A, B, LinkKind.MERGED),)
    )
    assert (found.moved, keys(found.founded), len(found.ended)) == ((), [f"school:{B}"], 1)


def test_two_boards_whose_schools_become_one_both_end_and_a_new_one_begins() -> None:
    stored = boards_of(make_school(A), make_school(B))
    links = (make_link(A, C), make_link(B, C))
    found = settle(stored, closed(A), closed(B), make_school(C), links=links)
    assert (found.moved, keys(found.founded)) == ((), [f"school:{C}"])
    assert {ending.went_to for ending in found.ended} == {(f"school:{C}",)}


def test_a_board_whose_school_splits_ends_and_each_part_has_a_new_one() -> None:
    links = (make_link(A, B, LinkKind.SPLIT), make_link(A, C, LinkKind.SPLIT))
    found = settle(boards_of(make_school(A)), closed(A), make_school(B), make_school(C), links=links)
    assert (keys(found.founded), len(found.ended)) == ([f"school:{B}", f"school:{C}"], 1)


def test_schools_that_federate_end_their_boards_and_one_federation_begins() -> None:
    stored = boards_of(make_school(A), make_school(B))
    found = settle(stored, make_school(A, federation_uid="9"), make_school(B, federation_uid="9"))
    assert (keys(found.founded), len(found.ended)) == (["federation:9"], 2)


def test_when_a_federation_ends_the_former_boards_of_its_schools_carry_on() -> None:
    apart = (make_school(A), make_school(B))
    together = (make_school(A, federation_uid="9"), make_school(B, federation_uid="9"))
    stored = boards_of(*apart)
    federated = stored_after(settle(stored, *together), first=10)
    found = settle(federated, *apart)
    assert {board.id for board in found.unchanged} == {board.id for board in stored}
    assert [ending.board.key for ending in found.ended] == ["federation:9"]


def test_a_federation_whose_schools_go_different_ways_ends() -> None:
    stored = boards_of(make_school(A, federation_uid="9"), make_school(B, federation_uid="9"))
    links = (make_link(A, C), make_link(B, D))
    found = settle(stored, closed(A), closed(B), make_school(C), make_school(D), links=links)
    assert (found.moved, keys(found.founded)) == ((), [f"school:{C}", f"school:{D}"])
    assert found.ended[0].went_to == (f"school:{C}", f"school:{D}")


def test_a_federation_whose_schools_go_on_together_carries_on() -> None:
    stored = boards_of(make_school(A, federation_uid="9"), make_school(B, federation_uid="9"))
    after = (make_school(C, federation_uid="11"), make_school(D, federation_uid="11"))
    found = settle(stored, closed(A), closed(B), *after, links=(make_link(A, C), make_link(B, D)))
    assert [(move.after.id, move.after.key) for move in found.moved] == [(stored[0].id, "federation:11")]


def test_a_single_academy_that_joins_a_larger_trust_keeps_its_board_as_a_committee() -> None:
    stored = boards_of(make_academy(A, "7", SINGLE))
    found = settle(stored, make_academy(A, "8", MULTI))
    assert [(move.before.key, move.after.key) for move in found.moved] == [("trust:7", f"local:{A}")]
    assert keys(found.founded) == ["trust:8"]


def test_a_single_academy_trust_that_grows_stays_the_trust_and_gets_committees() -> None:
    stored = boards_of(make_academy(A, "7", SINGLE))
    found = settle(stored, make_academy(A, "7", MULTI), make_academy(B, "7", MULTI))
    assert [(board.id, board.key) for board in found.updated] == [(stored[0].id, "trust:7")]
    assert keys(found.founded) == [f"local:{A}", f"local:{B}"]


def test_the_board_of_a_trust_above_committees_never_becomes_one_of_them() -> None:
    stored = boards_of(make_academy(A, "7", MULTI))
    unused = tuple(board for board in stored if board.kind is BoardKind.LOCAL_COMMITTEE)
    found = settle(stored, make_academy(A, "8", MULTI), unused=unused)
    assert [ending.board.key for ending in found.ended] == ["trust:7"]
    assert (found.moved, found.gave_way) == ((), ())


def test_an_academy_whose_trust_is_named_at_last_keeps_its_board() -> None:
    stored = boards_of(make_academy(A, None))
    found = settle(stored, make_academy(A, "7", MULTI))
    assert [(move.before.key, move.after.key) for move in found.moved] == [(f"school:{A}", f"local:{A}")]


def test_links_read_later_still_bring_the_history_and_the_unused_board_gives_way() -> None:
    stored = boards_of(make_school(A))
    without_links = settle(stored, closed(A), make_school(B))
    assert (keys(without_links.founded), len(without_links.ended)) == ([f"school:{B}"], 1)
    held = stored_after(without_links, first=10)
    new = next(board for board in held if board.key == f"school:{B}")
    found = settle(held, closed(A), make_school(B), links=(make_link(A, B),), unused=(new,))
    assert [(move.after.id, move.after.key) for move in found.moved] == [(stored[0].id, f"school:{B}")]
    assert (found.gave_way, found.founded, found.ended) == ((new,), (), ())


def test_a_board_with_a_history_of_its_own_never_gives_way() -> None:
    stored = boards_of(make_school(A), make_school(B))
    found = settle(stored, closed(A), make_school(B), links=(make_link(A, B),))
    assert ([board.key for board in found.unchanged], len(found.ended)) == ([f"school:{B}"], 1)


def test_of_two_boards_that_could_carry_on_the_only_one_with_a_history_does() -> None:
    stored = boards_of(make_school(A), make_school(B))
    links = (make_link(A, C), make_link(B, C))
    found = settle(stored, closed(A), closed(B), make_school(C), links=links, unused=stored[:1])
    assert [move.before for move in found.moved] == [stored[1]]
    assert [ending.board for ending in found.ended] == [stored[0]]


def test_a_newer_register_on_top_of_an_older_one_neither_doubles_a_board_nor_loses_one() -> None:
    older = read_register(register({}, {"URN": "100002", "EstablishmentName": "Dale"}), name="old.csv")
    stored = boards_of(*older.schools)
    gone = {
        "EstablishmentStatus (code)": "2",
        "EstablishmentStatus (name)": "Closed",
        "CloseDate": "31-08-2026",
    }
    academy = {
        "URN": "100003",
        "TypeOfEstablishment (code)": "34",
        "TypeOfEstablishment (name)": "Academy converter",
        "TrustSchoolFlag (name)": "Supported by a multi-academy trust",
        "Trusts (code)": "7",
        "Trusts (name)": "Hill Trust",
    }
    newer = read_register(
        register(gone, {"URN": "100002", "EstablishmentName": "Dale"}, academy), name="new.csv"
    )
    changes = apply_register(older.schools, newer)
    schools = (*changes.imported, *changes.updated, *changes.unchanged)
    assert [school.urn for school in changes.closed] == [A]
    found = settle(stored, *schools, links=(make_link(A, C),))
    assert [(move.after.id, move.after.key) for move in found.moved] == [(stored[0].id, f"local:{C}")]
    assert ([board.key for board in found.unchanged], keys(found.founded)) == ([f"school:{B}"], ["trust:7"])
    assert settle(stored_after(found, first=10), *schools, links=(make_link(A, C),)).moved == ()


numbers = st.integers(min_value=A, max_value=A + 5)
webs = st.lists(st.builds(make_link, numbers, numbers, st.sampled_from(LinkKind)), max_size=8).map(
    lambda links: tuple(link for link in links if link.urn != link.successor)
)
groups = st.sampled_from([None, "7", "8"])
academies = st.builds(make_academy, numbers, groups, st.sampled_from([MULTI, SINGLE]))
maintained = st.builds(make_school, numbers, federation_uid=groups)
shut = st.builds(closed, numbers)
registers = st.lists(st.one_of(academies, maintained, shut), max_size=6, unique_by=lambda school: school.urn)


@given(registers, registers, webs, st.sets(st.integers(min_value=1, max_value=12)))
def test_every_board_and_every_plan_comes_to_exactly_one_end(
    before: list[School], after: list[School], links: tuple[Link, ...], spare: set[int]
) -> None:
    stored = boards_of(*before)
    unused = tuple(board for board in stored if board.id.int in spare)
    found = settle(stored, *after, links=links, unused=unused)
    ends: list[BoardId] = [
        *(board.id for board in (*found.unchanged, *found.updated, *found.waiting, *found.gave_way)),
        *(move.before.id for move in found.moved),
        *(ending.board.id for ending in found.ended),
    ]
    assert Counter(ends) == Counter(board.id for board in stored)
    alive = [*found.unchanged, *found.updated, *(move.after for move in found.moved)]
    planned = keys(constitute_boards(after).plans)
    assert sorted([board.key for board in alive] + keys(found.founded)) == planned
    assert {board.id for board in found.gave_way} <= {board.id for board in unused}


@given(registers, registers, webs)
def test_settling_a_second_time_changes_nothing(
    before: list[School], after: list[School], links: tuple[Link, ...]
) -> None:
    first = settle(boards_of(*before), *after, links=links)
    held = stored_after(first, first=100)
    again = settle(held, *after, links=links)
    assert (again.updated, again.moved, again.founded, again.gave_way) == ((), (), (), ())
    assert {e.board.id for e in again.ended} == {e.board.id for e in first.ended}
