"""A cell's text becomes one value; what says nothing becomes None, and what cannot be is refused."""

from datetime import date

import pytest

from govscore.boards.fields import (
    CellError,
    find_damage,
    read_code,
    read_day,
    read_percent,
    read_text,
    read_urn,
    read_whole,
)


@pytest.mark.parametrize(
    "cell", ["", "-", "Not applicable", "Not recorded", "Does not apply", "None", "X999999"]
)
def test_the_ways_of_saying_nothing_are_none(cell: str) -> None:
    assert read_text(cell) is None


def test_text_is_trimmed_of_every_kind_of_space() -> None:
    assert read_text(" Hill\xa0 side\n") == "Hill side"


@pytest.mark.parametrize(
    ("cell", "code"), [("1", "01"), ("01", "01"), ("1.0", "01"), ("34", "34"), ("", None)]
)
def test_codes_get_back_the_zeros_that_a_spreadsheet_took(cell: str, code: str | None) -> None:
    assert read_code(cell, width=2) == code


@pytest.mark.parametrize("cell", ["1e+05", "5.00E+06", "115481.0", "1154 81", "URN", "1234", "١٢٣٤٥٦"])
def test_a_urn_is_digits_and_nothing_else(cell: str) -> None:
    with pytest.raises(CellError, match="is not a number of five to seven digits"):
        read_urn(cell)


def test_a_missing_urn_is_said_to_be_missing() -> None:
    with pytest.raises(CellError, match="it has no LinkURN"):
        read_urn("", "LinkURN")


@pytest.mark.parametrize(("cell", "count"), [("0", 0), ("361", 361), ("450.0", 450), ("1,104", 1104)])
def test_a_count_is_read_and_zero_is_a_count(cell: str, count: int) -> None:
    assert read_whole(cell, "NumberOfPupils") == count


@pytest.mark.parametrize("cell", ["", "z", "c", "x", "..", "SUPP", "NULL", "Not applicable"])
def test_codes_for_no_figure_are_none_and_never_zero(cell: str) -> None:
    assert read_whole(cell, "a") is None
    assert read_percent(cell, "a") is None


@pytest.mark.parametrize("cell", ["-1", "4.5", "1,1", "many", "1e3"])
def test_what_is_no_count_is_refused_with_its_column(cell: str) -> None:
    with pytest.raises(CellError, match=f'NumberOfPupils "{cell}" is not a whole number'):
        read_whole(cell, "NumberOfPupils")


@pytest.mark.parametrize(
    ("cell", "percent"), [("0", 0.0), ("9", 9.0), ("21.7", 21.7), ("100", 100.0), ("53%", 53.0)]
)
def test_a_percentage_is_read(cell: str, percent: float) -> None:
    assert read_percent(cell, "PercentageFSM") == percent


@pytest.mark.parametrize("cell", ["529", "100.1", "-0.5"])
def test_a_percentage_outside_its_range_is_refused(cell: str) -> None:
    with pytest.raises(CellError, match="not between 0 and 100"):
        read_percent(cell, "PercentageFSM")


def test_what_is_no_percentage_is_refused() -> None:
    with pytest.raises(CellError, match='PercentageFSM "01/01/2018" is not a percentage'):
        read_percent("01/01/2018", "PercentageFSM")


@pytest.mark.parametrize(
    "cell", ["31-08-2022", "31/08/2022", "2022-08-31", "2022-08-31 00:00:00", "31/08/2022 00:00"]
)
def test_the_forms_of_a_date_are_one_date(cell: str) -> None:
    assert read_day(cell, "CloseDate") == date(2022, 8, 31)


@pytest.mark.parametrize("cell", ["", "01-01-1900", "1900-01-01", "Not recorded"])
def test_a_day_that_is_not_known_is_none(cell: str) -> None:
    assert read_day(cell, "OpenDate") is None


@pytest.mark.parametrize("cell", ["31-02-2022", "44804", "August 2022", "2022-13-01", "00-00-0000"])
def test_what_is_no_date_is_refused(cell: str) -> None:
    with pytest.raises(CellError, match="is not a date"):
        read_day(cell, "OpenDate")


@pytest.mark.parametrize("text", [None, "Hillside", "Schools’ École à ô °", "Éé"])
def test_sound_text_is_not_called_damaged(text: str | None) -> None:
    assert find_damage(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Schools� Federation", "a letter was lost"),
        ("Schools\x92 Federation", "control characters"),
        ("Schools’ Federation".encode().decode("cp1252"), "UTF-8 taken for Windows-1252"),
    ],
)
def test_damage_done_upstream_is_found_and_told_apart(text: str, said: str) -> None:
    assert said in str(find_damage(text))
