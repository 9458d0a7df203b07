"""What becomes of each question between two versions, and what that does to a trend."""

from typing import Any

import pytest

from govscore.errors import QuestionnaireError
from govscore.questionnaire.changes.model import Bearing, Change, Difference, Trend
from govscore.questionnaire.changes.versions import compare, next_version
from govscore.questionnaire.conditions import Is
from govscore.questionnaire.model import AppliesTo, MissingRule, Question, Questionnaire, Role
from govscore.questionnaire.translations import QuestionTranslation
from tests.make import make_domain, make_question, make_questionnaire, make_rubric, make_scale

SCALES = {"levels": make_scale(), "other": make_scale((("low", 1), ("middle", 2), ("high", 4)))}
FIVE = ("vision", "plan", "skills", "turnover", "chairing")


def make(*questions: Question | str, version: str = "1.0", **others: Any) -> Questionnaire:
    """A version whose one domain asks these."""
    domains = others.pop("domains", None) or (make_domain(questions=questions or FIVE),)
    manifest = {key: others.pop(key) for key in ("audience", "confidential", "code") if key in others}
    rubric = make_rubric(domains, SCALES, **others)
    return make_questionnaire(domains, version=version, scales=SCALES, rubric=rubric, **manifest)


OLD = make()


def changed(question_id: str = "vision", **changes: Any) -> Questionnaire:
    """The second version, with one question changed."""
    questions = [make_question(each, **(changes if each == question_id else {})) for each in FIVE]
    return make(*questions, version="1.1")


def with_question(update: dict[str, object]) -> Questionnaire:
    """The second version, with one question changed in what the tests' maker does not offer."""
    first = make_question("vision").model_copy(update=update)
    return make(first, *FIVE[1:], version="1.1")


def changes_of(new: Questionnaire, question_id: str = "vision") -> tuple[Change, ...]:
    found = compare(OLD, new).question(question_id)
    assert found is not None
    return found.changes


def trend_of(old: Questionnaire, new: Questionnaire, domain: str = "strategy") -> tuple[Trend, str]:
    found = compare(old, new).domain(domain)
    assert found is not None
    return found.trend, " ".join(found.reasons)


def test_a_version_like_the_one_before_is_the_same_throughout():
    found = compare(OLD, make(version="1.1"))
    assert {question.changes for question in found.questions} == {(Change.SAME,)}
    assert [question.id for question in found.questions] == list(FIVE)
    assert not any(question.differences for question in found.questions)
    assert (found.old, found.new, found.overall) == ("1.0", "1.1", Trend.DRAWN)
    assert trend_of(OLD, make(version="1.1")) == (Trend.DRAWN, "")
    assert (found.question("nothing"), found.domain("nothing")) == (None, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "The vision is ours."},
        {"hint": "Think of the last year."},
        {"wording": {Role.CHAIR: "I look after the vision."}},
    ],
)
def test_whatever_is_read_before_choosing_makes_a_question_reworded(changes):
    assert changes_of(changed(**changes)) == (Change.REWORDED,)
    trend, reasons = trend_of(OLD, changed(**changes))
    assert (trend, reasons) == (Trend.WITH_NOTE, "1 question is worded differently.")


def test_old_and_new_words_stand_side_by_side():
    found = compare(OLD, changed(wording={Role.CHAIR: "I look after the vision."})).question("vision")
    assert found.differences == (
        Difference(
            what="wording for the chair",
            old="Vision is looked after.",
            new="I look after the vision.",
            bearing=Bearing.ANSWER,
        ),
    )


def test_where_a_line_breaks_is_no_difference():
    assert changes_of(changed(text="Vision is\n  looked after.")) == (Change.SAME,)


def test_a_role_given_the_common_words_reads_nothing_new():
    assert changes_of(changed(wording={Role.CHAIR: "Vision is looked after."})) == (Change.SAME,)


@pytest.mark.parametrize("part", ["label", "descriptor", "non-answer"])
def test_what_an_option_says_belongs_to_the_wording(part):
    new = make(version="1.1")
    scale, rubric = new.manifest.scales["levels"], new.rubric
    options = list(scale.options)
    if part == "label":
        options[0] = options[0].model_copy(update={"label": "Hardly"})
    elif part == "non-answer":
        options.pop()
    else:
        rule = rubric.questions["vision"]
        described = {**rule.descriptors, "secure": "All of us know it."}
        rules = {**rubric.questions, "vision": rule.model_copy(update={"descriptors": described})}
        rubric = rubric.model_copy(update={"questions": rules})
    scales = {**SCALES, "levels": scale.model_copy(update={"options": tuple(options)})}
    manifest = new.manifest.model_copy(update={"scales": scales})
    new = Questionnaire(manifest=manifest, domains=new.domains, rubric=rubric, advice=(), digest="x")
    assert changes_of(new) == (Change.REWORDED,)
    assert changes_of(new, "plan") == ((Change.SAME,) if part == "descriptor" else (Change.REWORDED,))


@pytest.mark.parametrize(
    ("update", "what"),
    [
        ({"why": "Because."}, "why"),
        ({"evidence": "The website."}, "evidence"),
        ({"source": make_question().source.model_copy(update={"paragraph": "12"})}, "source"),
        ({"theme": "pupils"}, "theme"),
        ({"parallel": "head-vision"}, "mirrors"),
        ({"translations": {"cy": QuestionTranslation(text="Gweledigaeth.")}}, "cy: text"),
    ],
)
def test_what_bears_on_no_answer_is_told_as_a_note_and_breaks_nothing(update, what):
    new = with_question(update)
    found = compare(OLD, new).question("vision")
    assert found.changes == (Change.SAME,)
    assert [(each.what, each.bearing) for each in found.differences] == [(what, Bearing.NOTE)]
    assert trend_of(OLD, new) == (Trend.DRAWN, "")


def test_other_scored_options_make_a_question_rescaled():
    new = changed(scale="other")
    assert Change.RESCALED in changes_of(new)
    trend, reasons = trend_of(OLD, new)
    assert trend is Trend.WITH_NOTE
    assert reasons == "1 question has other options."


def test_a_question_may_be_reworded_and_moved():
    moved = make_question("vision", text="The vision is ours.")
    domains = (make_domain(questions=FIVE[1:]), make_domain("people", questions=(moved, "heads")))
    found = compare(OLD, make(domains=domains, version="1.1"))
    assert found.question("vision").changes == (Change.REWORDED, Change.MOVED)
    assert found.question("heads").changes == (Change.ADDED,)
    assert found.domain("people").reasons == ("Version 1.0 does not ask about this.",)
    assert found.domain("strategy").reasons == ("1 question has gone to another domain.",)


def test_a_question_that_has_come_from_elsewhere_is_told_where_it_stands_now():
    old = make(domains=(make_domain(questions=FIVE), make_domain("people", questions=("heads", "staff"))))
    new = make(
        domains=(make_domain(questions=(*FIVE, "heads")), make_domain("people", questions=("staff",))),
        version="1.1",
    )
    assert trend_of(old, new)[1] == "1 question has come from another domain."
    assert trend_of(old, new, "people") == (
        Trend.BREAKS,
        "Questions that both versions ask alike hold 50% of its weight in version 1.0; a trend needs two "
        "thirds. 1 question has gone to another domain.",
    )


def test_added_and_removed_questions_have_the_words_of_one_version_only():
    found = compare(make("vision", "plan"), make("vision", "skills", version="1.1"))
    assert [(q.id, q.changes, q.old_text, q.new_text) for q in found.questions[1:]] == [
        ("skills", (Change.ADDED,), None, "Skills is looked after."),
        ("plan", (Change.REMOVED,), "Plan is looked after.", None),
    ]


@pytest.mark.parametrize(
    ("old", "new", "trend"),
    [
        (("a", "b"), ("a", "b", "c"), Trend.WITH_NOTE),
        (("a", "b", "c"), ("a", "b"), Trend.WITH_NOTE),
        (("a", "b", "c"), ("a", "b", "d"), Trend.WITH_NOTE),
        (("a",), ("a", "b"), Trend.BREAKS),
        (("a", "b"), ("a",), Trend.BREAKS),
        (("a", "b", "c"), ("a", "d", "e"), Trend.BREAKS),
    ],
)
def test_two_thirds_of_the_weight_must_be_carried_over_in_both_versions(old, new, trend):
    assert trend_of(make(*old), make(*new, version="1.1"))[0] is trend
    assert trend_of(make(*new), make(*old, version="1.1"))[0] is trend


def test_it_is_weight_that_is_carried_over_and_not_the_number_of_questions():
    heavy = make("a", "b", weights={"b": 2})
    assert trend_of(heavy, make("b", "c", version="1.1", weights={"b": 2}))[0] is Trend.WITH_NOTE
    assert trend_of(heavy, make("a", "c", version="1.1", weights={"a": 2}))[0] is Trend.BREAKS


def test_a_question_that_weighs_nothing_bears_on_no_trend():
    new = make(*FIVE, "extra", version="1.1", weights={"extra": 0})
    assert trend_of(OLD, new) == (Trend.DRAWN, "")


def test_a_question_that_comes_to_count_is_no_better_than_a_new_one():
    old = make("a", "b", weights={"b": 0})
    assert trend_of(old, make("a", "b", version="1.1")) == (
        Trend.BREAKS,
        "Questions that both versions ask alike hold 50% of its weight in version 1.1; a trend needs two "
        "thirds. 1 question counts that did not before.",
    )
    assert "1 question no longer counts." in trend_of(make("a", "b"), old)[1]


def test_a_domain_that_never_counted_has_no_trend_to_break():
    weightless = {"weights": dict.fromkeys(FIVE, 0)}
    assert trend_of(make(**weightless), make(version="1.1", **weightless))[0] is Trend.DRAWN
    assert trend_of(make(**weightless), make(version="1.1"))[0] is Trend.BREAKS


def test_weights_matter_against_each_other():
    doubled = make(version="1.1", weights=dict.fromkeys(FIVE, 2))
    assert trend_of(OLD, doubled) == (Trend.DRAWN, "")
    assert compare(OLD, doubled).question("vision").differences[0].what == "weight"
    one = make(version="1.1", weights={"vision": 2})
    assert trend_of(OLD, one) == (Trend.WITH_NOTE, "Its questions weigh differently against each other.")


@pytest.mark.parametrize(
    ("update", "words"),
    [
        ({"applies_to": AppliesTo(phases=("primary",))}, "every kind, primary"),
        ({"show_if": Is(question="plan", is_="strong")}, "“plan” is strong"),
    ],
)
def test_who_is_asked_bears_on_the_score_of_the_domain(update, words):
    new = with_question(update)
    found = compare(OLD, new).question("vision")
    assert found.changes == (Change.SAME,)
    assert [each.new for each in found.differences] == [words]
    assert trend_of(OLD, new) == (Trend.WITH_NOTE, "1 question is asked in other cases.")


def test_rules_of_the_whole_questionnaire_bear_on_every_domain():
    new = make(version="1.1", min_share=0.75, audience=(Role.GOVERNOR, Role.HEAD), confidential=False)
    assert trend_of(OLD, new) == (
        Trend.WITH_NOTE,
        "How much somebody must have answered in order to count is not the same. Not the same people are "
        "asked. Answers are confidential in one version only.",
    )
    assert new.rubric.missing != MissingRule()


def test_another_ruler_breaks_every_trend():
    new = make(version="1.1", levels=(("not-yet", 1), ("developing", 2), ("secure", 3), ("strong", 5)))
    assert trend_of(OLD, new) == (Trend.BREAKS, "The levels have other values.")


def domains(*ids: str, version: str = "1.0", **rubric: Any) -> Questionnaire:
    made = tuple(make_domain(each, questions=(f"{each}-a", f"{each}-b")) for each in ids)
    return make(domains=made, version=version, **rubric)


def test_the_overall_score_breaks_with_a_domain_that_it_needs():
    found = compare(domains("one", "two"), domains("one", "two", "three", version="1.1"))
    assert found.overall is Trend.BREAKS
    assert found.overall_reasons == ("It needs “Three”, which cannot be compared.",)


def test_all_domains_that_break_the_overall_score_are_named():
    found = compare(domains("one", "two", "three", "four"), domains("one", version="1.1"))
    assert found.overall_reasons == ("It needs “Two”, “Three” and “Four”, which cannot be compared.",)


@pytest.mark.parametrize(
    ("rubric", "reasons"),
    [
        ({"domain_weights": {"three": 0}, "optional": ("three",)}, ()),
        ({"optional": ("three",)}, ("“Three” has changed.",)),
        (
            {"optional": ("two", "three"), "domain_weights": {"two": 2}},
            (
                "“Three” has changed.",
                "Which domains it needs is not the same.",
                "The domains weigh differently against each other.",
            ),
        ),
    ],
)
def test_a_domain_that_need_not_be_there_is_noted(rubric, reasons):
    found = compare(domains("one", "two"), domains("one", "two", "three", version="1.1", **rubric))
    assert found.overall is (Trend.WITH_NOTE if reasons else Trend.DRAWN)
    assert found.overall_reasons == reasons


def test_only_versions_of_one_questionnaire_are_compared():
    with pytest.raises(QuestionnaireError, match="compare two versions of one"):
        compare(OLD, make(code="other"))


@pytest.mark.parametrize(("version", "following"), [("1.0", "1.1"), ("1.9", "1.10"), ("12.34", "12.35")])
def test_the_next_version_counts_on(version, following):
    assert next_version(version) == following
