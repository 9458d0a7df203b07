"""Tables as large as may be sent: long cells, many rows, many columns, and every one of them wrong."""

import csv
import io
from collections.abc import Iterable, Sequence
from random import Random

from openpyxl import Workbook

from bench.fuzzing.grids import read_text
from bench.fuzzing.material import EXAMPLES, File, exported
from bench.fuzzing.yaml_files import bundle
from govscore.questionnaire.exporting import FileForm

MEGABYTE = 1_000_000


def long_cell(chance: Random) -> File:
    """One text is very long, in any kind of file."""
    size = chance.choice((40_000, 4 * MEGABYTE, 10 * MEGABYTE))
    long = chance.choice(("x", "é", "<b>", "a ", "\n", '"', "'", "{", "\\", "- ")) * size
    long = long[:size]
    return chance.choice(
        (
            lambda: File(name="long.csv", raw=b"row,id,title\r\nquestionnaire,x," + _quoted(long)),
            lambda: File(name="long.txt", raw=b"class\tname\ttext\nQ\tq\t" + _quoted(long)),
            lambda: File(name="long.lss", raw=_in_survey(long)),
            lambda: bundle({"questionnaire.yaml": b"title: " + _quoted(long)}),
            lambda: bundle({"domains/a.yaml": b"title: |\n  " + long.replace("\n", "\n  ").encode()}),
            lambda: File(name="long.xlsx", raw=_in_form(long[: min(size, 2 * MEGABYTE)])),
        )
    )()


def _quoted(text: str) -> bytes:
    return b'"' + text.replace('"', '""').replace("\\", "\\\\").encode() + b'"\n'


def _in_survey(text: str) -> bytes:
    safe = text.replace("<", "&lt;").encode()
    head = (
        b"<?xml version='1.0'?><document><LimeSurveyDocType>Survey</LimeSurveyDocType><questions><rows><row>"
    )
    return head + b"<question>" + safe + b"</question></row></rows></questions></document>"


def _in_form(text: str) -> bytes:
    book = Workbook(write_only=True)
    survey, choices = book.create_sheet("survey"), book.create_sheet("choices")
    survey.append(("type", "name", "label", "relevant"))
    for start in range(0, len(text), 32_000):
        survey.append(("select_one a", f"q{start}", text[start : start + 32_000], f"${{q{start}}} = 'x'"))
    for row in (("list_name", "name", "label"), ("a", "x", "X"), ("a", "y", "Y")):
        choices.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def many_rows(chance: Random) -> File:
    """Our CSV goes on for thousands of rows, each of them wrong in the same way."""
    grid = read_text(exported(chance, FileForm.CSV).raw, ",")
    kind = chance.choice(("domain", "question", "recommendation", "scale-option", "level"))
    rows = [row for row in grid if row[0] == kind]
    many = [list(chance.choice(rows)) for _ in range(chance.choice((600, 4_000, 20_000)))] if rows else []
    name = grid[0].index("id")
    place = chance.randrange(1, len(grid[0]))
    for number, row in enumerate(many):
        row[name] = f"{row[name]}-{number}"
        row[place] = chance.choice((f"wrong-{number}", "", "x"))
    return File(name="many.csv", raw=_text([*grid, *many])[: 5 * MEGABYTE])


def lost_questions(chance: Random) -> File:
    """Thousands of domains, and thousands of questions that name others."""
    count = chance.choice((300, 2_400))
    domains = [["domain", f"people-and-roles-{number}", ""] for number in range(count)]
    questions = [["question", f"q-{number}", f"people-and-rules-{number}"] for number in range(count)]
    return File(name="lost.csv", raw=_text([["row", "id", "domain"], *domains, *questions]))


def many_columns(chance: Random) -> File:
    """There are very many columns."""
    count, rows = chance.choice(((400, 5_000), (499, 8_000), (3_000, 10), (200_000, 2)))
    delimiter, first = chance.choice(((",", ["row", "id"]), ("\t", ["class", "name", "text"])))
    pattern = chance.choice(("c{}", "descriptor.o{}", "wording.chair@c{}"))
    heads = [*first, *(pattern.format(number) for number in range(count - len(first)))]
    filled = chance.choice(("", "x"))
    body = [[chance.choice(("question", "Q")), *[filled] * (count - 1)] for _ in range(rows)]
    return File(name="wide.txt", raw=_text([heads, *body], delimiter)[: 5 * MEGABYTE])


def many_questions(chance: Random) -> File:
    """A YAML questionnaire has thousands of questions, each of which depends on none that there is."""
    count = chance.choice((300, 2_500, 5_000))
    lines = ["id: people", "title: People", "short: People", "about: People", "questions:"]
    condition = chance.choice(
        ("{question: question-x%d, answered: true}", "{question: question-%d, is: yes}")
    )
    for number in range(count):
        lines.append(
            f"- {{id: question-{number}, text: A, why: B, evidence: C, scale: s, duty: must, "
            f"source: {{name: D, checked: 2026-01-01}}, show_if: {condition % (count - number)}}}"
        )
    files = {"domains/people.yaml": "\n".join(lines).encode()[:MEGABYTE]}
    files["questionnaire.yaml"] = _MANIFEST
    files["rubric.yaml"] = _RUBRIC + b"".join(
        b"  question-y%d: {descriptors: {}}\n" % n for n in range(count)
    )
    files["recommendations.yaml"] = b"recommendations:\n" + b"".join(
        _ADVICE % (n, n) for n in range(count // 2)
    )
    return bundle(files)


_MANIFEST = b"""code: many
version: "1.0"
title: Many
summary: Many
purpose: quality
answering: each
audience: [governor]
confidential: true
in_force: "2026-01-01"
domains: [people]
scales:
  s: {options: [{id: a, label: A, value: 1}, {id: b, label: B, value: 2}]}
"""
_RUBRIC = b"""levels:
- {id: a, label: A, value: 1, about: A}
- {id: b, label: B, value: 2, about: B}
domains: {people: {}}
questions:
"""
_ADVICE = (
    b"- {id: a%d, title: A, what: B, who: C, time: D, success: E, "
    b"when: {all: [{question: question-z%d, measure: mean, at_most: 1}]}}\n"
)


def long_survey(chance: Random) -> File:
    """LimeSurvey's text goes on for thousands of rows."""
    grid = read_text((EXAMPLES / "board.txt").read_bytes(), "\t")
    classes = chance.choice(({"Q", "SQ", "A"}, {"A"}, {"G"}, {"SQ"}, {"S"}))
    rows = [row for row in grid[1:] if row[grid[0].index("class")] in classes]
    many = [list(row) for row in rows * (chance.choice((1_000, 9_000)) // max(1, len(rows)))]
    name = grid[0].index("name")
    for number, row in enumerate(many):
        row[name] = f"{row[name]}{number}" if chance.random() < 0.9 else row[name]
    return File(name="many.txt", raw=_text([*grid, *many], "\t")[: 5 * MEGABYTE])


def long_form(chance: Random) -> File:
    """An XLSForm has as many rows as are read, or columns, or answers."""
    book = Workbook(write_only=True)
    survey, choices = book.create_sheet("survey"), book.create_sheet("choices")
    rows, columns, answers = chance.choice(
        ((900, 4, 3), (4_900, 8, 2), (900, 60, 2), (300, 5, 4_000), (2, 4, 20_000))
    )
    relevant = chance.choice(
        ("${{q{0}}} = 'x'", "selected(${{q{0}}}, 'x') and (" * 30, "a.a.a.a" * 60, "((" * 200, "")
    )
    others = (f"label::L{number} (a{chr(97 + number % 26)})" for number in range(columns - 4))
    survey.append(("type", "name", "label", "relevant", *others))
    for number in range(rows):
        text = relevant.format(number - 1) if number else ""
        survey.append(("select_one a", f"q{number}", "A?", text, *["x"] * (columns - 4)))
    choices.append(("list_name", "name", "label"))
    for number in range(answers):
        choices.append((chance.choice(("a", f"list{number}")), f"{'xy'[number % 2]}{number // 2 or ''}", "X"))
    file = io.BytesIO()
    book.save(file)
    return File(name="long.xlsx", raw=file.getvalue())


def _text(grid: Iterable[Sequence[object]], delimiter: str = ",") -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator="\r\n").writerows(grid)
    return file.getvalue().encode()
