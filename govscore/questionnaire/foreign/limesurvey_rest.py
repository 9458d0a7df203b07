"""What LimeSurvey's files say beside questions and answers: all of it is told, none of it can be kept."""

from collections.abc import Iterator, Mapping

from govscore.questionnaire.faults import quoted
from govscore.questionnaire.foreign.losses import Ledger, Spot
from govscore.questionnaire.foreign.tables import QUESTIONS, Row, Tables, entries, lines_without

_READ = frozenset(
    [
        "groups",
        "group_l10ns",
        "questions",
        "question_l10ns",
        "subquestions",
        "answers",
        "answer_l10ns",
        "surveys",
        "surveys_languagesettings",
        "question_attributes",
        "defaultvalues",
        "defaultvalue_l10ns",
        "conditions",
    ]
)
_QUESTION_FIELDS = frozenset(
    [
        "qid",
        "parent_qid",
        "sid",
        "gid",
        "type",
        "title",
        "question",
        "help",
        "question_order",
        "language",
        "scale_id",
        "same_default",
        "same_script",
        "relevance",
        "question_theme_name",
        "modulename",
        "other",
        "mandatory",
        "preg",
        "encrypted",
    ]
)
_LANGUAGE_FIELDS = frozenset(
    {"surveyls_survey_id", "surveyls_language", "surveyls_title", "surveyls_description"}
)
_NOTHING = frozenset({"", "0", "N"})


def tell_the_rest(tables: Tables, ledger: Ledger, language: str) -> None:
    """Tell everything in the tables that has no place here."""
    titles = {entry.row.get("qid"): entry.row.get("title") for entry in entries(tables, QUESTIONS, language)}
    for entry in entries(tables, QUESTIONS, language):
        for message in _flags(entry.row):
            ledger.tell(
                Spot(line=entry.row.line, where=f"question {quoted(titles[entry.row.get('qid')])}"), message
            )
    _tell_attributes(tables, ledger, titles)
    _tell_defaults(tables, ledger, titles)
    _tell_conditions(tables, ledger, titles)
    _tell_settings(tables, ledger)
    for row in tables.of("groups"):
        if row.get("randomization_group"):
            spot = Spot(line=row.line, where=f"group {quoted(row.get('group_name') or row.get('gid'))}")
            ledger.tell(spot, "is shown in a random order there; here the order is fixed")
    for name, rows in lines_without(tables, _READ):
        message = f"is not carried over: there is nothing like it here ({len(rows)} in all)"
        ledger.tell(Spot(line=rows[0].line, where=f"table {quoted(name)}"), message)


def _flags(row: Row) -> Iterator[str]:
    if row.get("mandatory") not in _NOTHING:
        yield "is mandatory there; here every question may be left unanswered"
    if row.get("other") not in _NOTHING:
        yield "has an answer “other” to be written out; here there is none"
    if pattern := row.get("preg"):
        yield f"checks its answer against {quoted(pattern)}; here there is nothing to check"
    if row.get("encrypted") == "Y":
        yield "is encrypted there; here all answers are kept alike"
    for name, value in row.fields.items():
        if name not in _QUESTION_FIELDS and value.strip() not in _NOTHING:
            yield f"{name} ({quoted(value)}) is not carried over"


def _tell_attributes(tables: Tables, ledger: Ledger, titles: Mapping[str, str]) -> None:
    by_question: dict[str, list[Row]] = {}
    for row in tables.of("question_attributes"):
        if row.get("value") not in _NOTHING:
            by_question.setdefault(row.get("qid"), []).append(row)
    for qid, rows in by_question.items():
        listed = ", ".join(f"{row.get('attribute')} {quoted(row.get('value'))}" for row in rows)
        spot = Spot(line=rows[0].line, where=f"question {quoted(titles.get(qid, qid))}")
        ledger.tell(spot, f"its attributes are not carried over: {listed}")


def _tell_defaults(tables: Tables, ledger: Ledger, titles: Mapping[str, str]) -> None:
    of_which = {row.get("dvid"): row.get("qid") for row in tables.of("defaultvalues")}
    for table in ("defaultvalues", "defaultvalue_l10ns"):
        for row in tables.of(table):
            if value := row.get("defaultvalue"):
                qid = row.get("qid") or of_which.get(row.get("dvid"), "")
                where = titles.get(qid, qid)
                message = f"begins with the answer {quoted(value)}; here nothing is filled in beforehand"
                ledger.tell(Spot(line=row.line, where=f"question {quoted(where)}"), message)


def _tell_conditions(tables: Tables, ledger: Ledger, titles: Mapping[str, str]) -> None:
    """The older table of conditions; newer versions write them as expressions, which are read."""
    always = {row.get("qid") for row in tables.of("questions") if row.get("relevance") in ("", "1")}
    for row in tables.of("conditions"):
        if row.get("qid") in always:
            written = f"{row.get('cfieldname')} {row.get('method')} {row.get('value')}"
            message = (
                f"is shown always: its condition in the older form was not taken over ({quoted(written)})"
            )
            spot = Spot(line=row.line, where=f"question {quoted(titles.get(row.get('qid'), row.get('qid')))}")
            ledger.tell(spot, message)


def _tell_settings(tables: Tables, ledger: Ledger) -> None:
    for row in tables.of("surveys"):
        names = [name for name, value in row.fields.items() if value.strip() and name != "language"]
        if names:
            message = f"settings of the whole survey are not carried over: {', '.join(names)}"
            ledger.tell(Spot(line=row.line, where="the survey"), message)
    for row in tables.of("surveys_languagesettings"):
        names = [name for name, value in row.fields.items() if value.strip() and name not in _LANGUAGE_FIELDS]
        if names:
            message = f"texts around the questions are not carried over: {', '.join(names)}"
            ledger.tell(
                Spot(line=row.line, where=f"the survey in {quoted(row.get('surveyls_language'))}"), message
            )
