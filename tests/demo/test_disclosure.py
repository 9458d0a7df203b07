"""Of all that a demo county publishes, a reader who subtracts and solves learns nothing about a few people."""

import pytest

from bench.disclosure.audit import audit, cuts_of
from bench.disclosure.documents import Documents, gather_documents
from tests.demo.conftest import NOW, Filled


@pytest.fixture(scope="module")
def documents(forty: Filled) -> Documents:
    with forty.database.transaction(write=False) as session:
        return gather_documents(session, forty.installation, forty.made.rounds[0], now=NOW)


@pytest.mark.slow
def test_nothing_can_be_recovered_from_any_copy_page_or_pair_of_filters(documents: Documents) -> None:
    assert not list(audit(documents))


def test_what_is_audited_is_everything(documents: Documents) -> None:
    """Something must be withheld, halved and cut, or finding nothing would say nothing."""
    assert len(documents.boards) == 40
    assert len(documents.pages) > 50
    reasons = {row.withheld_reason for each in documents.boards for row in each.sent.annex}
    assert {"outside", "too-few", "unanimous"} <= reasons
    assert any(row.withheld_reason == "subtraction" for each in documents.boards for row in each.own.annex)
    assert any(
        cell.withheld
        for page in documents.pages
        for g in page.report.groupings
        for r in g.rows
        for cell in r.cells
    )
    assert len({cut.people for cut in cuts_of(documents)}) > 50
