"""People of the county who sign in, and what they do with reports."""

from tests.county_factory import PASSWORD, County
from tests.visitor import Page, Visitor


class People:
    """One browser, in which people sign in one after another."""

    def __init__(self, county: County, visitor: Visitor) -> None:
        self.county = county
        self.visitor = visitor

    def board(self, number: int = 0) -> str:
        """The address of a board's part in the round."""
        return f"/boards/{self.county.ids[number]}/rounds/{self.county.round_id}"

    def signs_in(self, who: str) -> Visitor:
        """Sign somebody in: `chair0` is the chair of the first board."""
        with self.visitor.client.session_transaction() as cookie:
            cookie.clear()
        self.visitor.signs_in(f"{who}@example.org", PASSWORD)
        return self.visitor

    def reads(self, who: str, *, number: int = 0, copy: str = "", status: int = 200) -> Page:
        """Open a board's report as somebody."""
        query = f"?copy={copy}" if copy else ""
        return self.signs_in(who).opens(f"{self.board(number)}/report{query}", status=status)

    def sends(self, who: str = "clerk0", *, number: int = 0) -> Page:
        """Send a board's report as somebody."""
        visitor = self.signs_in(who)
        return visitor.sends(visitor.opens(f"{self.board(number)}/report/send"), {})

    def records_a_view(self, *, number: int = 0, domain: str = "strategy", level: str = "developing") -> Page:
        """Record the authority's view as the officer."""
        visitor = self.signs_in("officer")
        address = f"/county/boards/{self.county.ids[number]}/rounds/{self.county.round_id}/view/{domain}"
        fields = {
            "level": level,
            "quality": "thin",
            "evidence": "Minutes of May.",
            "reasons": "No aim has a date.",
        }
        return visitor.sends(visitor.opens(address), fields)
