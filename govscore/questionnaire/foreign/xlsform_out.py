"""Out to an XLSForm workbook: survey, choices and settings, as pyxform and the tools built on it read them."""

from collections.abc import Iterator, Mapping
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from govscore.questionnaire.foreign.left_behind import left_behind
from govscore.questionnaire.foreign.losses import Exported, Loss
from govscore.questionnaire.foreign.relevance_out import xpath
from govscore.questionnaire.foreign.steady import steady
from govscore.questionnaire.foreign.tongues import full_name
from govscore.questionnaire.languages import languages_of
from govscore.questionnaire.model import Domain, Question, Questionnaire

_SURVEY = ("type", "name", "label", "hint", "guidance_hint", "relevant", "required")
_CHOICES = ("list_name", "name", "label", "score", "kind")
_TRANSLATED = frozenset({"label", "hint", "guidance_hint"})
_KEPT = frozenset({"why", "evidence", "descriptors"})

Value = str | int | float | None
Row = Mapping[str, Value]
Texts = Mapping[str, str]
"""A text by the code of its language."""


def to_xlsform(questionnaire: Questionnaire) -> Exported:
    """Write an XLSForm; why, evidence and descriptors go into the guidance, the rest that is lost is told."""
    languages = languages_of(questionnaire)
    book = Workbook()
    book.remove(book.worksheets[0])
    _fill(book.create_sheet("survey"), _SURVEY, tuple(_survey(questionnaire, languages)), languages)
    _fill(book.create_sheet("choices"), _CHOICES, tuple(_choices(questionnaire, languages)), languages)
    settings = {
        "form_title": questionnaire.manifest.title,
        "form_id": questionnaire.code,
        "version": f"{questionnaire.version}",
        "default_language": full_name(languages[0]),
    }
    _fill(book.create_sheet("settings"), tuple(settings), (settings,), languages[:1])
    written = BytesIO()
    book.save(written)
    losses = (*left_behind(questionnaire, kept=_KEPT), *_changed(questionnaire))
    return Exported(raw=steady(written.getvalue()), losses=losses)


def _survey(questionnaire: Questionnaire, languages: tuple[str, ...]) -> Iterator[Row]:
    for domain in questionnaire.domains:
        name = group_name(questionnaire, domain)
        yield {"type": "begin_group", "name": name, **_said("label", _of(domain, "title", languages))}
        note = f"about-{name}"
        yield {"type": "note", "name": note, **_said("label", _of(domain, "about", languages))}
        for question in domain.questions:
            yield _question(questionnaire, question, languages)
        yield {"type": "end_group", "name": name}


def _question(questionnaire: Questionnaire, question: Question, languages: tuple[str, ...]) -> Row:
    return {
        "type": f"select_one {question.scale}",
        "name": question.id,
        **_said("label", _of(question, "text", languages)),
        **_said("hint", _of(question, "hint", languages)),
        **_said("guidance_hint", {code: _guidance(questionnaire, question, code) for code in languages}),
        "relevant": "" if question.show_if is None else xpath(question.show_if, questionnaire),
        "required": "no",
    }


def group_name(questionnaire: Questionnaire, domain: Domain) -> str:
    """Name a domain's group; a question of the same name would be taken for it."""
    return f"domain-{domain.id}" if domain.id in questionnaire.by_id else domain.id


def _guidance(questionnaire: Questionnaire, question: Question, language: str) -> str:
    """What matters and what each level looks like; where any of it is not translated, nothing in that language."""
    rule = questionnaire.rubric.questions[question.id]
    translated = rule.translations.get(language, {})
    is_own = language == questionnaire.manifest.language
    lines = [
        _of(question, "why", (language,)).get(language),
        _of(question, "evidence", (language,)).get(language),
    ]
    for option in questionnaire.scale_of(question).options:
        if option.id in rule.descriptors:
            label = option.label if is_own else option.translations.get(language)
            descriptor = rule.descriptors[option.id] if is_own else translated.get(option.id)
            lines.append(f"{label}: {descriptor}" if label and descriptor else None)
    return "\n".join(line for line in lines if line) if all(lines) else ""


def _of(part: Domain | Question, name: str, languages: tuple[str, ...]) -> Texts:
    """A text of a part, in its own language and wherever it is translated."""
    own: dict[str, str] = {}
    for code in languages:
        said = getattr(part.translations.get(code), name, None) if code in part.translations else None
        own[code] = said or ""
    if not own.get(languages[0]):
        own[languages[0]] = getattr(part, name) or ""
    return own


def _said(column: str, texts: Texts) -> dict[str, Value]:
    return {f"{column}::{full_name(code)}": _harmless(text) for code, text in texts.items() if text}


def _harmless(text: str) -> str:
    """What looks like a reference to another question would be taken for one."""
    return text.replace("${", "$ {")


def _choices(questionnaire: Questionnaire, languages: tuple[str, ...]) -> Iterator[Row]:
    for name, scale in questionnaire.manifest.scales.items():
        for option in scale.options:
            labels = {**option.translations, languages[0]: option.label}
            yield {
                "list_name": name,
                "name": option.id,
                **_said("label", labels),
                "score": option.value,
                "kind": option.kind.value,
            }


def _fill(
    sheet: Worksheet, columns: tuple[str, ...], rows: tuple[Row, ...], languages: tuple[str, ...]
) -> None:
    """Write rows below their headings; a text that begins like a formula stays a text."""
    headings = [
        f"{column}::{full_name(code)}" if column in _TRANSLATED else column
        for column in columns
        for code in (languages if column in _TRANSLATED else languages[:1])
    ]
    lines: list[list[Value]] = [list(headings), *([row.get(heading) for heading in headings] for row in rows)]
    for number, line in enumerate(lines, 1):
        for column, value in enumerate(line, 1):
            if value is not None and value != "":
                cell = sheet.cell(number, column, value)
                if isinstance(value, str):
                    cell.data_type = "s"


def _changed(questionnaire: Questionnaire) -> Iterator[Loss]:
    for domain in questionnaire.domains:
        if domain.id in questionnaire.by_id:
            message = f"its group is called “domain-{domain.id}”, because a question has its name"
            yield Loss(line=None, where=f"domain “{domain.id}”", message=message)
    for question in questionnaire.questions:
        if "${" in question.text + (question.hint or ""):
            message = "“${” was parted by a space, because it would stand for another question there"
            yield Loss(line=None, where=f"question “{question.id}”", message=message)
