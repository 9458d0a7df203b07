"""Each text goes into a cell and comes out as it was, and no spreadsheet runs it on the way."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.questionnaire.sheets.cell_text import BadCell, from_cell, invisible, to_cell
from govscore.questionnaire.sheets.row_shapes import Cell, Keyed
from govscore.questionnaire.yaml_reader import read_yaml
from tests.questionnaire.strategies import LONG, SNIPPETS, texts

SIGNS = st.text(alphabet="'=+-@ \t\r\n0123456789.nul{}[]a＝", min_size=1, max_size=8)


@given(st.one_of(texts, SIGNS))
def test_any_text_comes_back_as_it_was(text):
    assert from_cell(to_cell(text, Cell.TEXT), Cell.TEXT).value == text


@pytest.mark.parametrize("text", [*SNIPPETS, LONG, "''=1", "'", "'null", "''null", " =1"])
def test_odd_text_comes_back_as_it_was(text):
    assert from_cell(to_cell(text, Cell.TEXT), Cell.TEXT).value == text


@given(st.one_of(texts, SIGNS))
def test_no_text_runs(text):
    cell = to_cell(text, Cell.TEXT).lstrip(" ")
    is_number = cell.lstrip("+-").replace(".", "", 1).isdecimal()
    assert not cell.startswith(("=", "@", "\t", "\r", "\n", "＝")) or not cell
    assert not cell.startswith(("+", "-")) or is_number


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("'tis", "'tis"),
        ("-5", "-5"),
        ("- 5", "'- 5"),
        ("null", "'null"),
        ("nullify", "nullify"),
    ],
)
def test_an_apostrophe_is_put_only_where_it_is_needed(text, cell):
    assert to_cell(text, Cell.TEXT) == cell


def test_an_apostrophe_that_somebody_typed_before_a_word_stays():
    assert from_cell("'tis", Cell.TEXT).value == "'tis"
    assert from_cell("'=1", Cell.TEXT).value == "=1"


@pytest.mark.parametrize(
    ("value", "shape", "cell"),
    [
        (1, Cell.TREE, "1"),
        (1.0, Cell.TREE, "1.0"),
        (-0.5, Cell.TREE, "-0.5"),
        (True, Cell.TREE, "true"),
        (None, Cell.TREE, "null"),
        (None, Cell.TEXT, "null"),
        ([], Cell.LIST, "[]"),
        (["primary", "special"], Cell.LIST, "primary, special"),
        ({}, Keyed(inner=Cell.TEXT), "{}"),
        ({"question": "a", "is": "yes"}, Cell.TREE, '{question: a, is: "yes"}'),
        (
            {"all": [{"question": "a", "one_of": [1, "1", 1.0]}]},
            Cell.TREE,
            '{all: [{question: a, one_of: [1, "1", 1.0]}]}',
        ),
    ],
)
def test_a_value_comes_back_of_its_own_kind(value, shape, cell):
    assert to_cell(value, shape) == cell
    found = from_cell(cell, shape).value
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    "cell", ["primary special", "primary;special", " primary ,special, ", "primary\nspecial"]
)
def test_a_list_may_be_parted_as_its_writer_likes(cell):
    assert from_cell(cell, Cell.LIST).value == ["primary", "special"]


@pytest.mark.parametrize(
    ("cell", "shape", "message"),
    [
        ("a\x00", Cell.TEXT, "U+0000"),
        ("a\ud800", Cell.TREE, "U+D800"),
        ("{a: 1", Cell.TREE, "the closing brace is missing"),
        ("*a", Cell.TREE, "the alias"),
        ("!!python/name:os.system x", Cell.TREE, "the tag"),
        ("a: b: c", Cell.TREE, "a colon and a space"),
        ('"\\ud800"', Cell.TREE, ""),
        ("words", Keyed(inner=Cell.TEXT), "takes only {} or null"),
    ],
)
def test_what_cannot_be_understood_is_told(cell, shape, message):
    with pytest.raises(BadCell) as caught:
        from_cell(cell, shape)
    assert message in caught.value.message


def test_what_is_invisible_here_is_so_in_the_files():
    for number in (*range(0x3000), *range(0xD7F0, 0xE010), *range(0xFE00, 0x10010), sys.maxunicode):
        character = chr(number)
        found = read_yaml(f'"a{character}b"'.encode("utf-8", "surrogatepass")).problems
        refused = any("invisible" in problem.message or "UTF-8" in problem.message for problem in found)
        assert (invisible(f"a{character}b") is not None) == refused, hex(number)
