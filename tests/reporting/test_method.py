from dataclasses import replace

from govscore.reporting.method import compose_county_method, compose_method, compose_sources
from tests.make import make_domain, make_questionnaire, make_rubric, make_scale
from tests.reporting.full_report import make_material

MATERIAL = make_material()


def text_of(title: str) -> str:
    return next(note.text for note in compose_method(MATERIAL) if note.title == title)


def test_every_value_of_a_level_is_told() -> None:
    words = "not yet is 1, developing is 2, secure is 3 and strong is 4"
    assert words in text_of("Which answers count")


def test_the_missing_rule_is_told_in_the_questionnaires_numbers() -> None:
    assert "50% of the questions answered, and at least 2 questions" in text_of(
        "From answers to a domain’s score"
    )


def test_the_formulas_are_named() -> None:
    everything = " ".join(note.text for note in compose_method(MATERIAL))
    for name in ("average deviation", "empirical Bayes", "REML", "mid-rank (Hazen)", "95%"):
        assert name in everything


def test_a_weight_that_is_out_of_the_ordinary_is_named() -> None:
    domains = (make_domain(questions=("vision", "plan", "aim")),)
    scales = {"levels": make_scale()}
    rubric = make_rubric(domains, scales, weights={"aim": 2}, optional=("strategy",))
    questionnaire = make_questionnaire(domains, scales=scales, rubric=rubric)
    material = replace(MATERIAL, review=replace(MATERIAL.review, questionnaire=questionnaire))
    notes = {note.title: note.text for note in compose_method(material)}
    assert notes["Weights of questions"] == "Questions weigh 1, but “Aim is looked after.” weighs 2."
    assert "every domain but Strategy" in notes["The overall score"]


def test_every_questionnaire_is_named_with_its_digest() -> None:
    sources = compose_sources(MATERIAL)
    assert [source.code for source in sources] == ["board-self-review", "compliance", "heads-view"]
    assert sources[0].digest == MATERIAL.review.questionnaire.digest
    assert sources[0].digest[:12] in sources[0].words


def test_the_county_is_told_what_stays_with_the_board_and_what_a_funnel_is() -> None:
    titles = [note.title for note in compose_county_method(MATERIAL.review.questionnaire)]
    assert titles[-5:] == [
        "What stays with the board",
        "The funnel",
        "Scores for comparison",
        "The authority’s view beside the board’s own",
        "Groups of boards",
    ]
