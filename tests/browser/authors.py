"""An officer at the authoring desk, in a browser."""

from playwright.sync_api import expect

from tests.browser.people import Person

SHELF = "/county/questionnaires"


class Author(Person):
    """Somebody who writes questionnaires and never sees a file."""

    def begins_a_draft(self, title: str, version: str) -> str:
        """Begin a draft of the next version; its address."""
        self.opens("/county")
        with self.page.expect_navigation():
            self.page.get_by_role("navigation").get_by_role("link", name="Questionnaires").first.click()
        self.follows(f"{title}, version {version}")
        self.presses("Begin a draft of the next version")
        return self.page.url

    def edits(self, text: str, **fields: str) -> None:
        """Change fields of the question with these words."""
        self.follows(f"Edit {text}")
        for label, value in fields.items():
            self.fills(label.replace("_", " "), value)
        self.presses("Save")
        self.reads("Saved")

    def takes_out(self, text: str) -> None:
        """Take out a question."""
        self.follows(f"take out {text}")
        self.presses("Take it out")
        self.reads("Taken out")

    def looks_as(self, draft: str, role: str, kind: str, phase: str) -> None:
        """See the draft as somebody."""
        self.opens(f"{draft}/preview")
        for label, words in (
            ("Who answers?", role),
            ("On which kind of board?", kind),
            ("Of a school in which phase?", phase),
        ):
            self.page.get_by_label(label, exact=True).select_option(label=words)
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Show what they see").click()

    def is_told(self, words: str) -> None:
        expect(self.page.locator("main h1")).to_contain_text(words)
