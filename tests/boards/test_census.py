"""Census figures are read by URN; codes are not numbers, and rows that slipped are kept out."""

import gzip
from collections import Counter
from datetime import date

import pytest

from govscore.boards.census import CensusReading, read_census, with_figures
from govscore.boards.gias import read_register
from govscore.boards.model import CensusFigures, Urn
from govscore.errors import RegisterError
from tests.boards.make import CENSUS, REGISTER_135, data, make_csv, make_school

FSM = "% of pupils known to be eligible for free school meals"
EAL = "% of pupils whose first language is known or believed to be other than English"
ROW = {
    "time_period": "202223",
    "urn": "100001",
    "old_la_code": "999",
    "estab": "2000",
    "laestab": "9992000",
    "phase_type_grouping": "State-funded primary",
    "school_name": "Hillside",
    "headcount of pupils": "210",
    FSM: "12.5",
    EAL: "z",
}
SEN = {"URN": "100001", "time_period": "202324", "Total pupils": "200", "SEN support": "30", "EHC plan": "9"}


def read(*changes: dict[str, str], base: dict[str, str] = ROW) -> CensusReading:
    rows = [base | change for change in changes]
    return read_census(make_csv(rows, header=base, encoding="utf-8"), name="x.csv")


def test_the_census_of_the_county_is_read_whole() -> None:
    reading = read_census(data(CENSUS), name=CENSUS)
    assert (reading.rows, len(reading.figures), reading.refused, reading.warnings) == (332, 332, (), ())
    assert Counter(figures.taken for figures in reading.figures) == {date(2023, 1, 1): 332}


def test_the_full_release_of_268_columns_says_the_same() -> None:
    name = "spc_school_level_2022-23_gloucestershire916_268cols_first3.csv"
    full = read_census(data(name), name=name)
    assert (full.rows, full.refused) == (3, ())
    assert set(full.figures) <= set(read_census(data(CENSUS), name=CENSUS).figures)


def test_the_census_has_exactly_the_schools_of_the_register_that_are_not_closed() -> None:
    schools = read_register(data(REGISTER_135), name=REGISTER_135).schools
    counted = {figures.urn for figures in read_census(data(CENSUS), name=CENSUS).figures}
    assert counted == {school.urn for school in schools if school.is_open}


def test_a_code_for_no_figure_is_none() -> None:
    reading = read_census(data(CENSUS), name=CENSUS)
    assert sum(figures.fsm_percent is None for figures in reading.figures) == 31


def test_a_gzipped_release_is_the_same_release() -> None:
    assert read_census(gzip.compress(data(CENSUS)), name="x.csv.gz") == read_census(data(CENSUS), name=CENSUS)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({FSM: "529"}, f"{FSM} is 529, which is not between 0 and 100"),
        ({"phase_type_grouping": "01/01/2018"}, 'phase_type_grouping "01/01/2018" is not known'),
        ({"laestab": "9992001"}, "laestab 9992001 is not the authority 999 with the school 2000"),
        ({"urn": "State-funded primary"}, 'URN "State-funded primary" is not a number'),
        ({"headcount of pupils": "Mixed"}, 'headcount of pupils "Mixed" is not a whole number'),
        ({"time_period": "2023"}, 'time_period "2023" is not a school year'),
        ({"time_period": "202224"}, 'time_period "202224" is not a school year'),
    ],
)
def test_a_row_that_slipped_is_refused_with_its_line(change: dict[str, str], reason: str) -> None:
    reading = read({"urn": "100009"} | change, {})
    assert [figures.urn for figures in reading.figures] == [100001]
    assert (reading.refused[0].line, reading.refused[0].reason) == (2, reading.refused[0].reason)
    assert reading.refused[0].reason.startswith(reason)


def test_a_row_short_of_a_field_is_refused() -> None:
    content = make_csv([ROW], header=ROW, encoding="utf-8").replace(b',"z"', b"")
    (refusal,) = read_census(content, name="x.csv").refused
    assert "it has 9 fields where the header has 10" in refusal.reason


def test_a_school_told_twice_for_one_year_is_refused_the_second_time() -> None:
    (refusal,) = read({}, {}).refused
    assert (refusal.line, refusal.reason) == (3, "URN 100001 is on line 2 already, which was kept")


@pytest.mark.parametrize("years", [("202122", "202223"), ("202223", "202122")])
def test_of_several_years_the_latest_counts_and_the_others_are_set_aside(years: tuple[str, str]) -> None:
    changes = [{"time_period": year, "headcount of pupils": year} for year in years]
    reading = read(*changes)
    assert (reading.figures[0].pupils, reading.set_aside, reading.rows) == (202223, 1, 2)


def test_a_letter_lost_upstream_is_a_warning_where_the_figures_pass() -> None:
    reading = read({"school_name": "FIERT�"})
    assert (len(reading.figures), [warning.line for warning in reading.warnings]) == (1, [2])


def test_the_share_of_pupils_with_sen_is_worked_out_from_the_sen_release() -> None:
    reading = read({}, base=SEN)
    expected = CensusFigures(urn=Urn(100001), taken=date(2024, 1, 1), sen_percent=19.5)
    assert reading.figures == (expected,)


@pytest.mark.parametrize("change", [{"SEN support": "c"}, {"EHC plan": "z"}, {"Total pupils": "0"}])
def test_the_share_with_sen_is_unknown_where_a_count_is(change: dict[str, str]) -> None:
    assert read(change, base=SEN).figures[0].sen_percent is None


def test_more_pupils_with_sen_than_pupils_is_a_row_that_slipped() -> None:
    assert "come to 209, of 200 pupils" in read({"SEN support": "200"}, base=SEN).refused[0].reason


def test_a_release_without_a_year_is_read_without_a_date() -> None:
    base = {key: value for key, value in ROW.items() if key != "time_period"}
    assert read({}, base=base).figures[0].taken is None


def test_a_file_without_figures_is_not_taken_for_a_census() -> None:
    with pytest.raises(RegisterError, match='has no column "headcount of pupils" or'):
        read_census(data(REGISTER_135), name="schools.csv")


def figures(taken: date | None, **values: float | None) -> CensusFigures:
    return CensusFigures(urn=Urn(100001), taken=taken, **values)  # type: ignore[arg-type]


def test_newer_figures_take_the_place_of_older_ones() -> None:
    school = make_school(pupils=200, fsm_percent=10.0, figures_from=date(2022, 1, 20))
    (after,) = with_figures(
        (school,), (figures(date(2023, 1, 1), pupils=210, fsm_percent=12.0, eal_percent=3.0),)
    )
    assert (after.pupils, after.fsm_percent, after.eal_percent) == (210, 12.0, 3.0)
    assert after.figures_from == date(2023, 1, 1)


@pytest.mark.parametrize("taken", [date(2023, 1, 1), None])
def test_older_figures_only_fill_what_is_missing(taken: date | None) -> None:
    school = make_school(pupils=200, fsm_percent=None, figures_from=date(2024, 1, 18))
    (after,) = with_figures((school,), (figures(taken, pupils=210, fsm_percent=12.0),))
    assert (after.pupils, after.fsm_percent, after.figures_from) == (200, 12.0, date(2024, 1, 18))


def test_a_figure_that_is_not_told_wipes_none() -> None:
    school = make_school(pupils=200, fsm_percent=10.0, eal_percent=4.0, sen_percent=15.0)
    assert with_figures((school,), (figures(date(2023, 1, 1)),)) == (school,)


def test_schools_that_a_release_does_not_name_stay_as_they_are() -> None:
    school = make_school(100002)
    assert with_figures((school,), (figures(date(2023, 1, 1), pupils=1),)) == (school,)


def test_putting_the_same_figures_on_twice_changes_nothing() -> None:
    schools = read_register(data(REGISTER_135), name=REGISTER_135).schools
    told = read_census(data(CENSUS), name=CENSUS).figures
    once = with_figures(schools, told)
    assert with_figures(once, told) == once
    assert sum(school.eal_percent is not None for school in once) == 301
