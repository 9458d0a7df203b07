"""Lists of respondents: what is taken, and what each line that is not must be told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.errors import ResponseError
from govscore.questionnaire.model import Role
from govscore.responses.roster import Candidate, Roster, read_roster


def read(text: str | bytes) -> Roster:
    return read_roster(text, name="people.csv")


def people(text: str) -> list[tuple[str, str, Role]]:
    roster = read(text)
    assert roster.errors == ()
    return [(row.name, row.email, row.role) for row in roster.rows]


def error(text: str) -> tuple[int, str]:
    (only,) = read(text).errors
    return only.line, only.message


DANA = ("Dana Field", "dana@example.org", Role.CHAIR)
BO = ("Bo Marsh", "bo@example.org", Role.GOVERNOR)


@pytest.mark.parametrize("mark", [",", ";", "\t", " , "])
def test_lines_may_be_parted_by_commas_semicolons_or_tabs(mark: str) -> None:
    lines = [
        mark.join(("Dana Field", "dana@example.org", "Chair")),
        mark.join(("Bo Marsh", "bo@example.org")),
    ]
    assert people("\n".join(lines)) == [DANA, BO]


def test_a_surname_first_does_not_part_a_line_that_has_semicolons() -> None:
    assert people("Field, Dana; dana@example.org; chair\nMarsh, Bo; bo@example.org") == [
        ("Field, Dana", *DANA[1:]),
        ("Marsh, Bo", *BO[1:]),
    ]


def test_addresses_as_mail_programs_copy_them_are_read() -> None:
    pasted = 'Dana Field <Dana@example.org>, chair\n\n"Bo Marsh" <bo@example.org>;\ncy@example.org, Cy\n'
    assert people(pasted) == [DANA, BO, ("Cy", "cy@example.org", Role.GOVERNOR)]


def test_several_addresses_on_one_line_are_several_people() -> None:
    assert people("Dana Field <dana@example.org>, chair; Bo Marsh <bo@example.org>") == [DANA, BO]
    assert people("A <a@example.org>, B <b@example.org>") == [
        ("A", "a@example.org", Role.GOVERNOR),
        ("B", "b@example.org", Role.GOVERNOR),
    ]


@pytest.mark.parametrize(
    "heading", ["Role;E-mail address;Full name", "POSITION;email;Name", "Governor type;E Mail;Governor name"]
)
def test_a_heading_may_name_the_columns_in_any_order(heading: str) -> None:
    assert people(f"{heading}\nChair;dana@example.org;Dana Field\n;bo@example.org;Bo Marsh") == [DANA, BO]


def test_forename_and_surname_are_put_together_and_other_columns_left_alone() -> None:
    text = "Surname,Forename,Notes,Email\nField,Dana,=1+1,dana@example.org\n"
    assert people(text) == [("Dana Field", "dana@example.org", Role.GOVERNOR)]


def test_without_a_heading_the_address_may_come_first() -> None:
    assert people("dana@example.org,Dana Field,chair\nbo@example.org") == [
        DANA,
        ("bo@example.org", "bo@example.org", Role.GOVERNOR),
    ]


def test_a_role_may_stand_between_name_and_address() -> None:
    assert people("Dana Field,Chair,dana@example.org") == [DANA]


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("", Role.GOVERNOR),
        ("-", Role.GOVERNOR),
        ("Vice-Chair", Role.GOVERNOR),
        ("Parent governor", Role.GOVERNOR),
        ("LA Governor", Role.GOVERNOR),
        ("Chair of Governors", Role.CHAIR),
        ("co-opted trustee", Role.TRUSTEE),
        ("Trustee", Role.TRUSTEE),
        ("Head Teacher", Role.HEAD),
        ("headteacher", Role.HEAD),
        ("Principal", Role.HEAD),
        ("Clerk to the Governors", Role.CLERK),
        ("Governance Professional", Role.CLERK),
    ],
)
def test_the_words_of_the_field_are_understood(word: str, role: Role) -> None:
    assert people(f"Name,Email,Role\nDana,dana@example.org,{word}") == [("Dana", "dana@example.org", role)]


def test_lines_are_numbered_as_their_writer_sees_them() -> None:
    text = 'Name,Email\n\n"Dana\nField",dana@example.org\nBo Marsh,bo@example.org\n'
    assert [(row.line, row.name) for row in read(text).rows] == [(3, "Dana Field"), (5, "Bo Marsh")]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Bo Marsh,", "Bo Marsh has no email address; add one"),
        (",,clerk", "This person has no email address; add one"),
        ("Bo,bo@example", "“bo@example” is not an email address; write it like name@example.org"),
        ("Bo,bo example@example.org", "“bo example@example.org” is not an email address"),
        ("Bo,b..o@example.org", "is not an email address"),
        ("Bo,DANA@EXAMPLE.ORG", "dana@example.org is already on line 2"),
        (
            "Bo,bo@example.org,wizard",
            "“wizard” is not a role; use one of: chair, vice-chair, governor, trustee",
        ),
        ("=HYPERLINK(),bo@example.org", "“=HYPERLINK()” is a formula, or looks like one"),
        ("@SUM(1),bo@example.org", "is a formula"),
        ("Bo,bo@example.org,+1", "is a formula"),
        (f"{'B' * 101},bo@example.org", "The name is 101 characters long; shorten it to 100"),
        ("Bo \ud83d,bo@example.org", "has a character that cannot be kept"),
    ],
)
def test_a_line_that_cannot_be_taken_says_why_and_the_others_are_taken(line: str, told: str) -> None:
    text = f"Name,Email,Role\nDana Field,dana@example.org,chair\n{line}\nCy,cy@example.org,"
    number, message = error(text)
    assert number == 3
    assert told in message
    assert [row.line for row in read(text).rows] == [2, 4]


def test_a_board_has_one_head_and_the_second_is_told_where_the_first_is() -> None:
    assert error("A,a@example.org,head\nB,b@example.org,principal") == (
        2,
        "There is a head on line 1 already; a board has one head",
    )


def test_a_line_that_was_refused_takes_neither_address_nor_headship() -> None:
    roster = read("A,a@example.org,wizard\nA,a@example.org,head\n")
    assert roster.rows == (Candidate(line=2, name="A", email="a@example.org", role=Role.HEAD),)


def test_what_cannot_be_seen_is_taken_out() -> None:
    text = "Name,Email\n\u200bDana\u00a0 Field\u200e,mailto:dana@example.org\u200b\nBo,Bo <bo@example.org>\n"
    assert [(row.name, row.email) for row in read(text).rows] == [
        ("Dana Field", "dana@example.org"),
        ("Bo", "bo@example.org"),
    ]


def test_a_heading_without_an_address_column_is_refused() -> None:
    with pytest.raises(ResponseError, match=r"none of the headings \(Name, Role\) is for the email address"):
        read("Name,Role\nDana,chair")


def test_two_columns_of_one_kind_are_refused() -> None:
    with pytest.raises(ResponseError, match="two columns are headed email"):
        read("Name,Email,Work email\nDana,a@example.org,b@example.org")


def test_a_heading_alone_is_refused() -> None:
    with pytest.raises(ResponseError, match="has a heading and nobody under it"):
        read("Name,Email\n")


def told(content: str | bytes) -> str:
    """The refusal, or nothing where the list was read."""
    try:
        read(content)
    except ResponseError as refusal:
        return str(refusal)
    return ""


@given(st.one_of(st.text(), st.binary()))
def test_whatever_is_sent_is_read_or_refused_in_a_sentence_that_names_it(content: str | bytes) -> None:
    sentence = told(content)
    assert not sentence or sentence.startswith("people.csv")
