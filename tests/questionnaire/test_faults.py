from govscore.questionnaire.faults import (
    Fault,
    FaultyQuestionnaire,
    at_most,
    describe,
    did_you_mean,
    first_of_each_line,
    quoted,
    whole_file,
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


def test_a_fault_can_be_shown_whatever_the_file_holds():
    found = str(
        Fault(file="a\nb.csv", line=2, where='column "\ud800"', message="nul\0 and \x1b[31m and \u202e")
    )
    assert found == 'a b.csv:2: column "�": nul� and �[31m and �'
    assert len(str(fault(1, "x" * 100_000))) < 5_000


def test_a_whole_file_is_refused_at_a_line():
    assert str(whole_file("x.csv", "is empty")) == "x.csv:1: the whole file: is empty"
    assert str(whole_file("x.csv", "ends", line=9, where="this line")) == "x.csv:9: this line: ends"


def test_where_very_much_is_known_not_all_of_it_is_listed():
    known = [f"question-{number}" for number in range(5_000)]
    assert did_you_mean("zzz", known).endswith(", question-39 and 4960 more")
    assert did_you_mean("question-7" + "7" * 1_000_000, known).startswith("known here: ")


def test_no_more_faults_are_looked_for_than_anybody_reads():
    def endless():
        number = 0
        while True:
            number += 1
            yield fault(number)

    found = at_most(endless(), 3)
    assert [each.line for each in found] == [1, 2, 3, 4]
    assert "there are more faults from here on" in found[-1].message
    assert at_most(iter([fault(1)]), 3) == (fault(1),)
