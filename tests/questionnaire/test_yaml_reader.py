import pytest

from govscore.questionnaire.yaml_reader import MAX_BYTES, MAX_DEPTH, read_yaml


def read(text: str) -> object:
    document = read_yaml(text.encode())
    assert document.problems == ()
    return document.content


def complaint(raw: str | bytes) -> tuple[int, str]:
    document = read_yaml(raw.encode() if isinstance(raw, str) else raw)
    return document.problems[0].line, document.problems[0].message


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "off",
        "yes",
        "y",
        "True",
        "NO",
        "1:30",
        "012",
        "0x1F",
        "1_000",
        "1e5",
        ".5",
        "-0",
        "+1",
        ".inf",
        "Null",
    ],
)
def test_what_other_readers_would_guess_at_stays_text(word):
    assert read(f"value: {word}") == {"value": word}


@pytest.mark.parametrize("word", ["2026.10", "1.0000", "2026-11-24", "1.0.0", "00.5", "12345678901234567890"])
def test_what_would_come_back_otherwise_stays_as_the_author_typed_it(word):
    assert read(f"value: {word}") == {"value": word}


@pytest.mark.parametrize(
    ("word", "value"), [("0", 0), ("-3", -3), ("2026", 2026), ("2.5", 2.5), ("-0.25", -0.25)]
)
def test_plain_numbers_are_numbers(word, value):
    found = read(f"value: {word}")
    assert found == {"value": value}
    assert type(found["value"]) is type(value)


def test_only_true_and_false_are_booleans():
    assert read("[true, false, 'true']") == [True, False, "true"]


def test_an_empty_value_is_nothing_and_not_empty_text():
    assert read("a:\nb: ~\nc: null\nd: ''") == {"a": None, "b": None, "c": None, "d": ""}


def test_quoted_text_is_text_and_a_key_always():
    assert read('"1": \'2\'\ntrue: "no"') == {"1": "2", "true": "no"}


def test_a_byte_order_mark_is_stepped_over():
    assert read_yaml(b"\xef\xbb\xbfa: 1").content == {"a": 1}


def test_every_key_and_item_has_its_line():
    lines = read_yaml(b"# first\na: 1\nb:\n  - x\n\n  - c: |\n      long\n      text\n    d: {e: 2}\n").lines
    assert lines == {
        (): 2,
        ("a",): 2,
        ("b",): 3,
        ("b", 0): 4,
        ("b", 1): 6,
        ("b", 1, "c"): 6,
        ("b", 1, "d"): 9,
        ("b", 1, "d", "e"): 9,
    }


def test_the_line_of_what_is_not_there_is_that_of_what_is_around_it():
    document = read_yaml(b"a:\n  b:\n    c: 1\n")
    assert document.line(("a", "b", "missing", 3)) == 2
    assert read_yaml(b"").line(("a",)) == 1


def test_a_key_given_twice_names_both_lines():
    line, message = complaint("a: 1\nb: 2\na: 3\n")
    assert line == 3
    assert message == '"a" is given twice, first in line 1: keep one of them'


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: &x 1", 1, "the anchor &x is not allowed"),
        ("a: 1\nb: *x", 2, "the alias *x is not allowed"),
        ("a:\n  <<: {b: 1}", 2, "a merge key"),
        ("a: !!int '1'", 1, "the tag !!int is not allowed"),
        ("a: !mine [1]", 1, "the tag !mine is not allowed"),
        ("a: 1\n---\nb: 1", 2, "begins a second document"),
        ("a: b: c", 1, "a colon and a space inside plain text"),
        ("a:\n\t- 1", 2, "a tab"),
        ("a: 1\nb: 'x\nc: 2\n", 2, "is never closed"),
        ("a: 1\nb: [1, 2\nc: 2\n", 2, "the closing bracket is missing"),
        ("a: 1\nb: {c: 1\n", 2, "the closing brace is missing"),
        ("? [a, b]\n: 1", 1, "a key must be plain text"),
        ('"": 1', 1, "a key is missing"),
        ('a: "\\q"', 1, "a backslash"),
        ('a: "\\ud800"', 1, "a backslash"),
        ('a: 1\nb: "\\0"', 2, "an escaped character that is not text"),
        ("- 1\nb: 2", 2, "an item was expected here"),
        ("a: - 1", 1, "a list begins on the line of its key"),
        ("%YAML 9.9\n---\na: 1", 1, "cannot be read as YAML here"),
        ("a: \x00", 1, "holds the invisible character U+0000"),
        ("a: 1\nb: \u200b\nc: \u2028", 3, "holds the invisible character U+2028"),
    ],
)
def test_what_is_not_plain_is_refused_by_line(text, line, message):
    found_line, found_message = complaint(text)
    assert found_line == line
    assert message in found_message


def test_bytes_that_are_not_utf_8_are_refused_by_line():
    assert complaint(b"a: 1\nb: caf\xe9\n") == (
        2,
        "is not UTF-8 text: save the file again with the encoding UTF-8",
    )
    assert complaint("a: 1".encode("utf-16"))[0] == 1
    assert "UTF-8" in complaint(b"a: \xed\xa0\x80")[1]


def test_a_file_too_large_is_refused_unread():
    assert "larger than 1 MB" in complaint(b"a: " + b"x" * MAX_BYTES)[1]


def test_nesting_is_allowed_only_so_deep():
    assert read("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert "nested more than" in complaint("[" * 100_000)[1]
    assert "nested more than" in complaint("{a: " * 100_000)[1]
    assert "nested more than" in complaint("- " * 100_000)[1]


def test_aliases_cannot_grow():
    rows = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 30)]
    document = read_yaml("\n".join(rows).encode())
    assert len(document.problems) == 30 + 2 * 29
    assert len(document.lines) < 200


def test_an_empty_file_holds_nothing():
    assert read("") is None
    assert read("# only a comment\n") is None


def test_very_many_values_are_not_read_to_their_end():
    line, message = complaint("a: [" + "b," * 60_000 + "]")
    assert (line, message) == (1, "holds more than 50,000 words and numbers: split it")


def test_a_hundred_problems_are_enough():
    document = read_yaml(b"- &a b\n" * 5_000)
    assert len(document.problems) == 101
    assert not document.is_whole
    assert "there are more faults from here on" in document.problems[-1].message
