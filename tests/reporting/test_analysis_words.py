"""What `govscore analyse` tells a person where there is little to tell."""

from govscore.benchmarking.analysis import analyse_domain
from govscore.benchmarking.ratings import read_ratings
from govscore.reporting.analysis_json import NamedAnalysis
from govscore.reporting.analysis_words import told


def lines(rows: str, questions: str = "q1,q2") -> list[str]:
    """The lines told of a file with one domain."""
    scales = dict.fromkeys(questions.split(","), (1, 4))
    content = f"board,{questions}\n{rows}".encode()
    ratings = read_ratings(content, name="a.csv", group="board", scales=scales)
    found = analyse_domain(ratings.group, ratings.codes, n_groups=len(ratings.groups), options=(1, 4))
    domain = NamedAnalysis(name="d", questions=tuple(scales), analysis=found)
    return "".join(told(ratings, [domain])).splitlines()


def test_too_few_to_say_is_said() -> None:
    found = lines("1,1,2\n")
    assert found[0] == "1 rater in 1 group."
    assert "1 of 1 people answered every question: too little to say" in found[3]
    assert found[4].startswith("Too few answers to say whether boards differ")
    assert found[6].split() == ["1", "1", "1.50", "–", "–", "–"]


def test_boards_that_do_not_differ_have_an_estimate_and_no_interval() -> None:
    found = lines("1,1,1\n1,3,3\n2,1,1\n2,3,3\n")
    assert found[0] == "4 raters in 2 groups."
    assert found[4].startswith("No measurable difference between boards")
    assert [line.split()[:5] for line in found[6:8]] == [
        ["1", "2", "2.00", "1.00", "2.00"],
        ["2", "2", "2.00", "1.00", "2.00"],
    ]


def test_refused_rows_come_first() -> None:
    assert lines("1,9,1\n1,3,3\n")[0] == "line 2: q1 is “9”; it must be 1 to 4, DK, NA or blank"


def test_columns_stand_under_each_other_whatever_groups_are_called() -> None:
    name = "a very long name of a board indeed"
    found = [line for line in lines(f"{name},1,2\nb,2,3\nb,3,3\n") if line.startswith("  ")]
    assert found[0].index("people") == len(f"  {name}  ")
    assert [line[2 : len(name) + 2].strip() for line in found] == ["group", name, "b"]
