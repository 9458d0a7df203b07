from govscore.questionnaire.faults import (
    Fault,
    FaultyQuestionnaire,
    describe,
    did_you_mean,
    first_of_each_line,
    quoted,
)


def fault(line, message="a", file="x.yaml"):
    return Fault(file=file, line=line, where="title", message=message)


def test_a_fault_reads_file_line_where_and_what():
    assert str(fault(3, "is empty")) == "x.yaml:3: title: is empty"


def test_the_error_tells_each_fault_on_its_line():
    assert str(FaultyQuestionnaire((fault(1), fault(2)))) == "x.yaml:1: title: a\nx.yaml:2: title: a"


def test_the_first_fault_of_a_line_stands_for_the_others_there():
    faults = (fault(2, "first"), fault(2, "echo"), fault(1, "other"), fault(2, file="a.yaml"))
    assert [(f.file, f.line, f.message) for f in first_of_each_line(faults)] == [
        ("a.yaml", 2, "a"),
        ("x.yaml", 1, "other"),
        ("x.yaml", 2, "first"),
    ]


def test_a_place_is_described_by_ids_where_there_are_any():
    content = {"questions": [{"id": "vision"}, {"id": 7}, "text"]}
    assert describe(content, ("questions", 0, "source")) == 'question "vision", source'
    assert describe(content, ("questions", 1)) == "question 2"
    assert describe(content, ("questions", 9, "all", 2)) == "question 10, all 3"
    assert describe([["x"]], (0, 0)) == "1, 1"
    assert describe(content, ()) == "the whole file"


def test_a_value_is_quoted_on_one_short_line():
    assert quoted("a\n b") == '"a b"'
    assert quoted("x" * 100) == f'"{"x" * 60}…"'


def test_the_nearest_word_is_suggested_and_else_all_are_named():
    assert did_you_mean("visoin", ["vision", "plan"]) == 'did you mean "vision"?'
    assert did_you_mean("zzz", ["vision", "plan", "plan"]) == "known here: vision, plan"
    assert did_you_mean("zzz", []) == "known here: nothing"
