"""In which language somebody reads the questions. The choice travels in the address, so nothing is kept of it.

The words of the pages themselves are English for now, and the pages say so: whatever comes from the
questionnaire in another language is marked with that language, piece by piece.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from flask import Blueprint, g, request, url_for
from markupsafe import Markup

from govscore.questionnaire.languages import in_language, languages_of, own_name, texts_in
from govscore.questionnaire.model import Questionnaire
from govscore.services.respond import Place

PAGE_LANGUAGE = "en"
KEY = "lang"
Say = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class LanguageLink:
    """One language in which the questions can be read; the one that is shown leads nowhere."""

    code: str
    name: str
    address: str
    is_shown: bool


def plainly(words: str) -> str:
    """Say words as they are: they are in the language of the page."""
    return words


def speaker(questionnaire: Questionnaire, language: str) -> Say:
    """Make what marks a text of a questionnaire, as it is shown in one language, with the language it is in."""
    own = questionnaire.manifest.language
    translated = frozenset[str]() if language == own else texts_in(questionnaire, language)
    return partial(_marked, own=own, language=language, translated=translated)


def choose_language(questionnaire: Questionnaire) -> None:
    """Note the language that the address asks for, where there is one, for the rest of the request."""
    own, known = questionnaire.manifest.language, languages_of(questionnaire)
    asked = request.args.get(KEY)
    g.languages = known if len(known) > 1 else ()
    g.language = asked if asked in known else own
    g.carried = None if g.language == own else g.language


def in_chosen_language(place: Place) -> tuple[Place, Say]:
    """Put a place's questions into the language that was chosen, and say which of their texts are in it."""
    original, chosen = place.questionnaire, g.language
    shown = in_language(original, chosen)
    questions = tuple(shown.by_id[question.id] for question in place.shown)
    return replace(place, questionnaire=shown, shown=questions), speaker(original, chosen)


def init_blueprint(blueprint: Blueprint) -> None:
    """Carry the language on in every address of these pages, and offer the others on each of them."""
    blueprint.url_defaults(_carry)
    blueprint.context_processor(lambda: {"languages": _links()})


def _marked(words: str, *, own: str, language: str, translated: frozenset[str]) -> str:
    spoken = language if words in translated else own
    if spoken == PAGE_LANGUAGE:
        return words
    return Markup('<span lang="{}">{}</span>').format(spoken, words)


def _carry(_endpoint: str, values: dict[str, Any]) -> None:
    if g.get("carried"):
        values.setdefault(KEY, g.carried)


def _links() -> tuple[LanguageLink, ...]:
    """Only where a page is looked at: to follow a link from a form with faults would lose what was typed."""
    if request.method != "GET" or request.endpoint is None:
        return ()
    return tuple(_link(request.endpoint, code) for code in g.get("languages", ()))


def _link(endpoint: str, code: str) -> LanguageLink:
    there = {**(request.view_args or {}), "back": request.args.get("back"), KEY: code}
    return LanguageLink(
        code=code, name=own_name(code), address=url_for(endpoint, **there), is_shown=code == g.language
    )
