"""The walk from a closed school finds its last successors, and comes to an end."""

from hypothesis import given
from hypothesis import strategies as st

from govscore.boards.links import read_links
from govscore.boards.model import Link, LinkKind, School, SchoolStatus, Urn
from govscore.boards.succession import Succession, follow, successors
from tests.boards.make import LINKS, closed, data, make_link, make_school

A, B, C, D = (Urn(100001 + place) for place in range(4))


def walk(*links: Link, known: tuple[School, ...]) -> Succession:
    return follow(A, successors(links), {school.urn: school for school in known})


def test_a_school_goes_on_as_its_successor() -> None:
    found = walk(make_link(A, B), known=(closed(A), make_school(B)))
    assert (found.held, found.carried, found.not_held) == ((B,), (B,), ())


def test_a_chain_is_followed_to_its_end() -> None:
    found = walk(make_link(A, B), make_link(B, C), known=(closed(A), closed(B), make_school(C)))
    assert found.held == (C,)


def test_a_chain_is_followed_through_a_school_that_is_not_in_the_register() -> None:
    assert walk(make_link(A, B), make_link(B, C), known=(closed(A), make_school(C))).held == (C,)


def test_an_open_school_is_the_end_whatever_is_planned_for_it() -> None:
    found = walk(make_link(A, B), make_link(B, C), known=(closed(A), make_school(B), make_school(C)))
    assert found.held == (B,)


def test_a_successor_that_is_not_held_is_named() -> None:
    found = walk(make_link(A, B), known=(closed(A),))
    assert (found.held, found.not_held) == ((), (B,))


def test_the_last_school_held_is_told_beside_the_end_that_is_not() -> None:
    found = walk(make_link(A, B), make_link(B, C), known=(closed(A), closed(B)))
    assert (found.held, found.not_held) == ((B,), (C,))


def test_a_split_has_every_part() -> None:
    found = walk(
        make_link(A, B), make_link(A, C), make_link(A, D), known=(closed(A), make_school(B), make_school(C))
    )
    assert (found.held, found.not_held) == ((B, C), (D,))


def test_ways_that_meet_again_have_one_end() -> None:
    links = (make_link(A, B), make_link(A, C), make_link(B, D), make_link(C, D))
    assert walk(*links, known=(closed(A), closed(B), closed(C), make_school(D))).held == (D,)


def test_two_schools_that_succeed_each_other_do_not_go_on_for_ever() -> None:
    links = (make_link(A, B), make_link(B, A))
    assert walk(*links, known=(closed(A), make_school(B))).held == (B,)
    assert walk(*links, known=(closed(A), closed(B))).held == (B,)


def test_a_circle_outside_the_register_is_an_end_outside_it() -> None:
    found = walk(make_link(A, B), make_link(B, C), make_link(C, B), known=(closed(A),))
    assert (found.held, found.not_held) == ((), (B, C))


def test_a_merger_is_followed_but_takes_no_board_along() -> None:
    for kind in (LinkKind.MERGED, LinkKind.AMALGAMATED, LinkKind.SPLIT):
        found = walk(make_link(A, B, kind), known=(closed(A), make_school(B)))
        assert (found.held, found.carried) == ((B,), ())


def test_a_merger_anywhere_on_the_way_takes_no_board_along() -> None:
    links = (make_link(A, B), make_link(B, C, LinkKind.MERGED))
    found = walk(*links, known=(closed(A), closed(B), make_school(C)))
    assert (found.held, found.carried) == ((C,), ())


def test_a_school_without_links_goes_nowhere() -> None:
    found = walk(make_link(B, C), known=(closed(A), make_school(C)))
    assert (found.held, found.carried, found.not_held) == ((), (), ())


def test_an_infant_school_of_the_county_is_followed_over_two_steps() -> None:
    links = successors(read_links(data(LINKS), name=LINKS).links)
    known = {urn: closed(urn) for urn in (115485, 115486)} | {150931: make_school(150931)}
    assert follow(Urn(115485), links, {Urn(urn): school for urn, school in known.items()}).held == (150931,)


numbers = st.integers(min_value=100001, max_value=100008)
webs = st.lists(st.builds(make_link, numbers, numbers, st.sampled_from(LinkKind)), max_size=20)
registers = st.dictionaries(numbers, st.sampled_from(SchoolStatus), max_size=8)


@given(webs, registers)
def test_every_walk_ends_at_schools_it_can_reach_and_the_order_of_links_does_not_matter(
    links: list[Link], statuses: dict[int, SchoolStatus]
) -> None:
    known = {Urn(urn): make_school(urn, status=status) for urn, status in statuses.items()}
    found = follow(A, successors(links), known)
    assert found == follow(A, successors(links[::-1]), known)
    assert set(found.carried) <= set(found.held) <= set(known) - {A}
    assert not set(found.not_held) & set(known)
    goes_on = any(link.urn == A != link.successor for link in links)
    assert bool(found.held or found.not_held) <= goes_on
