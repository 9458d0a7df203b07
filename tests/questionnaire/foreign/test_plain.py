import pytest

from govscore.questionnaire.foreign.losses import Ledger, Spot
from govscore.questionnaire.foreign.plain import MOST_CHARACTERS, Reader, strip_tags

SPOT = Spot(line=3, where="here")


def read(text, *, is_html=True):
    ledger = Ledger()
    return Reader(ledger=ledger, is_html=is_html).read(text, SPOT), [loss.message for loss in ledger.close()]


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("One<br/>Two<BR>Three", "One\nTwo\nThree"),
        ("a\n  b", "a b"),
        ("Tom &amp; &#8220;Ann&#8221;", "Tom & “Ann”"),
        ("<script>if (a < b) { x() }</script>Safe", "Safe"),
        ("<script>never closed", ""),
        ("<style>p { }</style><b>Bold</b>", "Bold"),
        ("Seen<!-- not seen --> again", "Seen again"),
        ("Seen<!-- not closed", "Seen"),
        ("fewer than <5 and x < y > z", "fewer than <5 and x < y > z"),
        ("&lt;script&gt;", "<script>"),
        ("<strong", "<strong"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\nTwo"),
    ],
)
def test_markup_becomes_plain_text(html, plain):
    assert read(html)[0] == plain


def test_text_that_is_not_html_keeps_its_lines_and_signs():
    assert read("One\nTwo & three &amp; four", is_html=False) == ("One\nTwo & three &amp; four", [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<script>x</script>a", "active content (script)"),
        ('<img src="x">a', "pictures or sound (img)"),
        ('<a href="https://example.org">a</a>', "the addresses of its links"),
        ("<b>a</b>", "formatting was taken out"),
        ("a\ud800b", "invisible characters"),
        ("a\x07b", "invisible characters"),
        ("Hello {FIRSTNAME}", "“{FIRSTNAME}” stood for something"),
        ("Hello ${name}", "“${name}” stood for something"),
        ("x" * 30_000, "the text has 30,000 characters; only the first 5,000"),
    ],
)
def test_what_a_text_loses_is_told(text, said):
    plain, messages = read(text)
    assert any(said in message for message in messages)
    plain.encode()


@pytest.mark.parametrize(
    "text", ["<" * 20_000, "<a" * 10_000, "<!--" * 5_000, "<script>" * 2_000, "<b " * 6_000]
)
def test_no_text_takes_long(text):
    stripped, _ = strip_tags(text)
    assert len(stripped) <= len(text)


def test_a_very_long_text_is_cut():
    assert len(read("x" * 10_000_000)[0]) == MOST_CHARACTERS
