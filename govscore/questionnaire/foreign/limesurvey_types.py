"""LimeSurvey's kinds of question: which ask for one answer out of several, and what the others are called."""

from collections.abc import Mapping

from govscore.questionnaire.foreign.outline import Choice

LISTS = frozenset("L!O")
ARRAYS = frozenset("FH1ABCE")

NOT_HERE: Mapping[str, str] = {
    "M": "several answers may be ticked",
    "P": "several answers may be ticked, with comments",
    "Q": "several short texts are written",
    "S": "a short text is written",
    "T": "a long text is written",
    "U": "a very long text is written",
    ";": "a table of texts is written",
    ":": "a table of numbers is filled in",
    "N": "a number is given",
    "K": "several numbers are given",
    "R": "things are put in order",
    "D": "a date is given",
    "G": "somebody’s gender is asked, which says nothing about a board",
    "I": "a language is chosen",
    "X": "nothing is asked, a text is only shown",
    "|": "files are handed in",
    "*": "something is calculated",
}


def _numbers(last: int) -> tuple[Choice, ...]:
    return tuple(Choice(code=str(number), label=str(number)) for number in range(1, last + 1))


BUILT_IN: Mapping[str, tuple[Choice, ...]] = {
    "5": _numbers(5),
    "A": _numbers(5),
    "B": _numbers(10),
    "Y": (Choice(code="N", label="No", score="1"), Choice(code="Y", label="Yes", score="2")),
    "C": (
        Choice(code="N", label="No", score="1"),
        Choice(code="Y", label="Yes", score="2"),
        Choice(code="U", label="Uncertain"),
    ),
    "E": (
        Choice(code="D", label="Decrease", score="1"),
        Choice(code="S", label="Same", score="2"),
        Choice(code="I", label="Increase", score="3"),
    ),
}
BUILT_IN_NAMES: Mapping[str, str] = {
    "5": "five-points",
    "A": "five-points",
    "B": "ten-points",
    "Y": "yes-no",
    "C": "yes-no-uncertain",
    "E": "increase-decrease",
}
