import pytest

from govscore.errors import QuestionnaireError
from govscore.questionnaire.foreign.draft import make_draft
from govscore.questionnaire.foreign.expressions import Dialect
from govscore.questionnaire.foreign.losses import Ledger, Loss, Spot
from govscore.questionnaire.foreign.outline import Choice, ChoiceList, Item, Outline, Section
from tests.questionnaire.foreign.forms import ON, drafted, messages

SPOT = Spot(line=7, where="somewhere")
LEVELS = ChoiceList(
    name="levels", choices=tuple(Choice(code=c, label=c) for c in "abcd"), spot=SPOT, is_named=True
)
TWO = ChoiceList(name="two", choices=tuple(Choice(code=c, label=c) for c in "ab"), spot=SPOT, is_named=True)
NONE = ChoiceList(
    name="none", choices=tuple(Choice(code=c, label="Not sure") for c in "ab"), spot=SPOT, is_named=True
)


def item(code, answers=LEVELS, **texts):
    return Item(code=code, texts={"text": f"{code}?", **texts}, answers=answers, spot=SPOT)


def section(*items, code="part", **texts):
    return Section(code=code, texts=texts, items=items, spot=SPOT)


def made(*sections, **texts):
    outline = Outline(texts=texts, language="en", dialect=Dialect.XLSFORM, sections=sections)
    return make_draft(outline, Ledger(), name="theirs.lss", on=ON)


def test_ids_are_never_given_twice():
    draft = drafted(made(section(item("a_b"), item("a-b")), section(item("A b"), code="PART")))
    assert [question.id for question in draft.questions] == ["a-b", "a-b-2", "a-b-3"]
    assert [domain.id for domain in draft.domains] == ["part", "part-2"]


def test_what_is_measured_by_another_ruler_weighs_nothing():
    carried = made(section(item("a"), item("b")), section(item("c", TWO), code="other"))
    rubric = drafted(carried).rubric
    assert [level.id for level in rubric.levels] == ["a", "b", "c", "d"]
    assert rubric.questions["c"].weight == 0
    assert (rubric.domains["other"].weight, rubric.domains["other"].required) == (0, False)
    assert any("weight 0: c" in message for message in messages(carried, "rubric"))


def test_answers_without_any_value_get_two_levels_made_up():
    carried = made(section(item("a", NONE)))
    assert carried.contents is not None
    assert any("two levels were made up" in message for message in messages(carried, "rubric"))


def test_gaps_are_told_once_each_and_begin_alike():
    carried = made(section(item("a"), item("b")))
    gaps = [message for message in messages(carried, "the whole") if "still to be written" in message]
    assert len(gaps) == len(set(gaps))
    draft = drafted(carried)
    for text in (
        draft.manifest.title,
        draft.manifest.summary,
        draft.domains[0].title,
        draft.questions[0].why,
    ):
        assert text.startswith("To write:")


def test_a_section_without_a_usable_question_is_told_with_its_items():
    one = ChoiceList(name="one", choices=(Choice(code="a", label="a"),), spot=SPOT)
    carried = made(section(), section(item("a", one), code="other"))
    assert carried.contents is None
    assert len(messages(carried, "somewhere")) == 2


def test_a_draft_that_no_reader_would_take_is_refused():
    with pytest.raises(QuestionnaireError, match=r"^theirs.lss:1: what would be .*larger than 1 MB"):
        made(section(*(item(f"q{number}", text="x" * 5_000) for number in range(300))))


def test_losses_are_told_by_line_the_whole_first():
    ledger = Ledger()
    ledger.tell(Spot(line=9, where="b"), "later")
    ledger.tell(Spot(line=2, where="a\x00\ud800"), "earlier\n")
    ledger.count("taken out")
    ledger.count("taken out")
    assert [str(loss) for loss in ledger.close()] == [
        "the whole questionnaire: taken out (2 in all)",
        "line 2: a��: earlier ",
        "line 9: b: later",
    ]
    assert str(Loss(line=None, where="here", message="gone")) == "here: gone"


def many_choices(count, label="A"):
    choices = tuple(Choice(code=f"a{number}", label=label) for number in range(count))
    return ChoiceList(name="many", is_named=True, choices=choices, spot=SPOT)


def test_very_many_answers_are_refused_before_the_rubric_is_written():
    with pytest.raises(QuestionnaireError, match="offer more than 10,000 answers"):
        made(section(*(item(f"q{number}", many_choices(30)) for number in range(400))))


def test_a_long_label_is_cut_where_it_stands_beside_every_question():
    carried = made(section(item("a", many_choices(2, "label " * 800))))
    assert len(carried.contents["rubric.yaml"]) < 12_000
    assert carried.contents["questionnaire.yaml"].count(b"label") >= 1_600
