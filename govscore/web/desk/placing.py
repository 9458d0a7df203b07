"""Where a question or a domain belongs: one list of places to choose from, so that nothing has to be dragged."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from govscore.questionnaire.conditions import questions_named
from govscore.questionnaire.edition import Edition, with_domain_at, with_question_at
from govscore.services import desk as service
from govscore.web.access import account
from govscore.web.desk.pieces import Change, done, note_edit
from govscore.web.scope import now, session

HERE = "Where it is now"
BREAKS = " (breaks a condition)"


@dataclass(frozen=True, kw_only=True)
class Spot:
    """One place to choose: its value in the form, its words, and the change that leads there."""

    value: str
    words: str
    change: Change | None
    breaks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Placing:
    """What is to be moved, in words, and the places it can go to."""

    title: str
    words: str
    spots: tuple[Spot, ...]
    note: str
    what: str
    back: str


def ask_place(placing: Placing, draft_id: UUID, *, problem: str = "") -> str:
    """Ask where something belongs."""
    here = next(spot for spot in placing.spots if spot.change is None)
    return render_template(
        "desk/place.html",
        title=placing.title,
        draft=service.get_draft(session(), draft_id),
        placing=placing,
        typed={"where": here.value},
        options=[(spot.value, spot.words + (BREAKS if spot.breaks else "")) for spot in placing.spots],
        breaks=tuple(dict.fromkeys(each for spot in placing.spots for each in spot.breaks)),
        problems={"where": problem} if problem else {},
        has_errors=bool(problem),
    )


def move(placing: Placing, draft_id: UUID) -> str | Response:
    """Move something to the place that was chosen."""
    chosen = next((spot for spot in placing.spots if spot.value == request.form.get("where")), None)
    if chosen is None:
        return ask_place(placing, draft_id, problem="Choose a place from the list")
    if chosen.change is not None:
        draft = service.edit_draft(session(), draft_id, chosen.change, account=account(), now=now())
        note_edit(draft, f"moved {placing.what}")
        return done("Moved", placing.back)
    return redirect(placing.back)


def question_spots(edition: Edition, question_id: str) -> tuple[Spot, ...]:
    """List every place that a question can go to; the only question of a domain stays there."""
    own = edition.domain_of(question_id)
    spots: list[Spot] = []
    for domain in (own,) if len(own.questions) == 1 else edition.domains:
        after: str | None = None
        for question in (None, *domain.questions):
            if question is not None and question.id == question_id:
                spots[-1] = Spot(value=spots[-1].value, words=HERE, change=None)
                continue
            after = question.id if question else None
            words = f"After “{question.text}”" if question else "First"
            spots.append(
                Spot(
                    value=f"{domain.id}/{after or ''}",
                    words=f"{domain.title}: {words}",
                    change=_question_change(question_id, domain.id, after),
                )
            )
    return _with_breaks(edition, spots)


def domain_spots(edition: Edition, domain_id: str) -> tuple[Spot, ...]:
    """List every place that a domain can go to."""
    spots: list[Spot] = []
    for domain in (None, *edition.domains):
        if domain is not None and domain.id == domain_id:
            spots[-1] = Spot(value=spots[-1].value, words=HERE, change=None)
            continue
        after = domain.id if domain else None
        words = f"After “{domain.title}”" if domain else "First"
        spots.append(Spot(value=after or "first", words=words, change=_domain_change(domain_id, after)))
    return _with_breaks(edition, spots)


def _with_breaks(edition: Edition, spots: list[Spot]) -> tuple[Spot, ...]:
    """Say of each place which conditions would ask about a later question there, and do not now."""
    already = set(_too_early(edition))
    return tuple(
        replace(spot, breaks=tuple(each for each in _too_early(spot.change(edition)) if each not in already))
        if spot.change
        else spot
        for spot in spots
    )


def _too_early(edition: Edition) -> Iterator[str]:
    """Name the questions that are asked before one on whose answer they depend."""
    place = {name: number for number, name in enumerate(edition.question_ids)}
    for name, number in place.items():
        question = edition.question(name)
        for other in questions_named(question.show_if) if question.show_if else ():
            if place.get(other, -1) > number:
                yield f"“{question.text}” is shown only after certain answers to “{edition.question(other).text}”"


def _question_change(question_id: str, domain_id: str, after: str | None) -> Change:
    return lambda edition: with_question_at(edition, question_id, domain_id, after=after)


def _domain_change(domain_id: str, after: str | None) -> Change:
    return lambda edition: with_domain_at(edition, domain_id, after=after)
