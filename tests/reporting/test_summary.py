from dataclasses import replace
from datetime import date

from govscore.reporting.material import BoardFacts, RoundFacts
from govscore.reporting.model import DomainSection
from govscore.reporting.summary import (
    compose_board,
    compose_round,
    compose_turnout,
    headline,
    overall_reading,
    standing_words,
)
from govscore.scoring.model import NoScore, Withheld
from tests.make import make_questionnaire, make_scorecard
from tests.reporting.test_sections import QUESTIONNAIRE, section_of


def sections_of(**means: float) -> tuple[DomainSection, ...]:
    section = section_of()
    return tuple(
        replace(section, short=name, mean=replace(section.mean, value=value)) for name, value in means.items()
    )


def test_the_headline_gives_level_number_answers_and_the_ends() -> None:
    words = headline(make_scorecard(overall=2.9), QUESTIONNAIRE, sections_of(People=3.2, Strategy=2.4))
    assert words == "Secure overall (2.9 of 4, 8 answers), highest in People and lowest in Strategy."


def test_domains_that_look_the_same_have_no_highest() -> None:
    words = headline(make_scorecard(overall=2.9), QUESTIONNAIRE, sections_of(People=2.91, Strategy=2.89))
    assert words.endswith("much the same in every domain.")


def test_a_single_domain_has_no_ends() -> None:
    words = headline(make_scorecard(overall=2.9), QUESTIONNAIRE, sections_of(People=2.9))
    assert words == "Secure overall (2.9 of 4, 8 answers)."


def test_without_an_overall_score_the_headline_says_why() -> None:
    card = make_scorecard(overall=None)
    assert headline(card, QUESTIONNAIRE, sections_of(People=3.2, Strategy=2.4)) == (
        "No overall score, as a domain has none: highest in People and lowest in Strategy."
    )
    assert headline(card, QUESTIONNAIRE, ()) == "No overall score, as a domain has none."
    asked = replace(card, overall_no_score=NoScore.NOT_ASKED)
    assert headline(asked, QUESTIONNAIRE, ()) == "No overall score, as not asked of this board."


def test_few_and_none_have_their_own_headlines() -> None:
    few = replace(make_scorecard(overall=None, responses=3), overall_withheld=Withheld.TOO_FEW)
    assert headline(few, QUESTIONNAIRE, ()).startswith("Fewer than 5 answered")
    assert headline(make_scorecard(responses=0), QUESTIONNAIRE, ()).startswith("Nobody has answered")


def test_the_overall_reading_is_a_number_or_its_reason() -> None:
    assert overall_reading(make_scorecard(overall=2.5), QUESTIONNAIRE).words == "2.5 of 4"
    withheld = replace(make_scorecard(overall=None), overall_withheld=Withheld.TOO_FEW)
    assert overall_reading(withheld, QUESTIONNAIRE).words == "withheld: fewer than 5 answers"
    assert overall_reading(make_scorecard(overall=None), QUESTIONNAIRE).words.startswith("incomplete")


def test_dates_are_written_as_far_as_they_are_known() -> None:
    first, last = date(2026, 11, 2), date(2026, 11, 30)
    assert [
        compose_round(RoundFacts(title="Autumn", opens_on=opens, closes_on=closes)).dates
        for opens, closes in ((first, last), (None, last), (first, None), (None, None))
    ] == ["2 November 2026 to 30 November 2026", "until 30 November 2026", "from 2 November 2026", ""]


def test_names_lose_what_no_page_can_show() -> None:
    assert compose_board(BoardFacts(name="A\x00b ", kind="trust", phase="all")).name == "Ab"


def test_confidentiality_is_promised_only_where_it_is_kept() -> None:
    kept = compose_turnout(make_scorecard(), QUESTIONNAIRE, has_scores=True)
    assert kept.confidentiality.startswith("Answers are confidential")
    assert kept.words == "8 of 10 have answered; 2 have not."
    open_ = compose_turnout(make_scorecard(), make_questionnaire(confidential=False), has_scores=True)
    assert "not confidential" in open_.confidentiality


def test_the_footer_says_who_may_read_it() -> None:
    assert standing_words(None) == "confidential to the board"
    assert standing_words(date(2026, 12, 4)) == "sent to the authority on 4 December 2026"


def test_only_a_domain_that_stands_alone_is_named() -> None:
    words = headline(
        make_scorecard(overall=2.9), QUESTIONNAIRE, sections_of(People=3.0, Money=3.0, Strategy=2.5)
    )
    assert words == "Secure overall (2.9 of 4, 8 answers), lowest in Strategy."
    alike = sections_of(People=3.0, Money=3.0, Strategy=2.5, Duty=2.5)
    assert (
        headline(make_scorecard(overall=2.9), QUESTIONNAIRE, alike) == "Secure overall (2.9 of 4, 8 answers)."
    )
