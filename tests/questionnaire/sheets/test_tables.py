"""A questionnaire goes into tables and comes out as it was; what is wrong in a cell is told of the cell."""

from pathlib import Path, PurePath

import pytest
from hypothesis import HealthCheck, given, settings

from govscore.paths import shared
from govscore.questionnaire.faults import FaultyQuestionnaire
from govscore.questionnaire.loader import examine_contents, load_questionnaire, version_folders
from govscore.questionnaire.model import Domain
from govscore.questionnaire.published import digest_of
from govscore.questionnaire.sheets.assembling import from_tables
from govscore.questionnaire.sheets.columns import in_order, name_of, path_of, standing_columns
from govscore.questionnaire.sheets.pointing import point_to_cells
from govscore.questionnaire.sheets.row_shapes import Kind
from govscore.questionnaire.sheets.table_csv import read_csv, to_csv
from govscore.questionnaire.sheets.tables import Row, Table, Tables, to_tables
from govscore.questionnaire.sheets.workbook import to_workbook
from govscore.questionnaire.sheets.workbook_reading import read_workbook
from govscore.questionnaire.writing.writer import write_contents
from tests.make import make_advice, make_domain, make_questionnaire
from tests.questionnaire.folders import SOUND
from tests.questionnaire.strategies import Parts, questionnaires

FOLDERS = (SOUND, *version_folders(Path(shared("questionnaires"))))


def parts_of(whole):
    return whole.manifest, whole.domains, whole.rubric, whole.advice


def sound():
    return to_tables(*parts_of(load_questionnaire(SOUND)))


def changed(tables, kind, number, cells):
    """The tables with some cells of a row changed; None empties one."""
    table = tables.tables[kind]
    rows = tuple(
        Row(number=row.number, cells={k: v for k, v in (row.cells | cells).items() if v is not None})
        if row.number == number
        else row
        for row in table.rows
    )
    columns = tuple(dict.fromkeys((*table.columns, *cells)))
    new = Table(kind=kind, title=table.title, columns=columns, rows=rows)
    return Tables(name="board.xlsx", tables={**tables.tables, kind: new})


def refusals(tables):
    with pytest.raises(FaultyQuestionnaire) as caught:
        from_tables(tables)
    assert {fault.file for fault in caught.value.faults} == {"board.xlsx"}
    return [(fault.line, fault.where, fault.message) for fault in caught.value.faults]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_every_questionnaire_comes_out_of_workbook_and_csv_as_it_was(folder):
    whole = load_questionnaire(folder)
    contents, tables = write_contents(*parts_of(whole)), to_tables(*parts_of(whole))
    assert from_tables(read_workbook(to_workbook(tables), name="a.xlsx")) == contents
    assert from_tables(read_csv(to_csv(tables), name="a.csv")) == contents
    assert examine_contents(contents, folder=PurePath(whole.code) / whole.version).questionnaire == whole


@given(questionnaires())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_questionnaire_comes_out_of_workbook_and_csv_as_it_was(parts: Parts) -> None:
    contents, tables = write_contents(*parts), to_tables(*parts)
    assert from_tables(tables) == contents
    assert from_tables(read_workbook(to_workbook(tables), name="a.xlsx")) == contents
    assert from_tables(read_csv(to_csv(tables), name="a.csv")) == contents
    again = examine_contents(contents, folder=PurePath(parts[0].code) / parts[0].version).questionnaire
    assert again is not None
    assert again.digest == digest_of(*parts)


def test_a_question_stands_in_one_row_with_what_the_rubric_says_of_it():
    table = sound().tables[Kind.QUESTION]
    first = table.rows[0].cells
    assert (table.title, table.rows[0].number) == ("questions", 2)
    assert {"domain", "id", "text", "source.name"} <= first.keys()
    assert any(column.startswith("descriptor.") for column in first)
    assert {"weight", "hint"} <= set(table.columns)


def test_what_was_set_to_nothing_stays_so():
    question = {"id": "q", "text": "=1+1", "why": "null", "evidence": "'", "scale": "levels", "duty": "must"}
    question |= {
        "source": {"name": "N", "checked": "2026-01-01"},
        "hint": None,
        "wording": {},
        "show_if": None,
    }
    question |= {
        "applies_to": {"governance": [], "phases": ["primary", "special"]},
        "translations": {"cy": {}},
    }
    domain = Domain.model_validate(
        {"id": "d", "title": "{}", "short": "[]", "about": "-", "translations": {}, "questions": [question]}
    )
    whole = make_questionnaire((domain,))
    cells = to_tables(*parts_of(whole)).tables[Kind.QUESTION].rows[0].cells
    assert (
        cells.items()
        >= {
            "text": "'=1+1",
            "why": "'null",
            "evidence": "'",
            "hint": "null",
            "wording": "{}",
            "show_if": "null",
            "applies_to.governance": "[]",
            "applies_to.phases": "primary, special",
            "@cy": "{}",
        }.items()
    )
    assert from_tables(to_tables(*parts_of(whole))) == write_contents(*parts_of(whole))


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("text", ("text",)),
        ("source.name", ("source", "name")),
        ("wording.chair", ("wording", "chair")),
        ("text@cy", ("translations", "cy", "text")),
        ("wording.chair@cy", ("translations", "cy", "wording", "chair")),
        ("wording.a.b@x@cy", ("translations", "cy", "wording", "a.b@x")),
        ("descriptor.not-yet", ("descriptor", "not-yet")),
        ("descriptor.not-yet@cy", ("descriptor@", "cy", "not-yet")),
        ("wording", ("wording",)),
        ("@cy", ("translations", "cy")),
        ("@", ("translations",)),
        ("descriptor@", ("descriptor@",)),
        *((name, None) for name in ("translations", "txt", "source.date", "descriptors@cy", "text.more")),
    ],
)
def test_a_column_names_a_place(name, path):
    assert path_of(Kind.QUESTION, name) == path
    assert path is None or name_of(path) == name


def test_each_key_of_the_models_has_its_column():
    assert standing_columns(Kind.LEVEL) == ("id", "label", "value", "about")
    assert {"changes", "missing.min_share", "applies_to.phases"} <= set(standing_columns(Kind.QUESTIONNAIRE))
    assert path_of(Kind.SCALE_OPTION, "label@cy") == ("label@", "cy")


def test_another_language_stands_after_the_original():
    assert in_order(Kind.LEVEL, ("about@cy", "about", "label@cy", "id")) == (
        "id",
        "about",
        "label@cy",
        "about@cy",
    )


@pytest.mark.parametrize(
    ("kind", "row", "cells", "where", "message"),
    [
        (Kind.QUESTION, 2, {"text": None}, 'column "text"', "is empty: fill it in"),
        (Kind.QUESTION, 2, {"domain": "null"}, 'column "domain"', "is empty: fill it in"),
        (Kind.QUESTION, 2, {"source.checked": None}, 'column "source.checked"', "is empty: fill it in"),
        (
            Kind.QUESTION,
            2,
            {"source.checked": "24/11/2026"},
            'column "source.checked"',
            "a date is written as",
        ),
        (Kind.QUESTION, 2, {"domain": "strateg"}, 'column "domain"', 'did you mean "strategy"?'),
        (Kind.QUESTION, 2, {"duty": "shall"}, 'column "duty"', "is not known here"),
        (Kind.QUESTION, 2, {"weight": "heavy"}, 'column "weight"', "must be a number"),
        (Kind.QUESTION, 2, {"weight": "-1"}, 'column "weight"', "must be at least 0"),
        (Kind.QUESTION, 2, {"colour": "red"}, 'column "colour"', "nothing reads this column of a question"),
        (Kind.QUESTION, 2, {"id": "Vision"}, 'column "id"', "is no id"),
        (Kind.QUESTION, 2, {"text": "a\x07"}, 'column "text"', "the invisible character U+0007"),
        (Kind.QUESTION, 2, {"text": "\ud800"}, 'column "text"', "the invisible character U+D800"),
        (Kind.QUESTION, 3, {"show_if": "{question: vision"}, 'column "show_if"', "closing brace is missing"),
        (Kind.QUESTION, 3, {"show_if": "{is: a, not: b}"}, 'column "show_if"', "exactly one of"),
        (
            Kind.QUESTION,
            3,
            {"show_if": "{all: [{question: vision, at_least: x}]}"},
            'column "show_if", all 1, at_least',
            "must be a number",
        ),
        (Kind.QUESTION, 3, {"show_if": "[" * 40}, 'column "show_if"', "nested more than"),
        (Kind.QUESTION, 3, {"show_if": "[" * 28 + "]" * 28}, 'column "show_if"', "nested more than"),
        (Kind.QUESTION, 2, {"wording": "x"}, 'column "wording"', "takes only {} or null"),
        (
            Kind.QUESTION,
            2,
            {"wording": "null", "wording.chair": "x"},
            'column "wording.chair"',
            "sets to null",
        ),
        (Kind.QUESTION, 2, {"Text": "again"}, 'column "Text"', "is told in two columns"),
        (Kind.QUESTION, 2, {"wording.nobody": "x"}, 'column "wording.nobody"', "is not known here"),
        (Kind.QUESTION, 2, {"text@welsh": "x"}, 'column "text@welsh"', "is no language code"),
        (Kind.DOMAIN, 2, {"required": "perhaps"}, 'column "required"', "must be true or false"),
        (Kind.LEVEL, 2, {"value": "one"}, 'column "value"', "must be a number"),
        (Kind.SCALE_OPTION, 2, {"kind": "odd"}, 'column "kind"', "is not known here"),
        (Kind.SCALE_OPTION, 2, {"scale": "A B"}, 'column "scale"', "is no id"),
        (Kind.RECOMMENDATION, 2, {"importance": "9"}, 'column "importance"', "must be at most 3"),
        (Kind.RECOMMENDATION, 2, {"when": None}, 'column "when"', "is empty: fill it in"),
        (Kind.QUESTIONNAIRE, 2, {"version": "1"}, 'column "version"', "is no version"),
        (Kind.QUESTIONNAIRE, 2, {"audience": "chair; head; clown"}, 'column "audience"', "is not known here"),
        (
            Kind.QUESTIONNAIRE,
            2,
            {"missing.min_share": "7"},
            'column "missing.min_share"',
            "must be at most 1",
        ),
    ],
)
def test_a_fault_is_told_of_its_cell(kind, row, cells, where, message):
    tables = sound()
    (line, told, words), *_ = refusals(changed(tables, kind, row, cells))
    assert (line, told) == (row, f'sheet "{tables.tables[kind].title}", {where}')
    assert message in words


def test_an_id_is_given_once():
    tables = sound()
    first = tables.tables[Kind.QUESTION].rows[0].cells["id"]
    told = refusals(changed(tables, Kind.QUESTION, 3, {"id": first}))
    assert told[0] == (
        3,
        'sheet "questions", column "id"',
        f'"{first}" is already the id in row 2: choose another',
    )
    domain = tables.tables[Kind.DOMAIN].rows[0].cells["id"]
    told = refusals(changed(tables, Kind.DOMAIN, 3, {"id": domain}))
    assert told[0] == (
        3,
        'sheet "domains", column "id"',
        f'"{domain}" is already the id in row 2: choose another',
    )


def without_rows(kind):
    tables = sound()
    bare = Table(kind=kind, title=tables.tables[kind].title, columns=tables.tables[kind].columns, rows=())
    return Tables(name="board.xlsx", tables={**tables.tables, kind: bare})


@pytest.mark.parametrize(
    ("kind", "where", "message"),
    [
        (Kind.QUESTIONNAIRE, 'sheet "questionnaire"', "there is no row that says what the questionnaire is"),
        (Kind.LEVEL, 'sheet "levels"', "needs at least 2 items"),
        (Kind.QUESTION, 'sheet "domains"', "needs at least 1 item"),
    ],
)
def test_a_table_without_rows_is_told(kind, where, message):
    told = refusals(without_rows(kind))
    assert any(place == where and message in words for _, place, words in told), told


def test_without_recommendations_there_are_none():
    assert from_tables(without_rows(Kind.RECOMMENDATION))["recommendations.yaml"].endswith(
        b"recommendations: []\n"
    )


def test_every_fault_is_told_at_once_and_none_twice():
    tables = changed(sound(), Kind.QUESTION, 2, {"text": None, "duty": "shall"})
    told = refusals(changed(tables, Kind.LEVEL, 2, {"value": "one"}))
    assert [(line, where) for line, where, _ in told] == [
        (2, 'sheet "levels", column "value"'),
        (2, 'sheet "questions", column "text"'),
        (2, 'sheet "questions", column "duty"'),
    ]


def test_parts_that_do_not_lie_side_by_side_are_refused():
    whole = make_questionnaire((make_domain(questions=("vision", "plan")),))
    fewer = whole.rubric.model_copy(update={"questions": {"vision": whole.rubric.questions["vision"]}})
    with pytest.raises(FaultyQuestionnaire, match=r"rubric\.yaml:1: questions: .*\(plan\): mend this"):
        to_tables(whole.manifest, whole.domains, fewer, whole.advice)
    with pytest.raises(FaultyQuestionnaire, match=r"questionnaire\.yaml:1: domains: .*\(strategy\)"):
        to_tables(whole.manifest, (), whole.rubric, whole.advice)


def test_text_that_cannot_be_written_is_refused():
    whole = make_questionnaire(advice=(make_advice(),))
    odd = whole.advice[0].model_copy(update={"title": "a\ud800"})
    with pytest.raises(
        FaultyQuestionnaire, match='sheet "recommendations", column "title": holds the invisible'
    ):
        to_tables(whole.manifest, whole.domains, whole.rubric, (odd,))


def test_what_the_checks_find_in_the_files_is_told_of_the_cells():
    tables = changed(sound(), Kind.QUESTION, 2, {"scale": "levls"})
    tables = changed(tables, Kind.QUESTION, 3, {"show_if": "{all: [{question: nowhere, answered: true}]}"})
    tables = changed(tables, Kind.DOMAIN, 2, {"short": "far too long for a chart"})
    contents = from_tables(tables)
    examined = examine_contents(contents, folder=PurePath("sound/1.0"))
    assert {
        (fault.file, fault.line, fault.where) for fault in point_to_cells(tables, contents, examined.faults)
    } >= {
        ("board.xlsx", 2, 'sheet "questions", column "scale"'),
        ("board.xlsx", 3, 'sheet "questions", column "show_if", all 1, question'),
        ("board.xlsx", 2, 'sheet "domains", column "short"'),
    }
