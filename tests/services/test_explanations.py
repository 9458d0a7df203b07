"""How each number was worked out, as coarse as the copy it stands beside."""

from datetime import datetime

import pytest

from govscore.questionnaire.loader import Library
from govscore.services.explanations import Workings, explain_report
from govscore.services.keys import Keys
from govscore.services.reports import Copy
from govscore.services.transaction import Database
from govscore.storage.scorecards import get_scorecard
from tests.county_factory import CODES, County, make_county


@pytest.fixture
def county(database: Database, library: Library, keys: Keys, now: datetime) -> County:
    with database.transaction() as session:
        return make_county(session, library=library, keys=keys, now=now, boards=2, closed=1)


def explain(
    database: Database, county: County, library: Library, copy: Copy, number: int = 0
) -> Workings | None:
    with database.transaction(write=False) as session:
        return explain_report(
            session, round_id=county.round_id, board_id=county.ids[number], library=library, copy=copy
        )


def test_the_boards_own_copy_shows_counts_and_they_give_the_mean(
    database: Database, county: County, library: Library
) -> None:
    workings = explain(database, county, library, Copy.OWN)
    assert workings is not None
    terms = [term for domain in workings.domains for term in domain.terms if term.parts and term.mean]
    assert terms
    for term in terms:
        given = [(part.count, part.value) for part in term.parts if part.value is not None]
        total = sum(count * value for count, value in given)
        assert total / sum(count for count, _ in given) == pytest.approx(term.mean)


def test_the_copy_that_leaves_shows_no_counts_of_nine(
    database: Database, county: County, library: Library
) -> None:
    workings = explain(database, county, library, Copy.SENT)
    assert workings is not None
    assert not any(term.parts for domain in workings.domains for term in domain.terms)


def test_the_arithmetic_ends_at_the_stored_score(
    database: Database, county: County, library: Library
) -> None:
    workings = explain(database, county, library, Copy.OWN)
    with database.transaction(write=False) as session:
        card = get_scorecard(session, county.evaluations[county.ids[0], CODES[0]])
    assert workings is not None
    assert workings.overall.mean == card.overall
    assert [each.mean for each in workings.domains] == [score.mean for score in card.domains]


def test_an_open_evaluation_has_nothing_to_explain(
    database: Database, county: County, library: Library
) -> None:
    assert explain(database, county, library, Copy.OWN, number=1) is None
