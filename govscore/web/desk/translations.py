"""Translating a draft: what is missing in a language, and a form for each part of it."""

from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from govscore.errors import NotFoundError
from govscore.questionnaire.checks.questions import MOST_SHORT
from govscore.questionnaire.conditions import Frozen
from govscore.questionnaire.edition import Edition, questionnaire_of
from govscore.questionnaire.languages import (
    OWN_NAMES,
    count_texts,
    languages_of,
    missing_translations,
    own_name,
)
from govscore.questionnaire.translating import (
    ADVICE,
    DOMAIN,
    FRAME,
    advice_on,
    parts_of,
    with_translations,
    words_of,
)
from govscore.services import desk as service
from govscore.services.desk import Draft, Piece
from govscore.web.desk.blueprint import desk, for_authors
from govscore.web.desk.fields import plain
from govscore.web.desk.pieces import Page, PieceForm, Reading, ask, take
from govscore.web.desk.typed import Typed
from govscore.web.scope import session


@dataclass(frozen=True, kw_only=True)
class LanguageLine:
    """One language, and how much is left to translate."""

    code: str
    name: str
    left: int
    total: int


@dataclass(frozen=True, kw_only=True)
class PartLine:
    """One part of a draft, and how much of it is left to translate."""

    part: str
    title: str
    left: int
    total: int


@desk.get("/drafts/<uuid:draft_id>/translations")
@for_authors
def languages(draft_id: UUID) -> str | Response:
    """List the languages of a draft, and ask in which other one to begin."""
    draft = service.get_draft(session(), draft_id)
    known = {code: name for code, name in OWN_NAMES.items() if code != draft.edition.manifest.language}
    chosen = request.args.get("begin", "")
    if chosen in known:
        return redirect(url_for("desk.translation", draft_id=draft_id, language=chosen))
    lines = _language_lines(draft)
    return render_template(
        "desk/languages.html",
        title="Translations",
        draft=draft,
        own=own_name(draft.edition.manifest.language),
        lines=lines,
        others=sorted(known.items(), key=lambda each: (each[0] != "cy", each[1])),
        typed={"begin": ""},
    )


@desk.get("/drafts/<uuid:draft_id>/translations/<language>")
@for_authors
def translation(draft_id: UUID, language: str) -> str:
    """Say how much of each part is left to translate."""
    draft = service.get_draft(session(), draft_id)
    _refuse(draft.edition, language)
    lines = tuple(_part_line(draft.edition, language, part) for part in parts_of(draft.edition))
    return render_template(
        "desk/translation.html",
        title=f"{own_name(language)}: what is translated",
        draft=draft,
        language=language,
        lines=lines,
        left=sum(line.left for line in lines),
        total=sum(line.total for line in lines),
    )


@desk.get("/drafts/<uuid:draft_id>/translations/<language>/<part>")
@for_authors
def translation_part(draft_id: UUID, language: str, part: str) -> str:
    """Ask for the translation of one part."""
    title, form = (
        _title(service.get_draft(session(), draft_id).edition, language, part),
        _form(language, part),
    )
    return ask(form, draft_id, title=title, back=_back(draft_id, language))


@desk.post("/drafts/<uuid:draft_id>/translations/<language>/<part>")
@for_authors
def save_translation(draft_id: UUID, language: str, part: str) -> Page:
    """Save the translation of one part; what is left empty stays to be translated."""
    title, form = f"{own_name(language)}: {part}", _form(language, part)
    return take(form, draft_id, title=title, back=_back(draft_id, language))


def _form(language: str, part: str) -> PieceForm:
    return PieceForm(
        template="desk/translation_part.html",
        pick=lambda edition: _pick(edition, language, part),
        fill=lambda edition, _: {words.key: words.translated for words in words_of(edition, language, part)},
        read=lambda edition, typed: _read(edition, typed, language=language, part=part),
        labels=lambda edition: {
            words.key: f"{words.piece}: {words.label}" for words in words_of(edition, language, part)
        },
        offers=lambda edition: {
            "pieces": [
                (piece, tuple(words))
                for piece, words in groupby(words_of(edition, language, part), key=lambda words: words.piece)
            ],
            "language": language,
        },
    )


def _read(edition: Edition, typed: Typed, *, language: str, part: str) -> Reading:
    keys = [words.key for words in words_of(edition, language, part)]
    said = {key: plain(typed, key) for key in keys if key in typed}
    problems = {
        key: f"Choose a word of {MOST_SHORT} characters or fewer, so that it fits beside a chart"
        for key, text in said.items()
        if key.startswith("domain.") and key.endswith(".short") and len(text) > MOST_SHORT
    }
    if problems:
        return Reading(problems=problems)
    return Reading(change=lambda current: with_translations(current, language, said))


def _pick(edition: Edition, language: str, part: str) -> Piece:
    """The words of a part in the language, and those that they translate: both must be as they were seen."""
    _refuse(edition, language)
    if part not in parts_of(edition):
        raise NotFoundError("There is no such part of this draft. Somebody may have taken it out.")
    if part == FRAME:
        return (edition.manifest, *edition.rubric.levels)
    if part.startswith(ADVICE):
        return advice_on(edition, part)
    domain = edition.domain(part.removeprefix(DOMAIN))
    rules = [edition.rubric.questions.get(question.id) for question in domain.questions]
    found: list[Frozen] = [domain, *(rule for rule in rules if rule is not None)]
    return tuple(found)


def _refuse(edition: Edition, language: str) -> None:
    own = edition.manifest.language
    if language == own or language not in {*OWN_NAMES, *languages_of(questionnaire_of(edition))}:
        raise NotFoundError("Nothing is translated into this language here. Choose one from the list.")


def _title(edition: Edition, language: str, part: str) -> str:
    _pick(edition, language, part)
    return f"{own_name(language)}: {_part_line(edition, language, part).title}"


def _part_line(edition: Edition, language: str, part: str) -> PartLine:
    words = words_of(edition, language, part)
    if part == FRAME:
        title = "Title, answers and levels"
    elif part.startswith(ADVICE):
        title = f"Recommendations on {edition.domain(part.removeprefix(ADVICE)).title}"
    else:
        title = edition.domain(part.removeprefix(DOMAIN)).title
    left = sum(1 for each in words if not each.translated)
    return PartLine(part=part, title=title, left=left, total=len(words))


def _language_lines(draft: Draft) -> tuple[LanguageLine, ...]:
    questionnaire = draft.questionnaire()
    total = count_texts(questionnaire)
    return tuple(
        LanguageLine(
            code=code,
            name=own_name(code),
            left=sum(each.count for each in missing_translations(questionnaire, code)),
            total=total,
        )
        for code in languages_of(questionnaire)[1:]
    )


def _back(draft_id: UUID, language: str) -> str:
    return url_for("desk.translation", draft_id=draft_id, language=language)
