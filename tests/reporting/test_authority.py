from dataclasses import replace
from datetime import UTC, date, datetime

from govscore.oversight.model import AuthorityView
from govscore.reporting.authority import compose_authority, london_day
from govscore.reporting.beside_model import AuthorityPart
from govscore.reporting.words import level_marks
from tests.make import make_domain, make_questionnaire
from tests.reporting.full_report import make_reply, make_views

QUESTIONNAIRE = make_questionnaire((make_domain("people"), make_domain("accountability", questions=("aim",))))
OWN = {"people": "secure (2.9 of 4, 9 answers)"}


def part_of(*views: AuthorityView, with_reply: bool = False) -> AuthorityPart | None:
    return compose_authority(
        views,
        (make_reply(),) if with_reply else (),
        questionnaire=QUESTIONNAIRE,
        marks=level_marks(QUESTIONNAIRE.rubric),
        own=OWN,
    )


def test_the_newest_view_of_a_domain_stands_and_the_earlier_stays_readable() -> None:
    part = part_of(*make_views())
    assert part is not None
    assert [(line.domain, line.words) for line in part.latest] == [
        ("people", "Authority’s view: secure."),
        ("accountability", "Authority’s view: developing."),
    ]
    assert [(line.domain, line.words) for line in part.earlier] == [
        ("accountability", "Authority’s view: not yet.")
    ]


def test_the_order_in_which_views_come_changes_nothing() -> None:
    assert part_of(*make_views()) == part_of(*reversed(make_views()))


def test_the_boards_own_view_stands_beside_it_unmerged() -> None:
    part = part_of(*make_views())
    assert part is not None
    assert [line.boards_words for line in part.latest] == [
        "Board’s view: secure (2.9 of 4, 9 answers).",
        "Board’s view: no score.",
    ]
    assert part.words.startswith("The authority has recorded a view on 2 of 2 domains.")


def test_a_late_evening_in_summer_falls_on_the_schools_next_day() -> None:
    assert london_day(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert london_day(datetime(2026, 12, 9, 23, 30, tzinfo=UTC)) == date(2026, 12, 9)


def test_without_views_or_replies_there_is_no_such_part() -> None:
    assert part_of() is None


def test_a_reply_is_kept_with_who_and_when() -> None:
    part = part_of(with_reply=True)
    assert part is not None
    assert [(r.written_by, r.written_on) for r in part.replies] == [("Chair B", date(2026, 12, 11))]


def test_a_view_of_a_domain_the_questionnaire_no_longer_has_is_not_lost_silently() -> None:
    stray = replace(make_views()[2], domain="gone")
    part = part_of(stray)
    assert part is not None
    assert [line.domain_title for line in (*part.latest, *part.earlier)] == ["gone"]
