"""An officer's view: a level, what was looked at and why; added to, and never changed."""

import pytest

from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Purpose
from tests.county_factory import PASSWORD, County
from tests.visitor import Page, Visitor
from tests.web.county.conftest import signs_in

SOUND = {
    "level": "secure",
    "quality": "sound",
    "evidence": "Minutes of three meetings.",
    "reasons": "Each aim has a date.",
}


def address(county: County, number: int = 1, domain: str = "") -> str:
    place = f"/county/boards/{county.ids[number]}/rounds/{county.round_id}/view"
    return f"{place}/{domain}" if domain else place


def rows(page: Page) -> dict[str, list[str]]:
    return {
        row.xpath("./th")[0].text_content(): [cell.text_content() for cell in row.xpath("./td")]
        for row in page.tree.xpath("//table[caption[@id='views']]//tbody/tr")
    }


def test_the_list_stands_the_boards_view_beside_the_authoritys(officer: Visitor, county: County) -> None:
    page = officer.opens(address(county))
    assert "You have recorded a view on 0 of 6 domains." in page.text
    assert len(rows(page)) == 6
    assert {line[1] for line in rows(page).values()} == {"not recorded yet"}
    assert all(" of 4" in line[0] for line in rows(page).values())


def test_a_view_is_recorded_and_a_later_one_stands_beside_it(officer: Visitor, county: County) -> None:
    form = officer.opens(address(county, domain="strategy"))
    page = officer.sends(form, SOUND)
    assert "You have recorded a view on 1 of 6 domains." in page.text
    assert rows(page)["Strategic leadership"][1] == "secure"
    again = officer.sends(officer.opens(address(county, domain="strategy")), SOUND | {"level": "strong"})
    assert rows(again)["Strategic leadership"][1] == "strong"
    earlier = officer.opens(address(county, domain="strategy")).text
    assert "Recorded before" in earlier
    assert earlier.index("strong, ") < earlier.index("secure, ")


def test_a_view_is_not_lost_when_the_session_ends_while_it_is_written(
    officer: Visitor, county: County
) -> None:
    form = officer.opens(address(county, domain="strategy"))
    officer.client.delete_cookie("session")
    page = officer.sends(form, SOUND, status=403)
    page = officer.sends(page, {"email": "officer@example.org", "password": PASSWORD})
    page = officer.sends(page, {})
    assert rows(page)["Strategic leadership"][1] == "secure"


def test_each_level_has_its_descriptor(officer: Visitor, county: County) -> None:
    page = officer.opens(address(county, domain="strategy"))
    hints = page.tree.xpath("//div[contains(@class, 'govuk-radios__hint')]")
    assert len(hints) == 8
    assert "A few priorities have dates and measures." in hints[2].text_content()
    assert "I saw one source" in hints[5].text_content()
    assert page.tree.xpath("//label[contains(., 'Could not tell from what I saw')]")
    assert "Asked with the set moderation@1.0." in page.text


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(
    officer: Visitor, county: County
) -> None:
    form = officer.opens(address(county, domain="strategy"))
    page = officer.sends(form, {"evidence": "", "reasons": "Each aim has a date."})
    assert page.title.startswith("Error:")
    for field in ("level", "quality", "evidence"):
        assert page.tree.xpath(f"//*[@id='{field}-error']")
        assert page.tree.xpath(f"//a[@href='#{field}']")
        assert page.tree.xpath(f"//*[@id='{field}']")
    assert "Each aim has a date." in page.tree.xpath("//textarea[@id='reasons']")[0].text
    assert "recorded a view on 0 of 6" in officer.opens(address(county)).text


def test_support_is_offered_for_the_two_lower_levels_and_for_thin_evidence(
    officer: Visitor, county: County
) -> None:
    weak = SOUND | {"level": "developing"}
    page = officer.sends(officer.opens(address(county, domain="strategy")), weak)
    assert "Offer an evening on choosing priorities" in page.text
    assert "See more before anything rests on this view" not in page.text
    again = officer.sends(officer.opens(address(county, domain="strategy")), SOUND | {"quality": "thin"})
    assert "Offer an evening on choosing priorities" not in again.text
    assert "See more before anything rests on this view" in again.text
    assert rows(again)["Strategic leadership"][1:3] == ["secure", "Thin"]


def test_an_officer_may_say_that_they_could_not_tell(officer: Visitor, county: County) -> None:
    unsure = SOUND | {"level": "dont-know", "quality": "none-seen"}
    page = officer.sends(officer.opens(address(county, domain="strategy")), unsure)
    assert rows(page)["Strategic leadership"][1] == "could not tell from what I saw"


def test_without_a_moderation_set_the_page_asks_by_the_boards_levels(
    officer: Visitor, county: County, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = tuple(each for each in library.all() if each.manifest.purpose is not Purpose.MODERATION)
    monkeypatch.setattr(library, "all", lambda: apart)
    form = officer.opens(address(county, domain="strategy"))
    hints = form.tree.xpath("//div[contains(@class, 'govuk-radios__hint')]")
    assert len(hints) == 4
    assert "It is planned and shared by the board." in hints[2].text_content()
    page = officer.sends(form, {name: SOUND[name] for name in ("level", "evidence", "reasons")})
    assert "You have recorded a view on 1 of 6 domains." in page.text


def test_a_board_that_has_not_sent_is_not_judged(officer: Visitor, county: County) -> None:
    assert "has not sent its report" in officer.opens(address(county, number=9), status=404).text
    officer.opens(address(county, number=9, domain="strategy"), status=404)


def test_an_unknown_domain_is_not_found(officer: Visitor, county: County) -> None:
    officer.opens(address(county, domain="money"), status=404)


@pytest.mark.parametrize("role", ["analyst", "administrator", "chair"])
def test_only_officers_judge(visitor: Visitor, county: County, role: str) -> None:
    signs_in(visitor, role).opens(address(county), status=403)
    visitor.opens(address(county, domain="strategy"), status=403)


def test_a_view_takes_its_board_off_the_list_of_those_who_wait(officer: Visitor, county: County) -> None:
    officer.sends(officer.opens(address(county, domain="strategy")), SOUND)
    waiting = officer.opens("/county").tree.xpath(
        "//h2[.='What needs an answer today']/following::ul[1]/li/a"
    )
    assert county.boards[1].name not in {link.text_content() for link in waiting}
    assert len(waiting) == 7
