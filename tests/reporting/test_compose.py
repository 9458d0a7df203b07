import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from govscore.reporting.compose import compose_report, digest_of
from govscore.reporting.material import Material
from govscore.reporting.model import Report
from govscore.scoring.model import Withheld
from tests.reporting.full_report import (
    BOARD,
    GENERATED_ON,
    make_full_report,
    make_material,
    make_outside_material,
)

MATERIAL = make_material()
REPORT = compose_report(MATERIAL, generated_on=GENERATED_ON)
CODEC = TypeAdapter(Report)
OURS = re.compile(r"\brank|\bleague|\banonym|\bfail|\bnon-compliant|\binadequate", re.IGNORECASE)


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


@pytest.mark.parametrize(
    "report",
    [REPORT, make_full_report(people=3), make_full_report(people=0), make_full_report(shares_view=False)],
    ids=["full", "too few", "nobody", "head not shared"],
)
def test_a_report_goes_to_json_and_comes_back_unchanged(report: Report) -> None:
    back = CODEC.validate_json(CODEC.dump_json(report))
    assert back == report
    assert digest_of(back) == report.digest


def test_the_same_material_gives_the_same_report() -> None:
    assert compose_report(make_material(), generated_on=GENERATED_ON) == REPORT


def test_a_changed_word_changes_the_digest() -> None:
    renamed = replace(MATERIAL, board=replace(BOARD, name="Another"))
    assert compose_report(renamed, generated_on=GENERATED_ON).digest != REPORT.digest
    later = compose_report(MATERIAL, generated_on=GENERATED_ON + timedelta(days=1))
    assert later.digest != REPORT.digest


def test_the_report_needs_no_more_than_the_boards_own_review() -> None:
    bare = Material(board=MATERIAL.board, round=MATERIAL.round, review=MATERIAL.review)
    report = compose_report(bare, generated_on=GENERATED_ON)
    assert (report.duties, report.head, report.comparison, report.authority) == (None,) * 4
    assert all(section.position is None and not section.advice for section in report.domains)
    titles = [note.title for note in report.method]
    assert "The head’s view" not in titles
    assert "Place among similar boards" not in titles


def test_every_domain_and_question_is_there_in_the_order_asked() -> None:
    questionnaire = MATERIAL.review.questionnaire
    assert [section.id for section in REPORT.domains] == [domain.id for domain in questionnaire.domains]
    assert [row.id for row in REPORT.annex] == [question.id for question in questionnaire.questions]
    assert REPORT.annex[0].order == "1.1"
    assert REPORT.domain("people") == REPORT.domains[2]
    assert REPORT.domain("nowhere") is None


def test_advice_on_duties_stands_with_the_duties_and_the_rest_with_its_domain() -> None:
    assert REPORT.duties is not None
    assert REPORT.duties.advice
    beside = {part.id for part in REPORT.duties.advice}
    within = [part for section in REPORT.domains for part in section.advice]
    assert within
    assert beside.isdisjoint(part.id for part in within)
    assert len(beside) + len(within) == len(MATERIAL.recommendations)
    assert all(part.domain == section.id for section in REPORT.domains for part in section.advice)


def test_the_authoritys_view_stands_in_its_domain_beside_the_boards_own() -> None:
    section = REPORT.domain("accountability")
    assert section is not None
    assert section.authority is not None
    assert section.level is not None
    assert (section.authority.words, section.level.id) == ("Authority’s view: developing.", "secure")


def test_standing_says_who_may_read_it() -> None:
    assert REPORT.standing == "confidential to the board"
    sent = compose_report(replace(MATERIAL, sent_on=date(2026, 12, 4)), generated_on=GENERATED_ON)
    assert sent.standing == "sent to the authority on 4 December 2026"


def test_below_five_answers_no_score_of_the_board_is_anywhere() -> None:
    report = make_full_report(people=4)
    assert not report.turnout.has_scores
    assert report.headline.startswith("Fewer than 5 answered")
    assert (report.strengths, report.talking_points, report.overall.value) == ((), (), None)
    for section in report.domains:
        assert section.mean.value is None
        assert section.position is not None
        assert (section.position.score, section.position.percentile) == (None, None)
        for row in section.questions:
            assert (row.n, row.mean.value, row.counts, row.dont_know.value, row.notes) == (
                None,
                None,
                None,
                None,
                (),
            )


def test_whatever_is_withheld_shows_neither_number_nor_count_in_its_row() -> None:
    withheld = [row for row in REPORT.annex if row.withheld_reason]
    assert withheld
    for row in withheld:
        assert (row.mean.value, row.median, row.agreement.value, row.counts, row.answers) == (
            None,
            None,
            None,
            None,
            "",
        )


def test_a_head_who_did_not_share_leaves_no_trace_of_an_answer() -> None:
    head = make_full_report(shares_view=False).head
    assert head is not None
    assert (head.is_shared, head.gaps, head.others, head.mean_gap.value) == (False, (), (), None)


def test_the_authority_reads_questions_to_the_nearest_half_and_no_counts() -> None:
    report = compose_report(make_outside_material(), generated_on=GENERATED_ON)
    assert "to the nearest half" not in report.headline
    shown = [row for row in report.annex if row.withheld_reason == Withheld.OUTSIDE.value]
    assert shown
    assert all(
        row.counts is None and row.mean.value is not None and row.mean.value % 0.5 == 0 for row in shown
    )
    assert not any(row.notes for row in report.annex)


def test_no_text_of_ours_ranks_blames_or_promises_anonymity() -> None:
    said = [text for text in texts(replace(REPORT, method=())) if OURS.search(text)]
    asked = {question.text for question in MATERIAL.review.questionnaire.questions}
    assert [text for text in said if text not in asked] == []


def test_sentences_of_the_first_page_are_under_twenty_words() -> None:
    for report in (REPORT, make_full_report(people=3), make_full_report(people=0)):
        duties = () if report.duties is None else (report.duties.words,)
        page = (report.headline, report.turnout.words, report.turnout.confidentiality, *duties)
        page += (report.strengths_words, report.talking_points_words)
        for words in page:
            assert all(len(part.split()) < 20 for part in re.split(r"(?<=[.!?]) ", words)), words


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_any_name_can_be_composed_and_stored(name: str) -> None:
    material = replace(MATERIAL, board=replace(BOARD, name=name))
    report = compose_report(material, generated_on=GENERATED_ON)
    assert CODEC.validate_json(CODEC.dump_json(report)) == report
    assert "\x00" not in report.board.name
