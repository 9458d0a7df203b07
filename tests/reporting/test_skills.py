"""Skills are counted and never averaged: how many are confident, where nobody is, and who would like to."""

from govscore.reporting.model import OptionCountLine, QuestionRow
from govscore.reporting.skills import SkillField, compose_field
from tests.make import LEVELS as RUNGS
from tests.make import make_domain, make_question, make_questionnaire, make_scale
from tests.reporting import factories

WISH = (("not-now", 0), ("would-like", 1), ("would-lead", 2))
QUESTIONNAIRE = make_questionnaire(
    domains=(make_domain(questions=(make_question("finance"), make_question("finance-wish", scale="wish"))),),
    scales={"levels": make_scale(), "wish": make_scale(WISH, not_scored=("not-applicable",))},
)


def wishes(*counts: int, not_applicable: int = 0) -> tuple[OptionCountLine, ...]:
    chosen = tuple(
        OptionCountLine(option=name, label=name.replace("-", " "), kind="scored", place=place, count=count)
        for place, ((name, _), count) in enumerate(zip(WISH, counts, strict=True), 1)
    )
    return (
        *chosen,
        OptionCountLine(
            option="not-applicable",
            label="Not applicable",
            kind="not-applicable",
            place=None,
            count=not_applicable,
        ),
    )


def field(knows: QuestionRow, wants: QuestionRow) -> SkillField:
    section = factories.make_section(questions=(knows, wants))
    return compose_field(section, QUESTIONNAIRE, factories.LEVELS)


def known(*counts: int, dont_know: int = 0) -> QuestionRow:
    found = factories.make_counts(*counts, dont_know=dont_know)
    return factories.make_question(id="finance", counts=found, asked=sum(counts) + dont_know)


def wanted(*counts: int, not_applicable: int = 0) -> QuestionRow:
    found = wishes(*counts, not_applicable=not_applicable)
    return factories.make_question(id="finance-wish", counts=found, asked=sum(counts) + not_applicable)


def test_the_rungs_are_those_of_the_questionnaire() -> None:
    assert [level.id for level in factories.LEVELS] == [name for name, _ in RUNGS]


def test_confident_are_those_at_secure_or_higher_of_all_who_were_asked() -> None:
    (line,) = field(known(1, 3, 2, 1, dont_know=1), wanted(4, 2, 2)).knowledge
    assert (line.count, line.of, line.is_missing) == (3, 8, False)
    assert line.words == "3 of 8 are secure or strong."


def test_where_nobody_is_confident_that_is_said() -> None:
    found = field(known(4, 4, 0, 0), wanted(8, 0, 0))
    assert [line.question for line in found.missing] == ["finance"]
    assert found.knowledge[0].words == "None of 8 are secure or strong."


def test_an_interest_is_more_than_not_now_and_not_applicable_is_left_out() -> None:
    (line,) = field(known(1, 3, 2, 2), wanted(4, 2, 1, not_applicable=1)).interests
    assert (line.count, line.of) == (3, 7)
    assert line.words == "1 “would lead” and 2 “would like”."


def test_nobody_who_would_like_to_is_no_blank() -> None:
    (line,) = field(known(1, 3, 2, 2), wanted(8, 0, 0)).interests
    assert (line.count, line.words) == (0, "Nobody would like to this year.")


def test_what_is_withheld_has_no_count() -> None:
    hidden = factories.make_withheld_question(id="finance")
    (line,) = field(hidden, wanted(4, 2, 2)).knowledge
    assert (line.count, line.of, line.is_missing) == (None, None, False)
    assert line.words
