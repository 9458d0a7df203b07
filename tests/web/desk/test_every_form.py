"""Every form of the desk, sent what no browser sends: taken or refused in a sentence, and never a broken page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Flask

from govscore.web.desk.views import desk as pages
from tests.visitor import Page
from tests.web.desk.conftest import SHELF, Author, Desk

PIECES = {
    "domain_id": "people",
    "question_id": "vision",
    "advice_id": "agree-a-vision",
    "scale_id": "levels",
    "language": "cy",
    "part": "domain-people",
    "code": "sound",
    "version": "1.0",
}
ODD = (
    "",
    " \t ",
    "-1",
    "1e999",
    "-1e308",
    "nan",
    "-inf",
    "9" * 5_000,
    "0.0000001",
    "٣",
    "½",
    "1_000",
    "0x10",
    "a\0b",
    "\ud800",
    "\u2028\u200b\ufeff",
    "x" * 20_000,
    "{{ 7 * 7 }}<script>alert(1)</script>",
    "question:",
    "domain:nobody",
    "nested",
    "../../questionnaire.yaml",
)
URLENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"
ENTRY = '--b\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
NAMELESS = b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n"
CUT_SHORT = b'--b\r\nContent-Disposition: form-data; name="te'
LAST = ("/delete", "/publish", "/remove")
TAKEN = {200, 302, 400, 404, 413}

Fields = list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A body, and what it says it is."""

    what: str
    body: bytes
    kind: str = URLENCODED


def addresses(draft: str) -> tuple[str, ...]:
    """Every address of the desk that takes a form, read off the routes; what takes something away comes last."""
    app = Flask("routes")
    app.register_blueprint(pages)
    adapter, ids = app.url_map.bind(""), PIECES | {"draft_id": draft.rpartition("/")[2]}
    built = [
        adapter.build(rule.endpoint, {name: ids[name] for name in rule.arguments}, method="POST")
        for rule in app.url_map.iter_rules()
        if rule.methods and "POST" in rule.methods
    ]
    return tuple(sorted(built, key=lambda address: (*(address.endswith(end) for end in LAST), address)))


def hostile(fields: Fields) -> Iterator[Sent]:
    """What no browser makes of a form."""
    for value in ODD[::2]:
        odd = [(name, odd_one(name, said, value)) for name, said in fields]
        body = urlencode(odd, errors="surrogatepass").encode()
        yield Sent(what=repr(value[:20]), body=body)
    yield Sent(what="nothing", body=b"")
    yield Sent(what="only the mark", body=urlencode([f for f in fields if f[0] == "mark"]).encode())
    yield Sent(what="everything twice", body=urlencode(fields * 2).encode())
    yield Sent(what="lists", body=urlencode([(f"{name}[]", said) for name, said in fields]).encode())
    yield Sent(what="many names", body=urlencode([*fields, *many("label-{}")]).encode())
    yield Sent(what="one name often", body=urlencode([*fields, *many("text")]).encode())
    yield Sent(what="no UTF-8", body=b"text=%ff%fe&%ed%a0%80=%ed%a0%80&mark=%c3%28&&&=&\xff")
    yield Sent(what="many parts", body="".join(ENTRY.format(*f) for f in many("a")).encode(), kind=MULTIPART)
    yield Sent(what="a part without a name", body=NAMELESS, kind=MULTIPART)
    yield Sent(what="a part cut short", body=CUT_SHORT, kind=MULTIPART)
    yield Sent(what="no form at all", body=b'{"text": [1, null]}', kind="application/json")


def odd_one(name: str, said: str, value: str) -> str:
    """The mark stays, or nothing behind it would be reached."""
    return said if name == "mark" else value


def many(name: str) -> Fields:
    """Ten thousand fields."""
    return [(name.format(number), str(number)) for number in range(10_000)]


def fields_of(author: Author, address: str) -> Fields:
    """What a browser would send of the form at an address, if one is there."""
    shown = author.client.get(address)
    forms = Page(shown).tree.xpath("//main//form") if shown.status_code == 200 else []
    found: Any = forms[0].fields.items() if forms else ()
    return [(name, " ".join(said) if not isinstance(said, str) else said) for name, said in found if said]


def bodies(author: Author, address: str) -> Iterator[Sent]:
    """Everything odd at once, and then one field at a time of the form as it is by then."""
    yield from hostile(fields_of(author, address))
    for number, value in enumerate(ODD[1::2]):
        fields = fields_of(author, address)
        place = number % len(fields) if fields else 0
        odd = [
            (name, odd_one(name, said, value) if n == place else said)
            for n, (name, said) in enumerate(fields)
        ]
        yield Sent(
            what=f"{fields[place:][:1]} as {value[:20]!r}",
            body=urlencode(odd, errors="surrogatepass").encode(),
        )


def test_whatever_a_form_is_sent_no_page_breaks(author: Author, desk: Desk, draft: str) -> None:
    author.client.application.config["WTF_CSRF_ENABLED"] = False
    found, broken = addresses(draft), []
    for address in found:
        for sent in bodies(author, address):
            answer = author.client.post(address, data=sent.body, content_type=sent.kind)
            if answer.status_code not in TAKEN:
                broken.append((address, sent.what, answer.status_code))
        if not address.endswith(("/delete", "/publish")):
            assert author.client.get(draft).status_code == 200, address
            desk.draft().examine()
    assert broken == []
    assert author.client.get(SHELF).status_code == 200
    assert len(found) > 20
