"""From the texts of other tools to plain text: no markup, no script, nothing that a file of ours refuses."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

from govscore.questionnaire.foreign.losses import Ledger, Spot

MOST_CHARACTERS = 5_000

_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_PIPED = re.compile(r"\$\{[^{}]*\}|\{[A-Za-z][^{}]*\}")
_TAG = re.compile(
    r"""</?(?:
        (?P<breaks>br|p|div|section|blockquote|h[1-6]|hr|li|[uod]l|d[dt]|table|t[rdh])
      | (?P<active>script|style|template|iframe|object|embed|form|input|button|textarea|select)
      | (?P<shown>img|video|audio|source|picture|svg|canvas|map)
      | (?P<link>a)
      | (?P<format>abbr|b|big|body|caption|center|cite|code|col|colgroup|del|em|figcaption|figure|font|footer
            |head|header|html|i|ins|label|link|main|mark|meta|nav|noscript|pre|q|s|small|span|strike|strong
            |su[bp]|tbody|tfoot|thead|title|u)
    )(?=[\s/>])""",
    re.IGNORECASE | re.VERBOSE,
)
_WITH_CONTENT = frozenset({"script", "style", "template"})

Tags = Mapping[str, frozenset[str]]
"""The tags taken out of a text, by what they are for."""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Reads texts of one file, and tells what each of them loses."""

    ledger: Ledger
    is_html: bool

    def read(self, raw: str, spot: Spot) -> str:
        """Turn a text into plain text; what has no words left is empty."""
        text = self._cut(raw, spot)
        if self.is_html:
            text = text.replace("\r", " ").replace("\n", " ")
        stripped, tags = strip_tags(text)
        text = self._without_tags(text, stripped, tags, spot)
        if _NOT_TEXT.search(text):
            self.ledger.tell(spot, "invisible characters were taken out of the text")
            text = _NOT_TEXT.sub(" ", text)
        lines = (" ".join(line.split()) for line in text.split("\n"))
        text = "\n".join(line for line in lines if line)
        if piped := _PIPED.search(text):
            message = f"“{piped[0][:40]}” stood for something to be filled in; here it stays as it is written"
            self.ledger.tell(spot, message)
        return text

    def _cut(self, raw: str, spot: Spot) -> str:
        if len(raw) <= MOST_CHARACTERS * 4:
            return raw
        message = f"the text has {len(raw):,} characters; only the first {MOST_CHARACTERS:,} were kept"
        self.ledger.tell(spot, message)
        return raw[:MOST_CHARACTERS]

    def _without_tags(self, text: str, stripped: str, tags: Tags, spot: Spot) -> str:
        if not tags and not self.is_html:
            return text
        for kind, what in (("active", "active content"), ("shown", "what shows pictures or sound")):
            if kind in tags:
                self.ledger.tell(spot, f"{what} ({', '.join(sorted(tags[kind]))}) was taken out of the text")
        if "link" in tags:
            self.ledger.tell(spot, "the addresses of its links were taken out; their words stay")
        if "format" in tags or "breaks" in tags:
            self.ledger.count("formatting was taken out of texts, such as bold and colours")
        return unescape(stripped)


def strip_tags(text: str) -> tuple[str, Tags]:
    """Take known tags out of a text and name them; whatever the text is, each character is read once."""
    kept: list[str] = []
    tags: dict[str, frozenset[str]] = {}
    position = 0
    while (opens := text.find("<", position)) >= 0:
        kept.append(text[position:opens])
        match, closes = _TAG.match(text, opens), text.find(">", opens)
        if text.startswith("<!--", opens):
            ends = text.find("-->", opens + 4)
            position = len(text) if ends < 0 else ends + 3
        elif match is None or closes < 0:
            kept.append("<")
            position = opens + 1
        else:
            kind = str(match.lastgroup)
            name = match[kind].lower()
            tags[kind] = tags.get(kind, frozenset()) | {name}
            kept.append("\n" if kind == "breaks" else "")
            position = _after(text, opens, closes, name)
    kept.append(text[position:])
    return "".join(kept), tags


def _after(text: str, opens: int, closes: int, name: str) -> int:
    """Where the text goes on behind a tag; what a script or a style holds is no text."""
    if name not in _WITH_CONTENT or text.startswith("</", opens):
        return closes + 1
    ends = re.compile(rf"</{name}[^>]{{0,20}}>", re.IGNORECASE).search(text, closes)
    return len(text) if ends is None else ends.end()
