import pytest

from govscore.questionnaire.conditions import All, Answered, AnyOf, AtLeast, AtMost, Is, Not, OneOf
from govscore.questionnaire.foreign.expressions import Dialect, NotTaken
from govscore.questionnaire.foreign.relevance import Known, to_condition
from govscore.questionnaire.model import Option, OptionKind

LEVELS = {str(value): Option(id=f"answer-{value}", label=str(value), value=value) for value in (1, 2, 3, 4)}
WORDS = {
    "x": Option(id="x", label="X", value=1),
    "y": Option(id="y", label="Y", value=2),
    "dk": Option(id="dk", label="Don’t know", kind=OptionKind.DONT_KNOW),
}
CODED = {**LEVELS, "9": Option(id="answer-9", label="Don’t know", kind=OptionKind.DONT_KNOW)}
KNOWN = {
    "a": Known(id="a", options=WORDS),
    "my_b": Known(id="my-b", options=LEVELS),
    "c": Known(id="c", options=CODED),
}
X = Is(question="a", is_="x")
Y = Is(question="a", is_="y")
GIVEN = Answered(question="a", answered=True)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("${a} = 'x'", X),
        ('${ a }="x"', X),
        ("'x' = ${a}", X),
        ("selected(${a}, 'x')", X),
        ("${a} != 'x'", Not(not_=X)),
        ("${a} != ''", GIVEN),
        ("${a} = ''", Answered(question="a", answered=False)),
        ("${my_b} = 3", Is(question="my-b", is_="answer-3")),
        ("${my_b} >= 3", AtLeast(question="my-b", at_least=3)),
        ("3 <= ${my_b}", AtLeast(question="my-b", at_least=3)),
        ("${my_b} > 2", AtLeast(question="my-b", at_least=3)),
        ("${my_b} > 2.5", AtLeast(question="my-b", at_least=3)),
        ("${my_b} <= 2", AtMost(question="my-b", at_most=2)),
        ("${my_b} < 3", AtMost(question="my-b", at_most=2)),
        ("${c} >= 4", OneOf(question="c", one_of=("answer-4", "answer-9"))),
        ("${c} > 8", Is(question="c", is_="answer-9")),
        ("instance('l')/root/item[name = ${a}]/score >= 2", AtLeast(question="a", at_least=2)),
        ("instance('l')/root/item[name = ${a}]/score = 2", Y),
        ("${a} = 'x' and ${my_b} >= 3", All(all=(X, AtLeast(question="my-b", at_least=3)))),
        ("${a} = 'x' or ${a} = 'y'", AnyOf(any=(X, Y))),
        ("selected(${a}, 'x') or selected(${a}, 'y')", OneOf(question="a", one_of=("x", "y"))),
        ("not(${a} = 'x')", Not(not_=X)),
        (
            "${a} = 'x' or ${a} = 'y' and ${a} != ''",
            AnyOf(any=(X, All(all=(Y, Answered(question="a", answered=True))))),
        ),
        (
            "(${a} = 'x' or ${a} = 'y') and ${a} != ''",
            All(all=(AnyOf(any=(X, Y)), Answered(question="a", answered=True))),
        ),
    ],
)
def test_xlsform_expressions_that_have_a_counterpart(text, condition):
    assert to_condition(text, Dialect.XLSFORM, known=KNOWN) == condition


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ('a.NAOK == "x"', X),
        ("a == 'x'", X),
        ('((a.NAOK == "x"))', X),
        ('a.NAOK != "x"', Not(not_=X)),
        ('a.NAOK ne "x"', Not(not_=X)),
        ("!is_empty(a.NAOK)", GIVEN),
        ("is_empty(a)", Answered(question="a", answered=False)),
        ("!(is_empty(a))", Not(not_=Answered(question="a", answered=False))),
        ("my_b.NAOK >= 3", AtLeast(question="my-b", at_least=3)),
        ("my_b.NAOK gt 2", AtLeast(question="my-b", at_least=3)),
        ("a.valueNAOK <= 1", AtMost(question="a", at_most=1)),
        ('a == "x" && my_b < 3', All(all=(X, AtMost(question="my-b", at_most=2)))),
        ('a == "x" || a == "y"', AnyOf(any=(X, Y))),
        ('!(a == "x") AND a == "y"', All(all=(Not(not_=X), Y))),
    ],
)
def test_limesurvey_equations_that_have_a_counterpart(text, condition):
    assert to_condition(text, Dialect.LIMESURVEY, known=KNOWN) == condition


@pytest.mark.parametrize(
    ("dialect", "text", "reason"),
    [
        (Dialect.XLSFORM, "count-selected(${a}) > 1", "count-selected"),
        (Dialect.XLSFORM, "${a} + 1 = 2", "no counterpart"),
        (Dialect.XLSFORM, "regex(${a}, 'x')", "regex"),
        (Dialect.XLSFORM, "selected(., 'x')", "no counterpart"),
        (Dialect.XLSFORM, "${a} = ${my_b}", "not expected"),
        (Dialect.XLSFORM, "${later} = 'x'", "is no question that was carried over and is asked before"),
        (Dialect.XLSFORM, "${a} = 'z'", "is no answer to"),
        (Dialect.XLSFORM, "${a} > 'x'", "needs a number"),
        (Dialect.XLSFORM, "${my_b} > 4", "no answer to"),
        (Dialect.XLSFORM, "${a} = 'x", "no counterpart"),
        (Dialect.XLSFORM, "${a} =", "it breaks off"),
        (Dialect.XLSFORM, "", "it breaks off"),
        (Dialect.XLSFORM, "true()", "“true”"),
        (Dialect.XLSFORM, "(" * 50 + "${a} = 'x'" + ")" * 50, "nested more than 8 deep"),
        (Dialect.XLSFORM, "not(" * 50 + "${a} = 'x'" + ")" * 50, "nested more than 8 deep"),
        (Dialect.XLSFORM, "${a} = 'x' or " * 500, "longer than 2000 characters"),
        (Dialect.LIMESURVEY, "!" * 100 + "(a == 'x')", "nested more than 8 deep"),
        (Dialect.LIMESURVEY, "a.shown > 2", "“.shown” has no counterpart"),
        (Dialect.LIMESURVEY, "if(a == 'x', 1, 0)", "not expected"),
        (Dialect.LIMESURVEY, "a.NAOK * 2 > 4", "no counterpart"),
        (Dialect.LIMESURVEY, "0", "never shown there"),
        (Dialect.XLSFORM, "false()", "never shown there"),
        (Dialect.XLSFORM, "${a} = 'x' )", "“)” was not expected"),
    ],
)
def test_anything_else_is_refused_with_its_reason(dialect, text, reason):
    with pytest.raises(
        NotTaken, match="(?s)" + reason.replace(".", r"\.").replace("(", r"\(").replace(")", r"\)")
    ):
        to_condition(text, dialect, known=KNOWN)
