"""Texts and values that nobody means to write: what they break is named beside them."""

from random import Random

TEXTS = (
    "",
    " ",
    "\t",
    "x" * 3_000,
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<b>bold</b> <style>*{display:none}</style> &lt;&amp;&#x41;",
    "{{ 7 * 7 }} {% include 'secret' %} ${question}",
    "'; DROP TABLE drafts; --",
    '=HYPERLINK("http://203.0.113.9","x")',
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "'=1+1",
    "''",
    "null",
    "{}",
    "[]",
    "~",
    "true",
    "no",
    "1:30",
    "012",
    "1e999",
    "-1e999",
    ".nan",
    ".inf",
    "9" * 400,
    "-0",
    "0x7fffffff",
    "1_000",
    "٣",
    "2026-02-30",
    "2026-11-24T09:30:00Z",
    "0000-00-00",
    "1900-02-29",
    "a: b: c",
    "- a\n- b",
    "&anchor *anchor !!tag",
    "{a: [b, {c: d}]}",
    "{question: nobody, is: yes}",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "line\nbreak",
    "carriage\r\nreturn",
    "next\u0085line\u2028here\u2029",
    "\ufeffbom",
    "nul\x00byte",
    "bell\x07 escape\x1b[31m delete\x7f",
    "zero\u200bwidth \u202eright to left",
    "combining " + "e\u0301" * 40 + "\u0335" * 200,
    "emoji 👩🏽‍🏫 \U0001f3f4",
    "not a character \ufffe \uffff",
    "lone \ud800 surrogate \udfff",
    "_xD800_ _x0000_ _x000D_ _x005F_",
    "\\ud800 \\u0000 \\N{DOG} %s %n {0} %00",
    "../../../../etc/hostname",
    "domains/../questionnaire.yaml",
    "C:\\con\\nul",
    "ﬁve ＜script＞ ＝1",
    "İıſK",
    "a" * 61,
    "ends-with-hyphen-",
    "Capital-Id",
    "__proto__",
    "constructor",
    "not",
    "show_if",
    "select_one nowhere",
    "begin_group",
    "end repeat",
    "${a} = 'b' and (((((((((((selected(${a}, 'x'))))))))))))",
    'A1.NAOK == "x" && !(B.value > 3)',
    "((((((((((((((((((((1",
    "not(" * 30,
)

NUMBERS = (0, -1, 1, 0.5, 1e15, 1e308, -1e308, 10**14, 10**18, 2**63, 5e-324, 100.0000001, 31, 101)

LONELY = "lone \ud800 surrogate \udfff"


def text(chance: Random) -> str:
    """Draw a text, sometimes of two."""
    drawn = chance.choice(TEXTS)
    return drawn + chance.choice(TEXTS) if chance.random() < 0.15 else drawn


def safe_text(chance: Random) -> str:
    """Draw a text that UTF-8 can hold."""
    return text(chance).encode("utf-8", "replace").decode()


def xml_text(chance: Random) -> str:
    """Draw a text that XML can hold."""
    return "".join(sign for sign in safe_text(chance) if sign in "\t\n\r" or " " <= sign < "\ufffe")


def value(chance: Random) -> object:
    """Draw anything that a YAML file can hold."""
    match chance.randrange(8):
        case 0:
            return chance.choice(NUMBERS)
        case 1:
            return chance.choice((True, False, None))
        case 2:
            return [safe_text(chance) for _ in range(chance.randrange(4))]
        case 3:
            return {safe_text(chance): safe_text(chance) for _ in range(chance.randrange(4))}
        case 4:
            return nested(chance.choice((3, 20, 29, 31, 60)))
        case _:
            return safe_text(chance)


def nested(depth: int) -> object:
    """A list in a list in a list."""
    inner: object = "deep"
    for _ in range(depth):
        inner = [inner]
    return inner
