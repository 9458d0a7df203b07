"""Makes what tests need, whole and sound by default: say only what the test is about."""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from govscore.questionnaire.conditions import Condition
from govscore.questionnaire.model import (
    Advice,
    Answering,
    AppliesTo,
    Comparison,
    Domain,
    DomainRule,
    Duty,
    Level,
    Manifest,
    Measure,
    MissingRule,
    Option,
    OptionKind,
    Purpose,
    Question,
    Questionnaire,
    QuestionRule,
    ResponseScale,
    Role,
    Rubric,
    Rule,
    Source,
)
from govscore.questionnaire.published import digest_of
from govscore.responses.model import (
    Answer,
    Draft,
    Evaluation,
    EvaluationId,
    QuestionnaireRef,
    Response,
    ResponseId,
    Round,
    RoundId,
)
from govscore.scoring.model import (
    DomainScore,
    DutyFinding,
    NoScore,
    QuestionScore,
    Scorecard,
    Withheld,
)

LEVELS = (("not-yet", 1), ("developing", 2), ("secure", 3), ("strong", 4))
DUTY = (("yes", 2), ("partly", 1), ("no", 0))
NOT_SCORED = ("dont-know", "not-applicable", "not-my-role")


def make_scale(
    values: tuple[tuple[str, float], ...] = LEVELS, *, not_scored: tuple[str, ...] = NOT_SCORED
) -> ResponseScale:
    """A scale of options with values, and then those without."""
    scored = tuple(Option(id=name, label=_label(name), value=value) for name, value in values)
    rest = tuple(Option(id=name, label=_label(name), kind=OptionKind(name)) for name in not_scored)
    return ResponseScale(options=(*scored, *rest))


def make_question(
    question_id: str = "vision",
    *,
    text: str | None = None,
    scale: str = "levels",
    wording: Mapping[Role, str] | None = None,
    hint: str | None = None,
    duty: Duty = Duty.SHOULD,
    governance: tuple[str, ...] = (),
    phases: tuple[str, ...] = (),
    parallel: str | None = None,
    show_if: Condition | None = None,
) -> Question:
    """One question, on the scale of levels."""
    return Question(
        id=question_id,
        text=text or f"{_label(question_id)} is looked after.",
        wording=wording or {},
        hint=hint,
        why="Because it matters.",
        evidence="The minutes.",
        scale=scale,
        applies_to=AppliesTo(governance=governance, phases=phases),
        duty=duty,
        source=Source(name="A guide", checked="2026-10-01"),
        parallel=parallel,
        show_if=show_if,
    )


def make_domain(
    domain_id: str = "strategy", *, questions: tuple[Question | str, ...] = ("vision", "plan")
) -> Domain:
    """One domain; a question may be given by its id alone."""
    return Domain(
        id=domain_id,
        title=_label(domain_id),
        short=_label(domain_id)[:14],
        about=f"About {domain_id}.",
        questions=tuple(make_question(each) if isinstance(each, str) else each for each in questions),
    )


def make_levels(values: tuple[tuple[str, float], ...] = LEVELS) -> tuple[Level, ...]:
    """The rungs of a rubric."""
    return tuple(Level(id=n, label=_label(n), value=v, about=f"Things are {n}.") for n, v in values)


def make_rubric(
    domains: tuple[Domain, ...],
    scales: Mapping[str, ResponseScale],
    *,
    levels: tuple[tuple[str, float], ...] = LEVELS,
    weights: Mapping[str, float] | None = None,
    domain_weights: Mapping[str, float] | None = None,
    optional: tuple[str, ...] = (),
    min_share: float = 0.5,
    min_questions: int = 1,
) -> Rubric:
    """A rubric that marks every question; weights are by question or domain id, 1 where none is given."""
    rules = {
        question.id: QuestionRule(
            weight=(weights or {}).get(question.id, 1),
            descriptors={
                o.id: f"{question.id}: {o.id}." for o in scales[question.scale].options if o.value is not None
            },
        )
        for domain in domains
        for question in domain.questions
    }
    return Rubric(
        levels=make_levels(levels),
        missing=MissingRule(min_share=min_share, min_questions=min_questions),
        domains={
            domain.id: DomainRule(
                weight=(domain_weights or {}).get(domain.id, 1), required=domain.id not in optional
            )
            for domain in domains
        },
        questions=rules,
    )


def make_comparison(
    question: str | None = None,
    *,
    domain: str | None = None,
    measure: Measure = Measure.MEAN,
    at_least: float | None = None,
    at_most: float | None = None,
    is_: str | None = None,
) -> Comparison:
    """One comparison of a recommendation's rule."""
    return Comparison(
        question=question, domain=domain, measure=measure, at_least=at_least, at_most=at_most, is_=is_
    )


def make_advice(
    advice_id: str = "write-it-down",
    *,
    importance: int = 2,
    all_of: tuple[Comparison, ...] = (),
    any_of: tuple[Comparison, ...] = (),
) -> Advice:
    """One recommendation; without comparisons it is given where "vision" has a mean of 2 or less."""
    default = () if all_of or any_of else (make_comparison("vision", at_most=2),)
    return Advice(
        id=advice_id,
        title=_label(advice_id),
        what="Write it down.",
        who="The chair",
        time="This term",
        success="It is written down.",
        importance=importance,
        when=Rule(all=all_of or default, any=any_of),
    )


def make_questionnaire(
    domains: tuple[Domain, ...] | None = None,
    *,
    code: str = "tiny",
    version: str = "1.0",
    purpose: Purpose = Purpose.QUALITY,
    answering: Answering = Answering.EACH,
    audience: tuple[Role, ...] = (Role.GOVERNOR, Role.CHAIR),
    governance: tuple[str, ...] = (),
    confidential: bool = True,
    in_force: str = "2026-11-01",
    scales: Mapping[str, ResponseScale] | None = None,
    rubric: Rubric | None = None,
    advice: tuple[Advice, ...] = (),
) -> Questionnaire:
    """A questionnaire of one domain with the questions "vision" and "plan", marked from 1 to 4."""
    domains = domains or (make_domain(),)
    scales = scales or {"levels": make_scale(), "duty": make_scale(DUTY, not_scored=NOT_SCORED[:2])}
    rubric = rubric or make_rubric(domains, scales)
    manifest = Manifest(
        code=code,
        version=version,
        title=_label(code),
        summary="A questionnaire for tests.",
        purpose=purpose,
        answering=answering,
        audience=audience,
        confidential=confidential,
        in_force=in_force,
        domains=tuple(domain.id for domain in domains),
        scales=scales,
        **({"applies_to": AppliesTo(governance=governance)} if governance else {}),
    )
    digest = digest_of(manifest, domains, rubric, advice)
    return Questionnaire(manifest=manifest, domains=domains, rubric=rubric, advice=advice, digest=digest)


def _label(name: str) -> str:
    return name.replace("dont", "don't").replace("-", " ").capitalize()


def make_answers(**choices: str | Answer) -> dict[str, Answer]:
    """Answers by question; an underscore in a name stands for a hyphen."""
    return {
        name.replace("_", "-"): choice if isinstance(choice, Answer) else Answer(choice=choice)
        for name, choice in choices.items()
    }


def make_response(
    number: int = 0, *, role: Role = Role.GOVERNOR, shares_view: bool = False, **choices: str | Answer
) -> Response:
    """One response with the answers given by question; its id follows from the number."""
    return Response(
        id=ResponseId(make_id("response", number)),
        role=role,
        answers=make_answers(**choices),
        shares_view=shares_view,
    )


def make_responses(count: int | None = None, **choices: str | tuple[str | None, ...]) -> tuple[Response, ...]:
    """Several responses: for each question one choice for all, or one for each person, None where skipped."""
    count = count or max(len(each) for each in choices.values() if isinstance(each, tuple))
    columns: dict[str, Any] = {
        name: each if isinstance(each, tuple) else (each,) * count for name, each in choices.items()
    }
    return tuple(
        make_response(number, **{name: each[number] for name, each in columns.items() if each[number]})
        for number in range(count)
    )


def make_draft(
    number: int = 0,
    *,
    role: Role = Role.GOVERNOR,
    has_submitted: bool = True,
    shares_view: bool = False,
    **choices: str | Answer,
) -> Draft:
    """One draft, submitted, with the answers given by question."""
    return Draft(
        pseudonym=sha256(f"draft {number}".encode()).digest(),
        role=role,
        answers=make_answers(**choices),
        has_submitted=has_submitted,
        shares_view=shares_view,
    )


def make_ref(questionnaire: Questionnaire | None = None) -> QuestionnaireRef:
    """The name of a questionnaire's version."""
    questionnaire = questionnaire or make_questionnaire()
    return QuestionnaireRef(
        code=questionnaire.code, version=questionnaire.version, digest=questionnaire.digest
    )


def make_round(
    *,
    opens_at: datetime = datetime(2026, 11, 1, tzinfo=UTC),
    closes_at: datetime = datetime(2026, 12, 1, tzinfo=UTC),
    questionnaires: tuple[QuestionnaireRef, ...] = (),
) -> Round:
    """A round that is open in November 2026."""
    return Round(
        id=RoundId(make_id("round")),
        title="Autumn round",
        opens_at=opens_at,
        closes_at=closes_at,
        questionnaires=questionnaires,
    )


def make_evaluation(
    questionnaire: Questionnaire | None = None,
    *,
    number: int = 0,
    closed_at: datetime | None = None,
    sent_at: datetime | None = None,
) -> Evaluation:
    """One board's run of a questionnaire in the round, not closed."""
    return Evaluation(
        id=EvaluationId(make_id("evaluation", number)),
        round_id=RoundId(make_id("round")),
        board_id=make_id("board", number),
        questionnaire=make_ref(questionnaire),
        closed_at=closed_at,
        sent_at=sent_at,
    )


def make_question_score(
    question: str = "vision",
    *,
    asked: int | None = 8,
    scored: int | None = 8,
    dont_know: int | None = 0,
    mean: float | None = 2.5,
    spread: float | None = 0.5,
    withheld: Withheld | None = None,
    **others: Any,
) -> QuestionScore:
    """One question's scores, of eight people between two levels."""
    rest = {"skipped": 0, "median": mean, "counts": None} | others
    return QuestionScore(
        question=question,
        asked=asked,
        scored=scored,
        dont_know=dont_know,
        mean=mean,
        spread=spread,
        withheld=withheld,
        **rest,
    )


def make_domain_score(
    domain: str = "strategy",
    *,
    n: int | None = 8,
    mean: float | None = 2.5,
    spread: float | None = 0.5,
    within: float | None = 2.0,
    dont_know_share: float | None = 0.0,
    level: str | None = "secure",
    withheld: Withheld | None = None,
    no_score: NoScore | None = None,
) -> DomainScore:
    """One domain's scores, of eight people half a level around 2.5."""
    return DomainScore(
        domain=domain,
        n=n,
        mean=mean,
        spread=spread,
        within=within,
        level=level if mean is not None else None,
        dont_know_share=dont_know_share,
        withheld=withheld,
        no_score=no_score,
    )


def make_scorecard(
    *,
    number: int = 0,
    questionnaire: Questionnaire | None = None,
    domains: tuple[DomainScore, ...] | None = None,
    questions: tuple[QuestionScore, ...] = (),
    duties: tuple[DutyFinding, ...] = (),
    invited: int = 10,
    responses: int = 8,
    overall: float | None = 2.5,
) -> Scorecard:
    """A scorecard of one domain, eight of ten having answered."""
    return Scorecard(
        evaluation_id=make_id("evaluation", number),
        questionnaire=make_ref(questionnaire),
        invited=invited,
        responses=responses,
        overall=overall,
        overall_level=None if overall is None else "secure",
        overall_withheld=None,
        overall_no_score=None if overall is not None else NoScore.INCOMPLETE,
        domains=(make_domain_score(),) if domains is None else domains,
        questions=questions,
        duties=duties,
    )


def make_id(kind: str, number: int = 0) -> UUID:
    """A random-looking id that is the same each time."""
    return UUID(bytes=sha256(f"{kind} {number}".encode()).digest()[:16], version=4)
