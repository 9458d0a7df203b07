"""A visitor to the site: follows links, fills in forms, and examines every page it is given."""

from collections import Counter
from typing import Any

from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

HIDDEN = {"hidden", "submit", "button"}


class Page:
    """One page, parsed."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.tree = html.fromstring(response.get_data(as_text=True) or "<html><body></body></html>")

    @property
    def title(self) -> str:
        """The words in the browser's tab."""
        return (self.tree.findtext(".//title") or "").strip()

    @property
    def heading(self) -> str:
        """The words of the one h1."""
        return " ".join(self.tree.xpath("//h1")[0].text_content().split())

    @property
    def text(self) -> str:
        """All the words in the page's main part."""
        main = self.tree.xpath("//main")
        return " ".join((main[0] if main else self.tree).text_content().split())

    def links(self) -> dict[str, str]:
        """Every link in the main part, by its words."""
        return {
            " ".join(a.text_content().split()): str(a.get("href"))
            for a in self.tree.xpath("//main//a[@href]")
        }

    def form(self, index: int = 0) -> Any:
        """One form of the main part."""
        return self.tree.xpath("//main//form")[index]


def faults(page: Page) -> list[str]:
    """What is wrong with a page whatever it is about."""
    tree, found = page.tree, []
    headings = tree.xpath("//h1")
    if len(headings) != 1:
        found.append(f"{len(headings)} h1 headings")
    elif page.heading not in page.title:
        found.append(f"the title {page.title!r} does not hold the heading {page.heading!r}")
    found += [
        f"the id {name!r} is used {n} times" for name, n in Counter(tree.xpath("//@id")).items() if n > 1
    ]
    found += [f"an image without alt: {i.get('src')}" for i in tree.xpath("//img[not(@alt)]")]
    found += [f"a form without action: {html.tostring(f)[:80]!r}" for f in tree.xpath("//form[not(@action)]")]
    if tree.xpath("//*[@style]") or tree.xpath("//style"):
        found.append("inline style, which the content security policy refuses")
    return found + _unlabelled(tree) + _groups_without_legend(tree)


def _unlabelled(tree: Any) -> list[str]:
    labelled = set(tree.xpath("//label/@for"))
    return [
        f"a field without a label: {field.get('name')}"
        for field in tree.xpath("//input | //select | //textarea")
        if field.get("type") not in HIDDEN and field.get("id") not in labelled and not field.get("aria-label")
    ]


def _groups_without_legend(tree: Any) -> list[str]:
    names = {radio.get("name") for radio in tree.xpath("//input[@type='radio']")}
    return [
        f"radios {name!r} without a legend that says something"
        for name in sorted(names)
        if not any(
            legend.text_content().strip()
            for legend in tree.xpath(
                "//input[@type='radio' and @name=$name]/ancestor::fieldset[1]/legend", name=name
            )
        )
    ]


class Visitor:
    """Opens pages, fills in forms, and complains of any page that is not sound."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def opens(self, address: str, *, status: int = 200, follow: bool = True) -> Page:
        """Open a page."""
        return self._examined(self.client.get(address, follow_redirects=follow), status)

    def sends(self, page: Page, fields: dict[str, Any], *, form: int = 0, status: int = 200) -> Page:
        """Send a form of a page as a browser would, with these fields changed."""
        element = page.form(form)
        values = {name: value for name, value in element.fields.items() if value is not None} | fields
        address = element.get("action") or page.response.request.path
        upload = element.get("enctype") == "multipart/form-data"
        response = self.client.post(
            address,
            data=values,
            follow_redirects=True,
            content_type="multipart/form-data" if upload else "application/x-www-form-urlencoded",
            headers={"Origin": "http://localhost", "Referer": page.response.request.url},
        )
        return self._examined(response, status)

    def signs_in(self, email: str, password: str) -> Page:
        """Sign in."""
        return self.sends(self.opens("/sign-in"), {"email": email, "password": password})

    def _examined(self, response: TestResponse, status: int) -> Page:
        if response.status_code != status:
            raise AssertionError(f"{response.request.path}: {response.status_code}, not {status}")
        page = Page(response)
        if response.mimetype == "text/html" and (wrong := faults(page)):
            raise AssertionError(f"{response.request.path}: " + "; ".join(wrong))
        return page
