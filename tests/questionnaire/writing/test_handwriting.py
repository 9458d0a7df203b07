"""Each text comes back as it was, from our reader, and no other reader takes it for anything but text."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from govscore.questionnaire.writing.handwriting import OnOneLine, hand_written, one_line, short_lines
from govscore.questionnaire.yaml_reader import read_yaml
from tests.questionnaire.strategies import LONG, SNIPPETS, texts

SCALARS = st.one_of(
    texts,
    st.text(
        st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff")
    ),
    st.booleans(),
    st.none(),
    st.integers(-(10**14), 10**14),
    st.integers(-9_999, 9_999).map(lambda number: number / 100),
)
KEYS = texts.filter(lambda key: key != "<<")
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


def read(text):
    """What our reader finds in a text; it finds nothing to complain of."""
    document = read_yaml(text.encode())
    assert document.problems == ()
    return document.content


@pytest.mark.parametrize(
    "text", [*SNIPPETS, LONG, LONG.strip(), " a", "a ", "\n", "a\n", "", "  ", "\ta", "a \nb"]
)
def test_an_odd_text_comes_back_as_it_was(text):
    for tree in ({"key": text}, [text], {text or "-": "value"}, {"a": {"b": [{"c": text}]}}):
        assert read(hand_written(tree)) == tree
        assert read(one_line(tree)) == tree
        assert yaml.safe_load(hand_written(tree)) == tree
    assert read(one_line(text)) == text


@given(TREES)
def test_any_tree_comes_back_as_it_was(tree):
    assert read(hand_written({"key": tree})) == {"key": tree}
    assert read(hand_written({"key": short_lines(tree, indent=0, column=5)})) == {"key": tree}
    assert read(one_line(tree)) == tree
    assert "\n" not in one_line(tree)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("plain, with a comma", "key: plain, with a comma\n"),
        ("We know: it", 'key: "We know: it"\n'),
        ('He said "yes": often', "key: 'He said \"yes\": often'\n"),
        ("no", 'key: "no"\n'),
        ("12:30", 'key: "12:30"\n'),
        ("1e3", 'key: "1e3"\n'),
        ("Don't", "key: Don't\n"),
        ("a\nb\n\n  c", "key: |-\n  a\n  b\n\n    c\n"),
        ("a\tb", 'key: "a\\tb"\n'),
        ("a\rb", 'key: "a\\rb"\n'),
        (f"a  {LONG}".strip(), f'key: "a  {LONG.strip()}"\n'),
    ],
)
def test_a_text_is_written_as_plainly_as_it_can_be(text, line):
    assert hand_written({"key": text}) == line


def test_a_long_text_is_folded_before_the_line_is_full():
    text = hand_written({"key": LONG.strip()}, width=60)
    assert text.startswith("key: >-\n  Who decides what: the board,")
    assert max(len(line) for line in text.splitlines()) <= 60


def test_numbers_stay_whole_or_not():
    assert hand_written({"a": 1, "b": 1.0, "c": 0.5, "d": True, "e": None}).split() == [
        *("a:", "1", "b:", "1.0", "c:", "0.5", "d:", "true", "e:", "null")
    ]


def test_a_list_that_is_too_long_for_its_line_goes_into_several():
    tree = ["a" * 20, "b" * 20, {"c": "d" * 20}]
    assert isinstance(short_lines(tree, indent=0, column=10), OnOneLine)
    assert hand_written({"list": short_lines(tree, indent=0, column=10, width=60)}) == (
        f"list:\n  - {'a' * 20}\n  - {'b' * 20}\n  - {{c: {'d' * 20}}}\n"
    )


def test_nothing_is_said_by_reference_though_it_stands_twice():
    same = ["a"]
    assert hand_written({"one": same, "two": same}) == "one:\n  - a\ntwo:\n  - a\n"
