"""The levels of the rubric in words, and how much must be answered for a score."""

from dataclasses import replace
from uuid import UUID

from flask import url_for
from pydantic import ValidationError

from govscore.questionnaire.edition import Edition
from govscore.questionnaire.model import Level, MissingRule
from govscore.services.desk import Piece
from govscore.web.desk.blueprint import desk, for_authors
from govscore.web.desk.fields import plain, read_number, rebuilt, refusals
from govscore.web.desk.pieces import Page, PieceForm, Reading, ask, take
from govscore.web.desk.typed import Typed

TITLE = "Levels and missing answers"


def _labels(edition: Edition) -> dict[str, str]:
    words = {f"label-{level.id}": f"Level {level.value:g}" for level in edition.rubric.levels}
    about = {f"about-{level.id}": f"What level {level.value:g} means" for level in edition.rubric.levels}
    return words | about | {"min_share": "Least share answered", "min_questions": "Fewest answered"}


def _pick(edition: Edition) -> Piece:
    return (*edition.rubric.levels, edition.rubric.missing)


def _fill(edition: Edition, _: Piece) -> Typed:
    missing = edition.rubric.missing
    return {
        **{f"label-{level.id}": level.label for level in edition.rubric.levels},
        **{f"about-{level.id}": level.about for level in edition.rubric.levels},
        "min_share": f"{missing.min_share * 100:g}",
        "min_questions": str(missing.min_questions),
    }


def _read(edition: Edition, typed: Typed) -> Reading:
    problems = {}
    for level in edition.rubric.levels:
        if not plain(typed, f"label-{level.id}"):
            problems[f"label-{level.id}"] = "Enter a word for this level"
        if not plain(typed, f"about-{level.id}"):
            problems[f"about-{level.id}"] = "Say what this level means"
    share = read_number(plain(typed, "min_share").removesuffix("%").rstrip())
    fewest = read_number(plain(typed, "min_questions"))
    if share is None or not 0 <= share <= 100:
        problems["min_share"] = "Enter a number from 0 to 100"
    if not isinstance(fewest, int) or not 1 <= fewest <= 100:
        problems["min_questions"] = "Enter a whole number, 1 or more"
    if problems or share is None or not isinstance(fewest, int):
        return Reading(problems=problems)
    try:
        levels = tuple(_level(level, typed) for level in edition.rubric.levels)
        missing = MissingRule(min_share=round(share / 100, 6), min_questions=fewest)
    except ValidationError as error:
        return Reading(problems=refusals(error, {}))
    return Reading(change=lambda current: _with(current, levels, missing))


def _level(level: Level, typed: Typed) -> Level:
    return rebuilt(
        level, {"label": plain(typed, f"label-{level.id}"), "about": plain(typed, f"about-{level.id}")}
    )


def _with(edition: Edition, levels: tuple[Level, ...], missing: MissingRule) -> Edition:
    """What marks a question or a domain that is no longer there goes: no form would show it."""
    rubric = edition.rubric
    update: dict[str, object] = {
        "levels": levels,
        "questions": {name: rule for name, rule in rubric.questions.items() if name in edition.question_ids},
        "domains": {name: rule for name, rule in rubric.domains.items() if name in edition.manifest.domains},
    }
    if missing != rubric.missing:
        update["missing"] = missing
    return replace(edition, rubric=rubric.model_copy(update=update))


FORM = PieceForm(
    template="desk/levels.html",
    pick=_pick,
    fill=_fill,
    read=_read,
    labels=_labels,
    offers=lambda edition: {"levels": edition.rubric.levels},
)


@desk.get("/drafts/<uuid:draft_id>/levels")
@for_authors
def levels(draft_id: UUID) -> str:
    """Ask what the levels are called, and how much must be answered."""
    return ask(FORM, draft_id, title=TITLE, back=url_for("desk.draft", draft_id=draft_id))


@desk.post("/drafts/<uuid:draft_id>/levels")
@for_authors
def save_levels(draft_id: UUID) -> Page:
    """Save what the levels are called, and how much must be answered."""
    return take(FORM, draft_id, title=TITLE, back=url_for("desk.draft", draft_id=draft_id))
