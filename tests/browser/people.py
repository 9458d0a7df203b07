"""The people of a browser test, with verbs of their own."""

from playwright.sync_api import Browser, Locator, Page, expect

CHOICES = ("not-yet", "developing", "secure", "strong")


class Person:
    """Somebody with a browser of their own, on a phone unless said otherwise."""

    def __init__(self, browser: Browser, site: str, *, scripts: bool, width: int = 390) -> None:
        self.site = site
        self.context = browser.new_context(
            java_script_enabled=scripts, viewport={"width": width, "height": 800}, accept_downloads=True
        )
        self.page = self.context.new_page()

    def opens(self, address: str) -> Page:
        self.page.goto(address if address.startswith("http") else self.site + address)
        return self.page

    def presses(self, words: str) -> Page:
        """Press a button, or a link that looks like one, in the main part of the page."""
        main = self.page.locator("main")
        button = main.get_by_role("button", name=words, exact=True)
        self._goes_by(button.or_(main.get_by_role("link", name=words, exact=True)).first)
        return self.page

    def follows(self, words: str) -> Page:
        self._goes_by(self.page.locator("main").get_by_role("link", name=words).first)
        return self.page

    def _goes_by(self, element: Locator) -> None:
        with self.page.expect_navigation():
            element.click()

    def fills(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def signs_in(self, email: str, password: str) -> Page:
        self.opens("/sign-in")
        self.page.locator("#email").fill(email)
        self.page.locator("#password").fill(password)
        return self.presses("Sign in")

    def reads(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words)

    def leaves(self) -> None:
        self.context.close()


class Respondent(Person):
    """Somebody who answers by a personal link."""

    def begins(self, link: str) -> None:
        self.opens(link)
        self._goes_by(self.page.locator("main a.govuk-button").first)
        self._goes_by(self.page.locator("main a.govuk-button").first)

    def is_on_a_domain(self) -> bool:
        return self.page.locator("main form[action*='/r/'] fieldset input[type=radio]").count() > 4

    def answers_a_page(self, choice: int) -> None:
        """Choose the same place on each scale of the page, the lowest being 0, and go on."""
        for group in self.page.locator("main form fieldset:has(input[type=radio])").all():
            radios = group.locator("input[type=radio]")
            radios.nth(min(choice, radios.count() - 1)).check(force=True)
        self.presses("Save and continue")

    def answers_everything(self, choice: int) -> None:
        while self.is_on_a_domain() and self.page.locator("h1").inner_text() != "Check your answers":
            self.answers_a_page(choice)

    def hands_in(self, *, shares: bool | None = None) -> None:
        if self.page.locator("h1").inner_text() != "Check your answers":
            self.follows("Check your answers")
        if shares is not None:
            self.page.locator(f"input[name=shares_view][value={'yes' if shares else 'no'}]").check(force=True)
        self.presses("Hand in my answers")
