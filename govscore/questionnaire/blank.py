"""A questionnaire to begin with: one domain, one question that is still to be written, the usual answers."""

from datetime import date

from govscore.questionnaire.edition import Edition, write_edition
from govscore.questionnaire.files import Contents
from govscore.questionnaire.model import (
    Answering,
    Domain,
    DomainRule,
    Duty,
    Level,
    Manifest,
    MissingRule,
    Option,
    OptionKind,
    Purpose,
    Question,
    QuestionRule,
    ResponseScale,
    Role,
    Rubric,
    Source,
)
from govscore.questionnaire.placeholder import PLACEHOLDER

LEVELS = (
    ("not-yet", "Not yet", "It has not happened, or it rests on one person."),
    ("developing", "Developing", "It has happened in part. Little has come of it so far."),
    ("secure", "Secure", "It is planned and shared, and the papers show it."),
    ("strong", "Strong", "It has led to a change, and we went back to see what the change did."),
)
DUTY = (("no", "No"), ("partly", "Partly"), ("yes", "Yes"))
DONT_KNOW = Option(id="dont-know", label="Don’t know", kind=OptionKind.DONT_KNOW)
NOT_APPLICABLE = Option(id="not-applicable", label="Not applicable", kind=OptionKind.NOT_APPLICABLE)
NOT_MY_ROLE = Option(id="not-my-role", label="Not my role", kind=OptionKind.NOT_MY_ROLE)


def blank_questionnaire(
    code: str, title: str, *, purpose: Purpose, audience: tuple[Role, ...], on: date
) -> Contents:
    """Write the files of a new questionnaire, version 1.0."""
    is_duties = purpose is Purpose.COMPLIANCE
    manifest = Manifest(
        code=code,
        version="1.0",
        title=title,
        summary=f"{PLACEHOLDER} what this is and how to answer",
        purpose=purpose,
        answering=Answering.ONCE if is_duties else Answering.EACH,
        audience=audience,
        confidential=not is_duties,
        in_force=on.isoformat(),
        domains=("first",),
        scales={"duty": _duties()} if is_duties else {"levels": _levels()},
    )
    edition = Edition(
        manifest=manifest, domains=(_domain(manifest, on),), rubric=_rubric(is_duties), advice=()
    )
    return write_edition(edition)


def _levels() -> ResponseScale:
    scored = tuple(Option(id=id_, label=label, value=n) for n, (id_, label, _) in enumerate(LEVELS, start=1))
    return ResponseScale(options=(*scored, DONT_KNOW, NOT_MY_ROLE))


def _duties() -> ResponseScale:
    scored = tuple(Option(id=id_, label=label, value=n) for n, (id_, label) in enumerate(DUTY))
    return ResponseScale(options=(*reversed(scored), NOT_APPLICABLE, DONT_KNOW))


def _domain(manifest: Manifest, on: date) -> Domain:
    question = Question(
        id="first-question",
        text=f"{PLACEHOLDER} the first question",
        why=f"{PLACEHOLDER} why this matters",
        evidence=f"{PLACEHOLDER} how somebody would know",
        scale=next(iter(manifest.scales)),
        duty=Duty.SHOULD,
        source=Source(name=f"{PLACEHOLDER} where this comes from", checked=on.isoformat()),
    )
    return Domain(
        id="first",
        title=f"{PLACEHOLDER} a title",
        short="First",
        about=f"{PLACEHOLDER} what this domain is about",
        questions=(question,),
    )


def _rubric(is_duties: bool) -> Rubric:
    levels = (
        tuple(Level(id=id_, label=label, value=n, about=label) for n, (id_, label) in enumerate(DUTY))
        if is_duties
        else tuple(
            Level(id=id_, label=label, value=n, about=about)
            for n, (id_, label, about) in enumerate(LEVELS, start=1)
        )
    )
    return Rubric(
        levels=levels,
        missing=MissingRule(min_share=0.5, min_questions=1),
        domains={"first": DomainRule(weight=1, required=True)},
        questions={"first-question": QuestionRule(descriptors={})},
    )
