"""What covers a withheld question."""

from govscore.scoring.companions import Cover, find_cover
from govscore.scoring.model import QuestionScore, Withheld
from tests.make import make_domain, make_question_score
from tests.scoring.boards import question, questionnaire_of, score

QUESTIONNAIRE = questionnaire_of(make_domain(questions=("vision", "plan", "aims")))
(DOMAIN,) = QUESTIONNAIRE.domains


def cover(withheld: dict[str, Withheld], scored: dict[str, int] | None = None) -> Cover:
    full: dict[str, QuestionScore] = {
        key: make_question_score(key, scored=(scored or {}).get(key, 8)) for key in ("vision", "plan", "aims")
    }
    shown = {key: make_question_score(key, withheld=withheld.get(key)) for key in full}
    return find_cover(QUESTIONNAIRE, DOMAIN, full=full, shown=shown)


def test_nothing_withheld_needs_no_cover() -> None:
    assert cover({}) == Cover()


def test_two_withheld_for_being_few_cover_each_other() -> None:
    assert cover({"vision": Withheld.TOO_FEW, "plan": Withheld.TOO_FEW}) == Cover()


def test_the_fewest_answered_and_then_the_earliest_is_the_companion() -> None:
    assert cover({"vision": Withheld.TOO_FEW}).companion == "plan"
    assert cover({"vision": Withheld.TOO_FEW}, {"aims": 6}).companion == "aims"


def test_where_no_other_question_has_answers_the_mean_goes() -> None:
    assert cover({"vision": Withheld.TOO_FEW}, {"plan": 0, "aims": 0}) == Cover(shows_mean=False)


def test_a_question_too_few_answered_is_no_cover_for_a_band() -> None:
    card = score(vision="33333333", plan="1234----", aims="22334411")
    assert question(card, "aims").withheld is Withheld.SUBTRACTION
