"""Links are read from both sides as one, and only those that say one school went on as another."""

from datetime import date

import pytest

from govscore.boards.gias import read_register
from govscore.boards.links import LinkReading, link_between, read_links
from govscore.boards.model import Link, LinkKind, Urn
from govscore.errors import RegisterError
from tests.boards.make import LINKS, REGISTER_135, data

OLD, NEW = Urn(100001), Urn(100002)


def read(*rows: str) -> LinkReading:
    header = "URN,LinkURN,LinkName,LinkType,LinkEstablishedDate"
    return read_links("\r\n".join([header, *rows]).encode(), name="links.csv")


def test_the_links_of_the_county_are_read_whole() -> None:
    reading = read_links(data(LINKS), name=LINKS)
    assert (reading.rows, reading.set_aside, reading.refused) == (318, 0, ())
    kinds = [link.kind for link in reading.links]
    assert (kinds.count(LinkKind.SUCCESSOR), kinds.count(LinkKind.MERGED)) == (157, 2)


def test_a_tenth_of_the_county_has_a_successor_and_six_of_them_are_in_its_register() -> None:
    schools = {school.urn for school in read_register(data(REGISTER_135), name=REGISTER_135).schools}
    onward = [link for link in read_links(data(LINKS), name=LINKS).links if link.urn in schools]
    assert len({link.urn for link in onward}) == 33
    assert len({link.urn for link in onward if link.successor in schools}) == 6


def test_a_successor_and_its_predecessor_are_one_link_from_old_to_new() -> None:
    reading = read("100001,100002,New,Successor,31-08-2013", "100002,100001,Old,Predecessor,01-09-2013")
    assert reading.links == (Link(urn=OLD, successor=NEW, since=date(2013, 9, 1), kind=LinkKind.SUCCESSOR),)


@pytest.mark.parametrize(
    "rows", [("Successor", "Predecessor - merged"), ("Successor - merged", "Predecessor")]
)
def test_a_merger_told_by_one_side_is_a_merger(rows: tuple[str, str]) -> None:
    reading = read(f"100001,100002,New,{rows[0]},", f"100002,100001,Old,{rows[1]},")
    assert [link.kind for link in reading.links] == [LinkKind.MERGED]


@pytest.mark.parametrize(
    ("spelling", "kind"),
    [
        ("Successor", LinkKind.SUCCESSOR),
        ("Successor - merged", LinkKind.MERGED),
        ("Successor - amalgamated", LinkKind.AMALGAMATED),
        ("Successor - Split School", LinkKind.SPLIT),
    ],
)
def test_each_spelling_of_a_successor_has_its_kind(spelling: str, kind: LinkKind) -> None:
    assert link_between(OLD, NEW, spelling, since=None) == Link(urn=OLD, successor=NEW, since=None, kind=kind)


@pytest.mark.parametrize(
    "spelling",
    [
        "Result of Amalgamation",
        "Merged - expansion in school capacity and changer in age range",
        "Merged - change in age range",
        "Sixth Form Centre Link",
        "Expansion",
        "Closure",
        "Other",
    ],
)
def test_a_link_of_another_kind_is_set_aside_and_counted(spelling: str) -> None:
    reading = read(f"100001,100002,New,{spelling},")
    assert (reading.rows, reading.links, reading.set_aside, reading.refused) == (1, (), 1, ())


def test_an_empty_date_is_no_date() -> None:
    assert read("100001,100002,New,Successor,").links[0].since is None


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("100001,,New,Successor,", "it has no LinkURN"),
        ("1e+05,100002,New,Successor,", 'URN "1e+05" is not a number'),
        ("100001,100002,New,,", "it has no LinkType"),
        ("100001,100001,Itself,Successor,", "it links 100001 to itself"),
        ("100001,100002,New,Successor,yesterday", 'LinkEstablishedDate "yesterday" is not a date'),
        ("100001,100002,Hill, side,Successor,", "it has 6 fields where the header has 5"),
    ],
)
def test_a_link_that_cannot_be_trusted_is_refused_with_its_line(row: str, reason: str) -> None:
    reading = read("100003,100004,New,Successor,", row)
    assert len(reading.links) == 1
    assert (reading.refused[0].line, reading.refused[0].reason[: len(reason)]) == (3, reason)


def test_a_register_is_not_taken_for_links() -> None:
    with pytest.raises(RegisterError, match='has no column "LinkURN" in its first line; give the links file'):
        read_links(data(REGISTER_135), name="schools.csv")
