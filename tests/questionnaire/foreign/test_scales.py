import pytest

from govscore.questionnaire.foreign.losses import Ledger, Spot
from govscore.questionnaire.foreign.names import Ids, kebab
from govscore.questionnaire.foreign.outline import Choice, ChoiceList
from govscore.questionnaire.foreign.scales import Scales, is_usable, kind_named, number_of
from govscore.questionnaire.foreign.tongues import code_of, full_name
from govscore.questionnaire.model import OptionKind

SPOT = Spot(line=1, where="list")


def answers(*choices, name="levels", is_named=True):
    return ChoiceList(name=name, choices=choices, spot=SPOT, is_named=is_named)


def values(*choices):
    ledger = Ledger()
    options = Scales(ledger).take(answers(*choices)).scale.options
    return [option.value for option in options], [loss.message for loss in ledger.close()]


def test_scores_come_before_codes_and_codes_before_the_order():
    one, two = Choice(code="7", label="A", score="1"), Choice(code="9", label="B", score="2")
    assert values(one, two) == ([1, 2], ['codes of answers became ids: "7" “answer-7”, "9" “answer-9”'])
    assert values(Choice(code="7", label="A"), Choice(code="9", label="B"))[0] == [7, 9]
    assert values(Choice(code="a", label="A"), Choice(code="b", label="B"))[0] == [1, 2]


def test_scores_that_are_all_alike_are_none():
    found, told = values(Choice(code="a", label="A", score="0"), Choice(code="b", label="B", score="0"))
    assert found == [1, 2]
    assert "values in their order" in told[0]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Don't know", OptionKind.DONT_KNOW),
        ("DON’T KNOW.", OptionKind.DONT_KNOW),
        ("dont-know", OptionKind.DONT_KNOW),
        ("Not sure", OptionKind.DONT_KNOW),
        ("N/A", OptionKind.NOT_APPLICABLE),
        ("Not applicable", OptionKind.NOT_APPLICABLE),
        ("Not my role", OptionKind.NOT_MY_ROLE),
        ("I don’t know anybody", None),
        ("No", None),
    ],
)
def test_answers_that_are_none_are_known_by_their_words(label, kind):
    assert kind_named(label) == kind


def test_lists_without_a_name_of_their_own_share_a_scale():
    scales, choices = Scales(Ledger()), (Choice(code="a", label="A"), Choice(code="b", label="B"))
    first = scales.take(answers(*choices, name="q1", is_named=False))
    assert scales.take(answers(*choices, name="q2", is_named=False)) is first
    assert scales.take(answers(*choices, name="other")) is not first
    assert list(scales.all()) == ["q1", "other"]


def test_a_code_given_twice_is_told():
    found, told = values(*(Choice(code=code, label=code) for code in "aab"))
    assert found == [1, 2]
    assert "given before" in told[0]


@pytest.mark.parametrize(("count", "usable"), [(0, False), (1, False), (2, True), (30, True), (31, False)])
def test_a_scale_has_from_two_to_thirty_answers(count, usable):
    assert is_usable(answers(*(Choice(code=f"c{n}", label="x") for n in range(count)))) is usable


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3),
        (" 3.0 ", 3),
        ("2.5", 2.5),
        ("-1", -1),
        ("nan", None),
        ("1e999", None),
        ("", None),
        ("9" * 400, None),
    ],
)
def test_only_plain_numbers_are_numbers(text, number):
    assert number_of(text) == number


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("my_name", "my-name"),
        ("Q1", "q1"),
        ("1st", "x-1st"),
        ("Rôl y cadeirydd!", "rol-y-cadeirydd"),
        ("您好", "x"),
        ("", "x"),
        ("a" * 500, "a" * 50),
        ("--a--b--", "a-b"),
    ],
)
def test_names_become_ids(name, found):
    assert kebab(name, prefix="x") == found


def test_no_id_is_given_twice():
    ids = Ids("x")
    assert [ids.give(name) for name in ("a b", "a-b", "A B", "a-b-2")] == ["a-b", "a-b-2", "a-b-3", "a-b-2-2"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Welsh (cy)", "cy"),
        ("Cymraeg (cy-GB)", "cy"),
        ("english", "en"),
        ("en", "en"),
        ("pt-BR", "pt"),
        ("Klingon", None),
        ("default", None),
        ("", None),
    ],
)
def test_languages_are_known_by_name_or_code(name, code):
    assert code_of(name) == code


def test_a_language_is_named_with_its_code():
    assert (full_name("cy"), full_name("xx")) == ("Welsh (cy)", "xx (xx)")
