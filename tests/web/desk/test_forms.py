"""Each form saves what was typed, keeps what it cannot save, and says beside each field what is wrong."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from govscore.questionnaire.conditions import All, Answered, AtLeast, Is, Not
from govscore.questionnaire.model import Measure, OptionKind
from tests.visitor import Page
from tests.web.desk.conftest import Author, Desk, problems

QUESTION = {
    "text": "We walk round the grounds.",
    "why": "Grounds are for children.",
    "evidence": "The diary.",
    "duty": "should",
    "source-name": "Our own",
    "source-checked-day": "24",
    "source-checked-month": "11",
    "source-checked-year": "2026",
    **{f"level-{name}": f"{name} seen." for name in ("not-yet", "developing", "secure", "strong")},
}
ADVICE = {
    "title": "Walk round",
    "what": "Walk round the grounds.",
    "who": "The chair",
    "time": "An hour",
    "success": "Somebody saw it.",
}
FORMS = (
    "/details",
    "/levels",
    "/domains/people",
    "/questions/vision",
    "/questions/committees-report",
    "/recommendations/agree-a-vision",
    "/recommendations/talk-about-people",
    "/scales/levels",
    "/scales/yes-no",
)


def held(page: Page, name: str) -> Any:
    """What a field holds."""
    return page.form().fields[name]


@pytest.mark.parametrize("ending", FORMS)
def test_saving_without_a_change_changes_no_byte(author: Author, desk: Desk, draft: str, ending: str) -> None:
    before = desk.draft().stored.contents
    page = author.sends(author.opens(draft + ending), {})
    assert "Saved" in page.text
    assert desk.draft().stored.contents == before


@pytest.mark.parametrize(
    ("ending", "fields", "wrong"),
    [
        ("/details", {"title": " ", "audience": None}, {"title", "audience"}),
        ("/details", {"version": "two"}, {"version"}),
        ("/levels", {"label-secure": "", "min_share": "101", "min_questions": "0"}, None),
        ("/levels", {"min_share": "half", "min_questions": "1.5"}, {"min_share", "min_questions"}),
        ("/domains/people", {"short": "far too long a word", "weight": "heavy"}, {"short", "weight"}),
        ("/domains/people", {"title": "", "about": ""}, {"title", "about"}),
        ("/domains/new", {"weight": "-1"}, {"title", "short", "about", "weight"}),
        ("/questions/vision", {"text": "", "weight": "101", "source-checked-month": "13"}, None),
        ("/questions/vision", {"source-checked-day": ""}, {"source-checked-day"}),
        ("/questions/vision", {"text": "x " * 2000}, {"text"}),
        ("/domains/people/questions/new", {}, None),
        ("/recommendations/new", {}, {*ADVICE, "when-1"}),
        ("/recommendations/new", {**ADVICE, "when-2-most": "2"}, {"when-2"}),
        ("/recommendations/new", {**ADVICE, "when-1": "domain:people"}, {"when-1"}),
        ("/recommendations/new", {**ADVICE, "when-1": "domain:people", "when-1-most": "low"}, {"when-1"}),
        ("/scales/levels", {"value-2": ""}, {"value-2"}),
        ("/scales/levels", {"value-5": "3"}, {"value-5"}),
        ("/scales/levels", {f"label-{row}": "" for row in range(1, 7)}, {"label-1"}),
        ("/scales/new", {"label-1": "Only one", "value-1": "1"}, {"label-1"}),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    author: Author, desk: Desk, draft: str, ending: str, fields: dict[str, Any], wrong: set[str] | None
) -> None:
    before = desk.draft().stored.contents
    page = author.sends(author.opens(draft + ending), fields)
    found = problems(page)
    assert found
    assert wrong is None or set(found) == wrong
    for name, value in fields.items():
        if value is not None:
            assert held(page, name).strip() == value.strip()
    assert "Nothing is saved yet" in page.text
    assert desk.draft().stored.contents == before


def test_a_question_says_what_was_typed(author: Author, desk: Desk, draft: str) -> None:
    fields = {
        **QUESTION,
        "hint": "For example, the pond.",
        "wording-chair": "I see that we walk round the grounds.",
        "weight": "2",
        "duty": "must",
        "source-paragraph": "4",
        "source-url": "https://example.org/grounds",
        "source-status": "A summary.",
        "theme": "GR1",
        "governance": ["maintained", "trust"],
        "phases": ["special"],
    }
    author.sends(author.opens(f"{draft}/questions/induction"), fields)
    question = desk.edition.question("induction")
    rule = desk.edition.rubric.questions["induction"]
    assert (question.text, question.hint, question.duty) == (fields["text"], fields["hint"], "must")
    assert question.wording == {"chair": "I see that we walk round the grounds."}
    assert question.source.model_dump() == {
        "name": "Our own",
        "paragraph": "4",
        "url": "https://example.org/grounds",
        "checked": "2026-11-24",
        "status": "A summary.",
    }
    assert (question.applies_to.governance, question.applies_to.phases) == (
        ("maintained", "trust"),
        ("special",),
    )
    assert (rule.weight, rule.descriptors["strong"]) == (2, "strong seen.")
    assert desk.draft().examine().faults == ()


def test_a_new_question_gets_its_id_from_its_words(author: Author, desk: Desk, draft: str) -> None:
    for hint in ("In spring.", "In autumn."):
        author.sends(author.opens(f"{draft}/domains/people/questions/new"), QUESTION | {"hint": hint})
    names = [question.id for question in desk.edition.domain("people").questions]
    assert names == ["induction", "succession", "walk-round-grounds", "walk-round-grounds-2"]
    assert desk.edition.rubric.questions["walk-round-grounds"].descriptors["secure"] == "secure seen."
    assert desk.draft().examine().faults == ()


@pytest.mark.parametrize(
    ("fields", "condition"),
    [
        (
            {"if-1": "vision", "if-1-test": "at_least", "if-1-value": "secure"},
            AtLeast(question="vision", at_least=3),
        ),
        (
            {"if-1": "vision", "if-1-test": "is-not", "if-1-value": "dont-know"},
            Not(not_=Is(question="vision", is_="dont-know")),
        ),
        (
            {
                "joint": "all",
                "if-1": "vision",
                "if-1-test": "answered",
                "if-3": "has-committees",
                "if-3-value": "yes",
            },
            All(all=(Answered(question="vision", answered=True), Is(question="has-committees", is_="yes"))),
        ),
        ({}, None),
    ],
)
def test_a_question_is_shown_after_certain_answers(
    author: Author, desk: Desk, draft: str, fields: dict[str, str], condition: object
) -> None:
    author.sends(author.opens(f"{draft}/questions/induction"), fields)
    assert desk.edition.question("induction").show_if == condition
    assert desk.draft().examine().faults == ()
    page = author.opens(f"{draft}/questions/induction")
    for name, value in fields.items():
        if not name.startswith("joint"):
            assert held(page, name) == value or name.startswith("if-3")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"if-1": "succession"}, "asked before this one"),
        ({"if-1": "induction"}, "asked before this one"),
        ({"if-1": "nothing"}, "asked before this one"),
        ({"if-1": "vision", "if-1-test": "is"}, "Choose one of the answers of that question: Not yet"),
        ({"if-1": "vision", "if-1-test": "is", "if-1-value": "yes"}, "Choose one of the answers"),
        ({"if-1": "vision", "if-1-test": "at_most", "if-1-value": "dont-know"}, "is no level"),
        ({"if-1": "vision", "if-1-test": "often", "if-1-value": "secure"}, "Choose a test"),
        ({"if-2-value": "secure"}, "Choose the question that this answer belongs to"),
    ],
)
def test_a_condition_that_cannot_be_is_refused(
    author: Author, desk: Desk, draft: str, fields: dict[str, str], words: str
) -> None:
    form = author.opens(f"{draft}/questions/induction").form()
    sent = {**dict(form.form_values()), **fields}
    sent.pop("csrf_token")
    page = author.posts(f"{draft}/questions/induction", **sent)
    assert words in " ".join(problems(page).values())
    assert desk.edition.question("induction").show_if is None


def test_a_condition_on_a_question_that_was_taken_out_is_not_dropped_unseen(
    author: Author, desk: Desk, draft: str
) -> None:
    author.sends(author.opens(f"{draft}/questions/has-committees/remove"), {"also": None})
    page = author.opens(f"{draft}/questions/committees-report")
    assert "What was chosen is no longer there" in page.text
    assert "asked before this one" in " ".join(problems(author.sends(page, {})).values())
    author.sends(page, {"if-1": "", "if-1-value": ""})
    assert desk.edition.question("committees-report").show_if is None


def test_a_new_domain_begins_with_a_question_to_be_written(author: Author, desk: Desk, draft: str) -> None:
    fields = {
        "title": "Grounds",
        "short": "Grounds",
        "about": "About grounds.",
        "weight": "0.5",
        "required": "no",
    }
    page = author.sends(author.opens(f"{draft}/domains/new"), fields)
    domain = desk.edition.domain("grounds")
    assert [question.id for question in domain.questions] == ["first-question"]
    rule = desk.edition.rubric.domains["grounds"]
    assert (rule.weight, rule.required) == (0.5, False)
    assert "is still to be written" in page.text
    assert f"{draft}/questions/first-question" in page.links().values()


def test_a_domain_keeps_its_questions_when_it_is_renamed(author: Author, desk: Desk, draft: str) -> None:
    before = desk.edition.domain("people").questions
    author.sends(author.opens(f"{draft}/domains/people"), {"title": "Everybody", "weight": "2"})
    assert desk.edition.domain("people").title == "Everybody"
    assert desk.edition.domain("people").questions == before
    assert desk.edition.rubric.domains["people"].weight == 2


def test_details_are_saved(author: Author, desk: Desk, draft: str) -> None:
    fields = {
        "title": "Sounder",
        "audience": ["governor", "trustee"],
        "governance": ["trust"],
        "version": "2.0",
    }
    author.sends(author.opens(f"{draft}/details"), fields)
    manifest = desk.edition.manifest
    assert (manifest.title, manifest.audience, manifest.version) == (
        "Sounder",
        ("governor", "trustee"),
        "2.0",
    )
    assert manifest.applies_to.governance == ("trust",)
    assert manifest.domains == ("strategy", "people")
    assert "draft 2.0" in author.opens(draft).heading


def test_levels_and_missing_answers_are_saved(author: Author, desk: Desk, draft: str) -> None:
    fields = {
        "label-secure": "Well settled",
        "about-strong": "It pays.",
        "min_share": "75%",
        "min_questions": "1",
    }
    author.sends(author.opens(f"{draft}/levels"), fields)
    rubric = desk.edition.rubric
    assert [level.label for level in rubric.levels][2] == "Well settled"
    assert rubric.levels[3].about == "It pays."
    assert (rubric.missing.min_share, rubric.missing.min_questions) == (0.75, 1)
    assert [level.value for level in rubric.levels] == [1, 2, 3, 4]


def test_a_new_level_of_a_scale_goes_where_its_value_belongs(author: Author, desk: Desk, draft: str) -> None:
    fields = {"label-7": "Nearly secure", "kind-7": "scored", "value-7": "2.5", "label-5": "No idea"}
    author.sends(author.opens(f"{draft}/scales/levels"), fields)
    options = desk.edition.manifest.scales["levels"].options
    assert [option.id for option in options] == [
        "not-yet",
        "developing",
        "nearly-secure",
        "secure",
        "strong",
        "dont-know",
        "not-my-role",
    ]
    assert options[5].label == "No idea"


def test_where_values_fall_a_new_one_falls_too(author: Author, desk: Desk, draft: str) -> None:
    author.sends(author.opens(f"{draft}/scales/yes-no"), {"label-4": "Partly", "value-4": "0.5"})
    labels = [option.label for option in desk.edition.manifest.scales["yes-no"].options]
    assert labels == ["Yes", "Partly", "No", "Don't know"]


def test_a_new_set_of_answers_is_added_used_and_taken_out(author: Author, desk: Desk, draft: str) -> None:
    fields = {
        "label-1": "Often",
        "value-1": "2",
        "label-2": "Never",
        "value-2": "1",
        "label-3": "Don’t know",
        "kind-3": "dont-know",
    }
    author.sends(author.opens(f"{draft}/scales/new"), fields)
    scale = desk.edition.manifest.scales["often"]
    assert [(o.id, o.value) for o in scale.options] == [("never", 1), ("often", 2), ("dont-know", None)]
    assert scale.options[2].kind is OptionKind.DONT_KNOW
    page = author.sends(author.opens(f"{draft}/questions/induction"), {"scale": "often"})
    assert "Never, Often, Don’t know" in author.opens(f"{draft}/questions/induction").text
    assert desk.edition.rubric.questions["induction"].descriptors == {}
    assert "induction" in page.text
    emptied = {f"label-{row}": "" for row in (1, 2, 3)}
    assert (
        "at least two must stay"
        in problems(author.sends(author.opens(f"{draft}/scales/often"), emptied))["label-1"]
    )
    author.sends(author.opens(f"{draft}/questions/induction"), {"scale": "levels"})
    author.sends(author.opens(f"{draft}/scales/often"), emptied)
    assert "often" not in desk.edition.manifest.scales


def test_a_recommendation_rests_on_what_was_chosen(author: Author, desk: Desk, draft: str) -> None:
    fields = {
        **ADVICE,
        "importance": "3",
        "joint": "all",
        "when-1": "domain:people",
        "when-1-measure": "mean",
        "when-1-most": "2,4",
        "when-2": "question:vision",
        "when-2-measure": "dont-know",
        "when-2-least": "35 %",
    }
    author.sends(author.opens(f"{draft}/recommendations/new"), fields)
    advice = desk.edition.recommendation("walk-round")
    first, second = advice.when.all
    assert (first.domain, first.measure, first.at_most) == ("people", Measure.MEAN, 2.4)
    assert (second.question, second.measure, second.at_least) == ("vision", Measure.DONT_KNOW, 0.35)
    assert (advice.importance, advice.who) == (3, "The chair")
    page = author.opens(f"{draft}/recommendations/walk-round")
    assert held(page, "when-2-least") == "35"
    assert desk.draft().examine().faults == ()


def test_a_recommendation_that_rests_on_what_was_taken_out_is_not_changed_unseen(
    author: Author, desk: Desk, draft: str
) -> None:
    author.sends(author.opens(f"{draft}/questions/vision/remove"), {"also": None})
    page = author.opens(f"{draft}/recommendations/agree-a-vision")
    assert "What was chosen is no longer there" in page.text
    assert "of this draft" in problems(author.sends(page, {}))["when-1"]


def test_what_nobody_can_see_in_pasted_text_does_not_stand_in_the_way(
    author: Author, desk: Desk, draft: str
) -> None:
    pasted = "\ufeffWe walk\u2028 round\x0b the \x85grounds\x07."
    author.sends(author.opens(f"{draft}/questions/induction"), {"text": pasted, "hint": " \x01 "})
    question = desk.edition.question("induction")
    assert (question.text, question.hint) == ("We walk round the grounds .", None)


@pytest.mark.parametrize(
    "text", ["a: b # c", "- 'x' \"y\"", "{{ 7 * 7 }} & <b>", "=1+1", "null", "“ŵ” \U0001f989 e\u0301"]
)
def test_any_words_are_kept_as_they_are(author: Author, desk: Desk, draft: str, text: str) -> None:
    author.sends(author.opens(f"{draft}/questions/induction"), {"text": text, "level-secure": text})
    assert desk.edition.question("induction").text == text
    assert desk.edition.rubric.questions["induction"].descriptors["secure"] == text
    assert held(author.opens(f"{draft}/questions/induction"), "text").strip() == text


def test_a_source_is_looked_at_today_or_earlier(author: Author, desk: Desk, draft: str) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=2)
    day = {f"source-checked-{part}": str(getattr(tomorrow, part)) for part in ("day", "month", "year")}
    page = author.sends(author.opens(f"{draft}/questions/induction"), day)
    assert "today or earlier" in problems(page)["source-checked-day"]
    today = datetime.now(UTC)
    day = {f"source-checked-{part}": str(getattr(today, part)) for part in ("day", "month", "year")}
    assert "Saved" in author.sends(page, day).text
