"""A draft as somebody who answers would see it: any role, any kind of board, any phase. Nothing is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for

from govscore.boards.model import Phase
from govscore.errors import NotFoundError
from govscore.questionnaire.languages import in_language, languages_of, own_name
from govscore.questionnaire.model import Questionnaire, Role
from govscore.responses.model import Answer
from govscore.responses.routing import is_asked
from govscore.services import desk as service
from govscore.services.rehearsal import KINDS, Somebody, rehearse
from govscore.services.respond import Place
from govscore.web.desk.blueprint import desk, for_authors
from govscore.web.desk.fields import GOVERNANCE_CHOICES, PHASE_CHOICES
from govscore.web.desk.words import AUDIENCE
from govscore.web.public.presenters import ROLE_WORDS
from govscore.web.public.rules import boards_asked, listed
from govscore.web.respond.languages import Say, speaker
from govscore.web.respond.presenters import counted, next_page
from govscore.web.respond.statements import present_domain
from govscore.web.scope import session


@dataclass(frozen=True, kw_only=True)
class PreviewPage:
    """One page of questions in the list of them."""

    title: str
    about: str
    count: str
    address: str


@desk.get("/drafts/<uuid:draft_id>/preview")
@for_authors
def ask_preview(draft_id: UUID) -> str:
    """Ask as whom to look, and list the pages that they would see."""
    draft = service.get_draft(session(), draft_id)
    questionnaire = draft.questionnaire()
    somebody = _somebody(questionnaire)
    place, said = _in_language(_place(questionnaire, somebody, {}))
    return render_template(
        "desk/preview.html",
        title="See it as somebody who answers",
        draft=draft,
        typed=_query(somebody, questionnaire),
        languages=[(code, own_name(code)) for code in languages_of(questionnaire)],
        roles=AUDIENCE,
        governance=GOVERNANCE_CHOICES,
        phases=PHASE_CHOICES,
        summary=said(place.questionnaire.manifest.summary),
        answer=_answer(place, somebody),
        pages=tuple(_pages(draft_id, place, query=_query(somebody, questionnaire), said=said)),
    )


@desk.get("/drafts/<uuid:draft_id>/preview/<domain_id>")
@for_authors
def preview(draft_id: UUID, domain_id: str) -> str:
    """Show one page as somebody would see it first."""
    return _domain_page(draft_id, domain_id, {})


@desk.post("/drafts/<uuid:draft_id>/preview/<domain_id>")
@for_authors
def preview_on(draft_id: UUID, domain_id: str) -> str:
    """Go on with the answers given so far: to the next page, or to what they make appear on this one."""
    return _domain_page(draft_id, domain_id, request.form)


def _domain_page(draft_id: UUID, domain_id: str, form: Mapping[str, str]) -> str:
    draft = service.get_draft(session(), draft_id)
    questionnaire = draft.questionnaire()
    somebody = _somebody(questionnaire)
    place = _place(questionnaire, somebody, _answers(questionnaire, form))
    place.domain(domain_id)
    appeared = _appeared(place, domain_id, form)
    if request.method == "POST" and not appeared:
        domain_id = next_page(place, domain_id) or domain_id
    place, said = _in_language(place)
    page = present_domain(place, domain_id, said=said)
    asked = {field.id for field in page.fields}
    query = _query(somebody, questionnaire)
    return render_template(
        "desk/preview_page.html",
        title=page.title,
        draft=draft,
        page=page,
        somebody=_words(somebody),
        carried={key: answer.choice for key, answer in place.draft.answers.items() if key not in asked},
        appeared=f"Your answer adds {counted(place, appeared)} to this page." if appeared else "",
        is_last=next_page(place, domain_id) is None,
        back=url_for("desk.ask_preview", draft_id=draft_id, **query),
        here=url_for("desk.preview_on", draft_id=draft_id, domain_id=domain_id, **query),
    )


def _answers(questionnaire: Questionnaire, form: Mapping[str, str]) -> dict[str, Answer]:
    """The answers that were chosen; whatever else was sent is no answer."""
    scales = questionnaire.manifest.scales
    chosen = ((q.id, scales[q.scale].option(form[q.id])) for q in questionnaire.questions if q.id in form)
    return {name: Answer(choice=option.id) for name, option in chosen if option is not None}


def _appeared(place: Place, domain_id: str, form: Mapping[str, str]) -> int:
    """Count what is on a page now and was not when its answers were given."""
    if "asked" not in form:
        return 0
    return len({question.id for question in place.shown_in(domain_id)} - set(form["asked"].split()))


def _place(questionnaire: Questionnaire, somebody: Somebody, answers: Mapping[str, Answer]) -> Place:
    lost = [q.text for q in questionnaire.questions if q.scale not in questionnaire.manifest.scales]
    if lost:
        raise NotFoundError(
            f"“{lost[0]}” offers no answers yet, so there is nothing to see. Choose its answers first."
        )
    return rehearse(questionnaire, somebody, answers)


def _somebody(questionnaire: Questionnaire) -> Somebody:
    """Whoever the address names; where it names nobody we know, the first that the questionnaire is for."""
    manifest = questionnaire.manifest
    role, governance, phase = (request.args.get(name, "") for name in ("role", "governance", "phase"))
    kinds = next((name for name in manifest.applies_to.governance if name in KINDS), "maintained")
    phases = next((name for name in manifest.applies_to.phases if name in set(Phase)), Phase.PRIMARY)
    return Somebody(
        role=Role(role) if role in set(Role) else manifest.audience[0],
        governance=governance if governance in KINDS else kinds,
        phase=Phase(phase if phase in set(Phase) else phases),
    )


def _answer(place: Place, somebody: Somebody) -> str:
    """Say first how much is asked, or why nothing is."""
    manifest = place.questionnaire.manifest
    if not is_asked(somebody.role, place.questionnaire):
        who = listed((ROLE_WORDS[role] for role in manifest.audience), "and")
        return f"{_role(somebody).capitalize()} is asked nothing here: {manifest.title} is answered by {who}."
    if not place.shown:
        boards = boards_asked(manifest.applies_to)
        why = f"{manifest.title} is for {boards}" if boards else "no question is meant for it"
        return f"{_role(somebody).capitalize()} of such a board is asked nothing: {why}."
    return f"{_role(somebody).capitalize()} of such a board is asked {counted(place, len(place.shown))}."


def _role(somebody: Somebody) -> str:
    words = {Role.GOVERNOR: "a governor", Role.TRUSTEE: "a trustee"}
    return words.get(somebody.role, ROLE_WORDS[somebody.role])


def _words(somebody: Somebody) -> str:
    kind, phase = dict(GOVERNANCE_CHOICES)[somebody.governance], dict(PHASE_CHOICES)[somebody.phase.value]
    return f"{_role(somebody)}. Kind of board: {kind.lower()}. Phase: {phase.lower()}"


def _query(somebody: Somebody, questionnaire: Questionnaire) -> dict[str, Any]:
    language = _language(questionnaire)
    return {
        "role": somebody.role.value,
        "governance": somebody.governance,
        "phase": somebody.phase.value,
        **({} if language == questionnaire.manifest.language else {"language": language}),
    }


def _language(questionnaire: Questionnaire) -> str:
    """The language that the address names, where anything is in it."""
    asked = request.args.get("language", "")
    return asked if asked in languages_of(questionnaire) else questionnaire.manifest.language


def _in_language(place: Place) -> tuple[Place, Say]:
    original, chosen = place.questionnaire, _language(place.questionnaire)
    shown = in_language(original, chosen)
    questions = tuple(shown.by_id[question.id] for question in place.shown)
    return replace(place, questionnaire=shown, shown=questions), speaker(original, chosen)


def _pages(draft_id: UUID, place: Place, *, query: Mapping[str, Any], said: Say) -> list[PreviewPage]:
    return [
        PreviewPage(
            title=said(place.domain(each.domain).title),
            about=said(place.domain(each.domain).about),
            count=counted(place, each.total),
            address=url_for("desk.preview", draft_id=draft_id, domain_id=each.domain, **query),
        )
        for each in place.completeness.domains
    ]
