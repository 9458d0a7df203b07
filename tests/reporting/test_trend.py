"""Earlier scores beside those of now: compared only where the questions allow it, and never worked out anew."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from govscore.benchmarking.since import DomainChange
from govscore.questionnaire.changes.versions import compare
from govscore.questionnaire.model import Questionnaire
from govscore.reporting.compose import compose_report, digest_of
from govscore.reporting.material import BoardFacts, EarlierReview, Material, RoundFacts, Scored
from govscore.reporting.model import Report
from govscore.reporting.trend import (
    MOST_EARLIER,
    NOT_ASKED_THEN,
    NOT_AT_HAND,
    NOT_COMPARABLE,
    OTHER_KIND,
    RETURNING,
    UNJUDGED,
    compose_trend,
)
from govscore.reporting.trend_model import ThenPoint, TrendPart
from govscore.scoring.model import DomainScore, NoScore, Withheld
from govscore.storage.codec import Codec
from tests.make import (
    make_domain,
    make_domain_score,
    make_id,
    make_questionnaire,
    make_rubric,
    make_scale,
    make_scorecard,
)

SCALES = {"levels": make_scale()}


def make(*domains: str, version: str = "1.0", **rubric: Any) -> Questionnaire:
    made = tuple(make_domain(each, questions=(f"{each}-a", f"{each}-b")) for each in domains)
    return make_questionnaire(
        made, version=version, scales=SCALES, rubric=make_rubric(made, SCALES, **rubric)
    )


OLD, NEW = make("strategy", "people"), make("strategy", "people", version="1.1")


def earlier(*scores: DomainScore, questionnaire: Questionnaire = OLD, **changes: Any) -> EarlierReview:
    """An evaluation a year ago."""
    review = EarlierReview(
        round_id=make_id("round", 1),
        round="Autumn 2025",
        closed_on=date(2025, 11, 25),
        version=questionnaire.version,
        scorecard=make_scorecard(domains=scores, overall=2.5),
        rubric=questionnaire.rubric,
        comparison=compare(questionnaire, NEW),
        is_same_kind=True,
        was_sent=True,
    )
    return replace(review, **changes)


def material(*scores: DomainScore, then: tuple[EarlierReview, ...], asked: Questionnaire = NEW) -> Material:
    """Autumn 2026, and what was before."""
    return Material(
        board=BoardFacts(name="Hillside", kind="maintained", phase="primary"),
        round=RoundFacts(title="Autumn 2026", closes_on=date(2026, 11, 24)),
        review=Scored(questionnaire=asked, scorecard=make_scorecard(domains=scores, overall=2.75)),
        earlier=then,
    )


def trend_of(*scores: DomainScore, then: tuple[EarlierReview, ...], asked: Questionnaire = NEW) -> TrendPart:
    found = compose_trend(material(*scores, then=then, asked=asked))
    assert found is not None
    return found


def point_of(now: DomainScore, then: DomainScore, **changes: Any) -> ThenPoint:
    return trend_of(now, then=(earlier(then, **changes),)).domains[0].last


def score(mean: float | None = 2.5, domain: str = "strategy", **others: Any) -> DomainScore:
    return make_domain_score(domain, mean=mean, n=None if mean is None else 9, **others)


def test_without_an_earlier_evaluation_there_is_nothing_to_say() -> None:
    assert compose_trend(material(score(), then=())) is None


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        (2.5, 2.85, "0.4 higher"),
        (3.0, 2.4, "0.6 lower"),
        (2.5, 2.54, "about the same"),
        (2.54, 2.5, "about the same"),
    ],
)
def test_a_change_is_told_in_a_few_words(then: float, now: float, words: str) -> None:
    point = point_of(score(now), score(then))
    assert (point.words, point.trend, point.reasons) == (words, "drawn", ())
    assert point.drawn_at == then
    assert point.change == pytest.approx(now - then)
    assert point.n_words == "9 answers"


def test_a_change_beside_a_note_is_told_with_its_reason() -> None:
    asked = make("strategy", "people", version="1.1", weights={"strategy-a": 2})
    then = earlier(score(2.5), comparison=compare(OLD, asked))
    point = trend_of(score(2.9), then=(then,), asked=asked).domains[0].last
    assert (point.trend, point.words) == ("with-note", "0.4 higher")
    assert point.reasons == ("Its questions weigh differently against each other.",)


def test_questions_that_changed_leave_two_scores_and_no_change() -> None:
    old = make("strategy", "people", weights={"strategy-a": 0})
    point = point_of(score(2.9), score(2.5), questionnaire=old)
    assert (point.words, point.change, point.trend) == (NOT_COMPARABLE, None, "breaks")
    assert (point.mean.words, point.drawn_at) == ("2.5 of 4", 2.5)
    assert "1 question counts that did not before." in point.reasons


def test_what_was_withheld_then_stays_withheld() -> None:
    then = score(None, withheld=Withheld.TOO_FEW)
    point = point_of(score(2.9), then)
    assert (point.mean.value, point.drawn_at, point.change, point.n_words) == (None, None, None, "")
    assert point.words == "then withheld: fewer than 5 answers"


def test_what_is_withheld_now_gives_no_change() -> None:
    point = point_of(score(None, withheld=Withheld.TOO_FEW), score(2.5))
    assert (point.words, point.change) == ("now withheld: fewer than 5 answers", None)


def test_what_had_no_score_says_so() -> None:
    point = point_of(score(2.9), score(None, no_score=NoScore.NOBODY))
    assert point.words == "then no score: nobody answered enough"


def test_a_new_domain_was_not_asked_then_and_an_old_one_is_no_longer_asked() -> None:
    old = make("strategy", "money")
    found = trend_of(
        score(2.9),
        score(2.2, "people"),
        then=(earlier(score(2.5), score(3.0, "money"), questionnaire=old),),
    )
    assert [line.last.words for line in found.domains] == ["0.4 higher", NOT_ASKED_THEN]
    assert found.domains[1].last.reasons == ("Version 1.0 does not ask about this.",)
    assert found.no_longer_asked == ("Money",)
    assert found.overall.last.words == NOT_COMPARABLE


def test_other_levels_leave_nothing_to_draw_and_the_words_of_then() -> None:
    old = make("strategy", "people", levels=(("not-yet", 1), ("developing", 2), ("secure", 3), ("strong", 5)))
    point = point_of(score(2.9), score(4.2), questionnaire=old)
    assert (point.mean.words, point.drawn_at, point.words) == ("4.2 of 5", None, NOT_COMPARABLE)


def test_a_version_that_is_gone_leaves_its_scores_and_no_comparison() -> None:
    point = point_of(score(2.9), score(2.5), rubric=None, comparison=None)
    assert (point.mean.words, point.words, point.reasons) == ("2.5", NOT_COMPARABLE, (NOT_AT_HAND,))
    assert point.drawn_at is None


def test_a_board_that_has_become_another_kind_is_told_why_the_questions_are_others() -> None:
    old = make("strategy", "people", weights={"strategy-a": 0})
    assert point_of(score(), score(), questionnaire=old, is_same_kind=False).reasons[0] == OTHER_KIND
    assert point_of(score(), score(), is_same_kind=False).reasons == ()


def test_a_domain_that_neither_asks_this_board_has_nothing_to_compare() -> None:
    comparison = replace(compare(OLD, NEW), domains=())
    nothing = score(None, no_score=NoScore.NOT_ASKED)
    point = point_of(nothing, nothing, comparison=comparison)
    assert (point.trend, point.reasons, point.change) == ("breaks", (), None)


def test_the_overall_score_is_compared_by_its_own_rule() -> None:
    found = trend_of(score(2.9), then=(earlier(score(2.5)),))
    assert (found.overall.now.words, found.overall.last.mean.words) == ("2.8 of 4", "2.5 of 4")
    assert found.overall.last.words == "0.3 higher"


def test_it_says_of_how_many_domains_anything_can_be_said() -> None:
    found = trend_of(
        score(2.9),
        score(None, "people", withheld=Withheld.TOO_FEW),
        then=(earlier(score(), score(2.2, "people")),),
    )
    assert found.words == (
        "The evaluation before this, Autumn 2025, closed on 25 November 2025. 1 of 2 domains can be compared "
        "with it."
    )
    assert (found.now.words, found.earlier[0].words) == (
        "Autumn 2026, version 1.1",
        "Autumn 2025, version 1.0",
    )


def judged(*, is_more: bool = False, expected: float | None = 2.6) -> DomainChange:
    return DomainChange(
        domain="strategy", could_be_chance=0.62, is_more_than_chance=is_more, expected=expected
    )


@pytest.mark.parametrize(
    ("is_more", "verdict"), [(False, "and so could this one"), (True, "and this one is larger")]
)
def test_a_change_is_told_with_the_size_that_could_be_chance(*, is_more: bool, verdict: str) -> None:
    found = compose_trend(
        replace(material(score(2.9), then=(earlier(score()),)), changes=(judged(is_more=is_more),))
    )
    assert found is not None
    chance = found.domains[0].chance
    assert chance is not None
    assert chance.words == f"With this many answers, changes under 0.6 could be chance, {verdict}."
    assert chance.expected == 2.6
    assert found.cautions[0] == RETURNING


def test_where_the_questions_changed_nothing_is_said_of_chance() -> None:
    other = make("strategy", "people", version="1.1")
    gone = earlier(score(), questionnaire=other, comparison=None)
    found = compose_trend(replace(material(score(2.9), then=(gone,)), changes=(judged(),)))
    assert found is not None
    assert found.domains[0].chance is None
    assert found.cautions[0] == UNJUDGED


@pytest.mark.parametrize(("n", "step"), [(5, "by 0.2"), (9, "by 0.1"), (25, "by less than 0.1")])
def test_nothing_is_called_more_than_chance_and_one_persons_weight_is_told(n: int, step: str) -> None:
    found = trend_of(make_domain_score("strategy", n=n), then=(earlier(score()),))
    assert found.cautions[0] == UNJUDGED
    assert f"With {n} answers, one person" in found.cautions[1]
    assert f"{step}." in found.cautions[1]


def test_where_no_score_is_shown_one_persons_weight_is_left_out() -> None:
    assert len(trend_of(score(None, withheld=Withheld.TOO_FEW), then=(earlier(score()),)).cautions) == 2


def test_evaluations_long_ago_are_counted_and_left_to_their_own_reports() -> None:
    found = trend_of(score(), then=tuple(earlier(score()) for _ in range(MOST_EARLIER + 2)))
    assert len(found.earlier) == len(found.domains[0].then) == MOST_EARLIER
    assert found.words.endswith("2 evaluations before that are in their own reports only.")
    one = trend_of(score(), then=tuple(earlier(score()) for _ in range(MOST_EARLIER + 1)))
    assert one.words.endswith("1 evaluation before that is in its own report only.")


def test_the_report_has_it_and_says_how_it_was_made() -> None:
    report = compose_report(
        material(score(2.9), score(2.2, "people"), then=(earlier(score()),)), generated_on=date(2026, 12, 2)
    )
    assert report.trend is not None
    assert "Since last time" in [note.title for note in report.method]
    codec = Codec(Report)
    back = codec.load(codec.dump(report))
    assert back == report
    assert digest_of(back) == report.digest


def test_a_report_kept_from_before_there_were_trends_is_read_and_its_digest_holds() -> None:
    report = compose_report(
        material(score(2.9), score(2.2, "people"), then=()), generated_on=date(2026, 12, 2)
    )
    codec = Codec(Report)
    document = dict(codec.dump(report))
    assert document.pop("trend") is None
    back = codec.load(document)
    assert back.trend is None
    assert digest_of(back) == report.digest


def test_where_nothing_can_be_compared_it_says_no_domain() -> None:
    then = earlier(score(None, withheld=Withheld.TOO_FEW))
    assert "No domain can be compared with it." in trend_of(score(2.9), then=(then,)).words
