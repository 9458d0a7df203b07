"""The pages to choose from: the first, the last, those beside the present one, and gaps between."""

import pytest

from govscore.services.county_filters import NOT_KNOWN, Trait
from govscore.web.county.board_list import _kind, _pages, present_boards


@pytest.mark.parametrize("asked", ["", "anything"])
def test_without_boards_there_is_one_empty_page(asked: str) -> None:
    found = present_boards((), asked, page=3)
    assert (found.lines, found.page, found.last, found.pages, found.which) == ((), 1, 1, (1,), "")


@pytest.mark.parametrize(
    ("page", "last", "pages"),
    [
        (1, 1, (1,)),
        (1, 6, (1, 2, None, 6)),
        (2, 6, (1, 2, 3, None, 6)),
        (3, 6, (1, 2, 3, 4, None, 6)),
        (4, 7, (1, None, 3, 4, 5, None, 7)),
        (6, 6, (1, None, 5, 6)),
    ],
)
def test_few_pages_are_offered_however_many_there_are(
    page: int, last: int, pages: tuple[int | None, ...]
) -> None:
    assert _pages(page, last) == pages


@pytest.mark.parametrize(
    ("phase", "district", "kind"),
    [
        ("Primary", "Stroud", "Primary, Stroud, trust board"),
        (NOT_KNOWN, "Stroud", "Stroud, trust board"),
        (NOT_KNOWN, NOT_KNOWN, "Trust board"),
    ],
)
def test_a_boards_kind_is_told_as_far_as_it_is_known(phase: str, district: str, kind: str) -> None:
    assert _kind({Trait.PHASE: phase, Trait.DISTRICT: district, Trait.TYPE: "Trust board"}) == kind
