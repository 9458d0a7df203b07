"""The whole audit: copies, pages, the cuts of all of them together, and the count of papers."""

from collections.abc import Iterator

from bench.disclosure.board import audit_copy
from bench.disclosure.county import audit_page, audit_spread, cuts_of_page
from bench.disclosure.cuts import Cut, audit_cuts
from bench.disclosure.documents import BoardDocuments, Documents
from bench.disclosure.findings import Finding
from govscore.benchmarking.disclosure.audit import SMALL_GROUP
from govscore.scoring.rubric import bounds


def audit(documents: Documents) -> Iterator[Finding]:
    """Say what a reader of everything could work out."""
    questionnaire = documents.questionnaire
    for each in documents.boards:
        yield from audit_copy(each.own, questionnaire, where=f"{each.name}, own copy", is_outside=False)
        yield from audit_copy(each.sent, questionnaire, where=f"{each.name}, copy sent", is_outside=True)
    for page in documents.pages:
        yield from audit_page(page)
    yield from audit_spread(documents.pages)
    yield from audit_cuts(cuts_of(documents), ends=bounds(questionnaire.rubric))
    for stored in documents.evaluations:
        if stored.on_paper is not None and (stored.responses or 0) < SMALL_GROUP:
            how = f"{stored.on_paper} of {stored.responses} on paper"
            yield Finding(leak="few-on-paper", where="board’s page", what=str(stored.evaluation.id), how=how)


def cuts_of(documents: Documents) -> Iterator[Cut]:
    """Every mean of a domain, of one board or of many, with the people it is over."""
    for each in documents.boards:
        yield from cuts_of_board(each)
    for page in documents.pages:
        yield from cuts_of_page(page, documents.known)


def cuts_of_board(each: BoardDocuments) -> Iterator[Cut]:
    """A mean over fewer of the same people is taken to leave some of them out."""
    for copy, report in (("own copy", each.own), ("copy sent", each.sent)):
        for part in report.domains:
            if part.mean.value is not None and part.n is not None:
                people = frozenset((each.board, i) for i in range(part.n))
                yield Cut(where=f"{each.name}, {copy}", what=part.id, people=people)
