"""The register is read in every generation and form; a row that cannot be trusted is refused whole."""

import csv
import io
import random
from collections import Counter
from dataclasses import fields
from datetime import date

import pytest

from govscore.boards.gias import RegisterReading, read_register
from govscore.boards.model import LinkKind, Phase, School, SchoolKind, SchoolStatus, TrustKind
from govscore.errors import RegisterError
from tests.boards.make import DATA, REGISTER_135, REGISTER_140, ROW, SEARCH, data, make_csv, register

HEADERS = sorted(path.name for path in (DATA / "headers").iterdir())


@pytest.fixture(scope="module")
def gloucestershire() -> RegisterReading:
    return read_register(data(REGISTER_135), name=REGISTER_135)


def by_urn(reading: RegisterReading, urn: int) -> School:
    return next(school for school in reading.schools if school.urn == urn)


def read(*changes: dict[str, str], encoding: str = "cp1252") -> RegisterReading:
    return read_register(register(*changes, encoding=encoding), name="x.csv")


def test_the_county_is_read_whole(gloucestershire: RegisterReading) -> None:
    assert (gloucestershire.rows, len(gloucestershire.schools)) == (337, 337)
    assert (gloucestershire.refused, gloucestershire.warnings) == ((), ())


def test_the_county_has_its_statuses(gloucestershire: RegisterReading) -> None:
    statuses = Counter(school.status for school in gloucestershire.schools)
    assert statuses == {SchoolStatus.OPEN: 331, SchoolStatus.CLOSING: 1, SchoolStatus.CLOSED: 5}


def test_the_county_has_its_kinds_by_type(gloucestershire: RegisterReading) -> None:
    kinds = Counter(school.kind for school in gloucestershire.schools if school.is_open)
    assert kinds == {SchoolKind.MAINTAINED: 188, SchoolKind.ACADEMY: 112, SchoolKind.INDEPENDENT: 32}


def test_the_state_funded_schools_of_the_county_have_their_phases(gloucestershire: RegisterReading) -> None:
    phases = Counter(s.phase for s in gloucestershire.schools if s.is_open and s.is_state_funded)
    expected = {Phase.PRIMARY: 244, Phase.SECONDARY: 41, Phase.SPECIAL: 11, Phase.ALTERNATIVE_PROVISION: 4}
    assert phases == expected


def test_the_county_has_its_trusts_and_federations(gloucestershire: RegisterReading) -> None:
    trusts = [school.trust_uid for school in gloucestershire.schools if school.trust_uid]
    federations = [school.federation_uid for school in gloucestershire.schools if school.federation_uid]
    assert (len(trusts), len(set(trusts))) == (109, 57)
    assert (len(federations), len(set(federations))) == (24, 11)


def test_a_typographic_apostrophe_of_windows_1252_comes_through(gloucestershire: RegisterReading) -> None:
    names = [s.federation_name for s in gloucestershire.schools if not (s.federation_name or "").isascii()]
    assert names == ["Churchdown Parton Manor Schools’ Federation"] * 2


def test_figures_that_are_not_there_are_none_and_zero_stays_zero(gloucestershire: RegisterReading) -> None:
    assert sum(school.fsm_percent is None for school in gloucestershire.schools) == 31
    assert min(school.pupils for school in gloucestershire.schools if school.pupils is not None) == 0


def test_rural_is_told_by_class_and_an_unknown_place_is_neither(gloucestershire: RegisterReading) -> None:
    places = Counter(school.is_rural for school in gloucestershire.schools if school.is_open)
    assert places == {True: 133, False: 198, None: 1}


def test_dates_are_read_and_1900_is_no_date(gloucestershire: RegisterReading) -> None:
    assert by_urn(gloucestershire, 115609).closed == date(2022, 9, 30)
    assert sum(school.opened is None for school in gloucestershire.schools) == 173 + 3


def test_the_generation_of_2023_says_the_same_as_that_of_2025(gloucestershire: RegisterReading) -> None:
    assert read_register(data(REGISTER_140), name=REGISTER_140) == gloucestershire


def test_the_order_of_the_columns_does_not_matter(gloucestershire: RegisterReading) -> None:
    rows = list(csv.reader(io.StringIO(data(REGISTER_135).decode("cp1252"), newline="")))
    order = list(range(len(rows[0])))
    random.Random(1).shuffle(order)
    shuffled = [{rows[0][place]: row[place] for place in order} for row in rows[1:]]
    content = make_csv(shuffled, header=[rows[0][place] for place in order])
    assert read_register(content, name="x.csv").schools == gloucestershire.schools


@pytest.mark.parametrize("name", HEADERS)
def test_every_generation_is_read_by_its_header(name: str) -> None:
    header = next(csv.reader(io.StringIO((DATA / "headers" / name).read_text())))
    (school,) = read_register(make_csv([ROW], header=header), name=name).schools
    assert (school.name, school.kind, school.phase) == (
        "Hillside Primary School",
        SchoolKind.MAINTAINED,
        Phase.PRIMARY,
    )
    assert (school.pupils, school.fsm_percent, school.is_rural) == (210, 12.5, False)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("edubasealldata_sample_2018-12_133cols_redacted.csv", 4),
        ("edubasealldata_example_2024_139cols_dfe_anonymised.csv", 2),
    ],
)
def test_the_samples_of_other_years_are_read(name: str, rows: int) -> None:
    reading = read_register(data(name), name=name)
    assert (reading.rows, len(reading.schools), reading.refused) == (rows, rows, ())


def test_the_sample_of_2018_has_an_all_through_school_in_a_federation() -> None:
    name = "edubasealldata_sample_2018-12_133cols_redacted.csv"
    school = by_urn(read_register(data(name), name=name), 100171)
    assert (school.phase, school.federation_uid) == (Phase.ALL_THROUGH, "16268")


def test_the_sample_of_2024_has_a_special_academy_in_a_multi_academy_trust() -> None:
    name = "edubasealldata_example_2024_139cols_dfe_anonymised.csv"
    school = by_urn(read_register(data(name), name=name), 138130)
    assert (school.phase, school.trust_uid, school.trust_kind) == (
        Phase.SPECIAL,
        "5711",
        TrustKind.MULTI_ACADEMY,
    )
    assert (school.fsm_percent, school.figures_from) == (51.8, date(2024, 1, 18))


def test_the_uneven_search_download_is_read_whole() -> None:
    reading = read_register(data(SEARCH), name=SEARCH)
    assert (reading.rows, len(reading.schools), reading.refused) == (200, 200, ())
    assert Counter(s.status for s in reading.schools) == {SchoolStatus.OPEN: 155, SchoolStatus.CLOSED: 45}
    assert Counter(s.la_code for s in reading.schools) == {"850": 180, "936": 20}
    assert {s.type_code for s in reading.schools} == {"01", "05"}


def test_the_search_download_has_the_rows_that_spill_over() -> None:
    lines = csv.reader(io.StringIO(data(SEARCH).decode("ascii"), newline=""))
    assert Counter(map(len, list(lines)[1:])) == {111: 179, 112: 10, 113: 10, 114: 1}


def test_the_links_that_spill_over_in_a_search_download_are_read() -> None:
    reading = read_register(data(SEARCH), name=SEARCH)
    pairs = {(link.urn, link.successor) for link in reading.links}
    assert {(115961, 116018), (116018, 148215), (125131, 142380)} <= pairs
    assert {link.kind for link in reading.links} == {LinkKind.SUCCESSOR}


def test_a_file_says_which_fields_it_has_no_column_for(gloucestershire: RegisterReading) -> None:
    assert gloucestershire.not_carried == {"eal_percent", "sen_percent"}
    assert {"trust_uid", "federation_uid", "district_code"} <= read_register(
        data(SEARCH), name=SEARCH
    ).not_carried


def test_the_name_of_a_head_teacher_has_no_field_to_go_to() -> None:
    content = make_csv([ROW | {"HeadLastName": "Featherstone"}], header=[*ROW, "HeadLastName"])
    assert "Featherstone" not in repr(read_register(content, name="x.csv"))
    assert not [field.name for field in fields(School) if "head" in field.name]


def test_codes_that_a_spreadsheet_stripped_are_the_same_codes() -> None:
    stripped = {"TypeOfEstablishment (code)": "1", "Trusts (code)": "2907.0", "LA (code)": "916.0"}
    (school,) = read(stripped | {"PhaseOfEducation (code)": "2.0"}).schools
    assert (school.type_code, school.trust_uid, school.la_code) == ("01", "2907", "916")


def test_a_name_the_register_gives_for_a_former_authority_changes_no_code() -> None:
    (school,) = read({"LA (name)": "Pre-LGR 2023 Cumbria", "LA (code)": "909"}).schools
    assert school.la_code == "909"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"URN": "1e+05"}, 'URN "1e+05" is not a number of five to seven digits'),
        ({"URN": ""}, "it has no URN"),
        ({"EstablishmentName": ""}, "it has no EstablishmentName"),
        ({"LA (code)": "Gloucestershire"}, 'LA (code) "Gloucestershire" is not a number of three digits'),
        ({"LA (code)": ""}, 'LA (code) "" is not a number of three digits'),
        (
            {"PhaseOfEducation (code)": "", "PhaseOfEducation (name)": "Tertiary"},
            'PhaseOfEducation "tertiary" is not',
        ),
        ({"EstablishmentStatus (code)": "2"}, 'EstablishmentStatus has the code 2 beside the name "Open"'),
        ({"PercentageFSM": "529"}, "PercentageFSM is 529, which is not between 0 and 100"),
        ({"NumberOfPupils": "many"}, 'NumberOfPupils "many" is not a whole number'),
        ({"CensusDate": "31-02-2023"}, 'CensusDate "31-02-2023" is not a date of the calendar'),
        ({"TypeOfEstablishment (name)": "Academy converter"}, "TypeOfEstablishment has the code 01 beside"),
    ],
)
def test_a_row_that_cannot_be_trusted_is_refused_whole_with_its_line_and_reason(
    change: dict[str, str], reason: str
) -> None:
    reading = read({}, {"URN": "100002"} | change, {"URN": "100003"})
    assert [school.urn for school in reading.schools] == [100001, 100003]
    (refusal,) = reading.refused
    assert refusal.line == 3
    assert refusal.reason.startswith(reason)
    assert reading.rows == 3


def test_a_second_row_for_a_school_is_refused_and_the_first_kept() -> None:
    reading = read({}, {"EstablishmentName": "Another Name"})
    assert [school.name for school in reading.schools] == ["Hillside Primary School"]
    assert reading.refused[0].reason == "URN 100001 is on line 2 already, which was kept"


def test_a_refused_row_does_not_stand_in_the_way_of_a_sound_one_for_the_same_school() -> None:
    reading = read({"PercentageFSM": "529"}, {})
    assert [refusal.line for refusal in reading.refused] == [2]
    assert [school.fsm_percent for school in reading.schools] == [12.5]


def test_a_comma_that_was_not_quoted_shifts_the_columns_and_the_row_is_refused() -> None:
    lines = register({}, {"URN": "100002"}).decode().splitlines()
    content = "\r\n".join([*lines[:2], lines[2].replace('"Anyshire"', "Any,shire")]).encode()
    (refusal,) = read_register(content, name="x.csv").refused
    assert (refusal.line, refusal.urn) == (3, "100002")
    assert "22 fields where the header has 21" in refusal.reason


def test_a_search_download_row_that_slipped_to_the_right_is_refused_though_it_may_be_longer() -> None:
    lines = data(SEARCH).decode("ascii").splitlines()
    slipped = lines[1].replace('"Alton Infant School"', "Alton, Infant School")
    reading = read_register("\r\n".join([lines[0], slipped, lines[2]]).encode(), name=SEARCH)
    assert [school.urn for school in reading.schools] == [115851]
    assert reading.refused[0].line == 2


@pytest.mark.parametrize("spilled", ['"30"', '"115961 Predecessor","Hampshire"'])
def test_what_spills_over_and_is_no_linked_school_means_that_the_row_has_slipped(spilled: str) -> None:
    lines = data(SEARCH).decode("ascii").splitlines()
    slipped = lines[1].replace('"Does not have links"', spilled)
    (refusal,) = read_register("\r\n".join([lines[0], slipped]).encode(), name=SEARCH).refused
    assert refusal.reason.startswith("Linked establishments")
    assert refusal.reason.endswith("is not a linked school, so its columns are shifted")


def test_the_line_is_that_of_the_file_even_after_a_name_over_two_lines() -> None:
    reading = read({"EstablishmentName": "Hillside\nPrimary School"}, {"URN": "none"})
    assert reading.schools[0].name == "Hillside Primary School"
    assert reading.refused[0].line == 4


def test_a_damaged_name_is_taken_with_a_warning_and_marked_so_that_a_good_one_can_be_kept() -> None:
    damaged = {"Federations (name)": "Manor Schools� Federation", "Federations (code)": "17031"}
    reading = read(damaged, encoding="utf-8")
    assert reading.schools[0].damaged == ("federation_name",)
    assert reading.refused == ()
    (warning,) = reading.warnings
    assert warning.line == 2
    assert warning.message.startswith('Federations (name) "Manor Schools� Federation": a letter was lost')


def test_control_characters_in_a_name_are_a_warning_too() -> None:
    reading = read({"EstablishmentName": "St Mary\x92s"}, encoding="utf-8")
    assert (reading.schools[0].damaged, len(reading.warnings)) == (("name",), 1)


def test_a_type_nobody_knows_and_a_place_class_nobody_knows_are_warnings() -> None:
    strange = {"TypeOfEstablishment (code)": "88", "TypeOfEstablishment (name)": "New sort"}
    reading = read(strange | {"UrbanRural (code)": "Q9", "UrbanRural (name)": "Suburbia"})
    assert [warning.line for warning in reading.warnings] == [2, 2]
    assert (reading.schools[0].kind, reading.schools[0].is_rural) == (SchoolKind.OTHER, None)


@pytest.mark.parametrize("column", ["URN", "EstablishmentName", "LA (code)"])
def test_a_file_without_a_column_that_every_register_has_is_refused(column: str) -> None:
    content = make_csv([ROW], header=[name for name in ROW if name != column])
    with pytest.raises(
        RegisterError, match=r'has no column ".*" in its first line; give the establishments file'
    ):
        read_register(content, name="x.csv")


def test_another_file_of_the_register_is_not_taken_for_schools() -> None:
    with pytest.raises(RegisterError, match="has no column"):
        read_register(data("links_edubasealldata20250422_touching_gloucestershire916.csv"), name="links.csv")


def test_a_header_without_rows_is_a_register_of_no_schools() -> None:
    assert read().rows == 0
