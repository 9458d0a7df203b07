"""The one definition of a questionnaire, as its YAML files and as it stands in memory."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, Field, StrictBool, StrictFloat, StrictInt, StrictStr, StringConstraints

from govscore.questionnaire.conditions import Condition, Frozen, Number
from govscore.questionnaire.translations import (
    AdviceTranslation,
    DomainTranslation,
    Language,
    LevelTranslation,
    ManifestTranslation,
    QuestionTranslation,
    Text,
)

Id = Annotated[StrictStr, StringConstraints(pattern=r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$", max_length=60)]
Version = Annotated[StrictStr, StringConstraints(pattern=r"^[0-9]+\.[0-9]+$")]
Weight = Annotated[StrictInt | StrictFloat, Field(ge=0, le=100)]
Share = Annotated[StrictInt | StrictFloat, Field(ge=0, le=1)]


def _read_date(text: str) -> str:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError("a date is written as 2026-11-24")
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError("there is no such day: check the month and the day") from None
    return text


DateText = Annotated[StrictStr, AfterValidator(_read_date)]


class Role(StrEnum):
    """In what capacity somebody answers."""

    CHAIR = "chair"
    GOVERNOR = "governor"
    TRUSTEE = "trustee"
    HEAD = "head"
    CLERK = "clerk"
    OFFICER = "officer"


class Purpose(StrEnum):
    """What answers are for. Quality and duties are never averaged, and only quality is compared with others.

    Quality is how well a board works; compliance, whether it does what it must; skills, what each person
    brings; induction, how newcomers fare; chair, the board on its chair; moderation, the authority's own view.
    """

    QUALITY = "quality"
    COMPLIANCE = "compliance"
    SKILLS = "skills"
    INDUCTION = "induction"
    CHAIR = "chair"
    MODERATION = "moderation"


class Answering(StrEnum):
    """Whether each respondent answers for themselves, or one answers for the board."""

    EACH = "each"
    ONCE = "once"


class Duty(StrEnum):
    """How binding the matter behind a question is."""

    MUST = "must"
    SHOULD = "should"
    GOOD = "good-practice"


class OptionKind(StrEnum):
    """What choosing an option means for the score; only a scored option has a value."""

    SCORED = "scored"
    DONT_KNOW = "dont-know"
    NOT_APPLICABLE = "not-applicable"
    NOT_MY_ROLE = "not-my-role"


class Option(Frozen):
    """One thing that may be chosen."""

    id: Id
    label: Text
    kind: OptionKind = OptionKind.SCORED
    value: Number | None = None
    translations: Mapping[Language, Text] = Field(default_factory=dict)


class ResponseScale(Frozen):
    """The options a question offers, lowest first, real non-answers last."""

    options: tuple[Option, ...] = Field(min_length=2, max_length=30)

    def option(self, option_id: str) -> Option | None:
        """Find an option by its id."""
        return next((option for option in self.options if option.id == option_id), None)

    @property
    def values(self) -> tuple[float, ...]:
        """The values that can be scored, lowest first."""
        return tuple(sorted(float(o.value) for o in self.options if o.value is not None))


class Source(Frozen):
    """Where the matter of a question comes from, and when somebody last looked."""

    name: Text
    paragraph: Text | None = None
    url: Text | None = None
    checked: DateText
    status: Text | None = None


class AppliesTo(Frozen):
    """Which boards are asked: an empty list means all."""

    governance: tuple[Id, ...] = ()
    phases: tuple[Id, ...] = ()


class Question(Frozen):
    """One idea to be judged."""

    id: Id
    text: Text
    wording: Mapping[Role, Text] = Field(default_factory=dict)
    hint: Text | None = None
    why: Text
    evidence: Text
    scale: Id
    applies_to: AppliesTo = AppliesTo()
    duty: Duty
    source: Source
    theme: Text | None = None
    parallel: Id | None = None
    show_if: Condition | None = None
    translations: Mapping[Language, QuestionTranslation] = Field(default_factory=dict)

    def text_for(self, role: Role) -> str:
        """Word the question for somebody's role."""
        return self.wording.get(role, self.text)


class Domain(Frozen):
    """Questions that are scored together."""

    id: Id
    title: Text
    short: Text
    about: Text
    translations: Mapping[Language, DomainTranslation] = Field(default_factory=dict)
    questions: tuple[Question, ...] = Field(min_length=1)


class Level(Frozen):
    """One rung of the rubric."""

    id: Id
    label: Text
    value: Number
    about: Text
    translations: Mapping[Language, LevelTranslation] = Field(default_factory=dict)


class MissingRule(Frozen):
    """How much of a domain a person must have answered for that person to have a score in it."""

    min_share: Share = 0.5
    min_questions: Annotated[StrictInt, Field(ge=1)] = 2


class DomainRule(Frozen):
    """How a domain counts in the overall score."""

    weight: Weight = 1
    required: StrictBool = True


class QuestionRule(Frozen):
    """How one question is judged."""

    weight: Weight = 1
    descriptors: Mapping[Id, Text]
    translations: Mapping[Language, Mapping[Id, Text]] = Field(default_factory=dict)


class Rubric(Frozen):
    """How answers become levels and scores."""

    levels: tuple[Level, ...] = Field(min_length=2)
    missing: MissingRule = MissingRule()
    domains: Mapping[Id, DomainRule]
    questions: Mapping[Id, QuestionRule]

    def level_at(self, score: float) -> Level:
        """Name the rung nearest to a score; half way goes to the upper one."""
        return min(self.levels, key=lambda level: (abs(level.value - score), -level.value))


class Measure(StrEnum):
    """What a recommendation's rule looks at."""

    MEAN = "mean"
    DONT_KNOW = "dont-know"
    SPREAD = "spread"
    ANSWER = "answer"


class Comparison(Frozen):
    """One test of one number: a question's or a domain's, of this board."""

    question: Id | None = None
    domain: Id | None = None
    measure: Measure
    at_least: Number | None = None
    at_most: Number | None = None
    is_: StrictStr | None = Field(default=None, alias="is")


class Rule(Frozen):
    """When a recommendation is given: all of some comparisons, or any of them."""

    all: tuple[Comparison, ...] = ()
    any: tuple[Comparison, ...] = ()


class Advice(Frozen):
    """What a board in this position might do next."""

    id: Id
    title: Text
    what: Text
    who: Text
    time: Text
    success: Text
    importance: Annotated[StrictInt, Field(ge=1, le=3)] = 2
    when: Rule
    translations: Mapping[Language, AdviceTranslation] = Field(default_factory=dict)


class Manifest(Frozen):
    """The file `questionnaire.yaml`: what this version is, for whom, and its domains in order.

    `applies_to` says which kinds of board it is meant for, `changes` what is new since the version before.
    """

    code: Id
    version: Version
    title: Text
    summary: Text
    changes: Text | None = None
    language: Language = "en"
    translations: Mapping[Language, ManifestTranslation] = Field(default_factory=dict)
    purpose: Purpose
    answering: Answering
    audience: tuple[Role, ...] = Field(min_length=1)
    applies_to: AppliesTo = AppliesTo()
    confidential: StrictBool
    in_force: DateText
    domains: tuple[Id, ...] = Field(min_length=1)
    scales: Mapping[Id, ResponseScale]


class AdviceFile(Frozen):
    """The file `recommendations.yaml`."""

    recommendations: tuple[Advice, ...] = ()


class Questionnaire(Frozen):
    """One version of one questionnaire, whole: read once, shared, never changed."""

    manifest: Manifest
    domains: tuple[Domain, ...]
    rubric: Rubric
    advice: tuple[Advice, ...]
    digest: StrictStr

    @property
    def code(self) -> str:
        """The questionnaire's code, the same in every version."""
        return self.manifest.code

    @property
    def version(self) -> str:
        """Which version this is."""
        return self.manifest.version

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in the order asked."""
        return tuple(question for domain in self.domains for question in domain.questions)

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Every question by its id."""
        return {question.id: question for question in self.questions}

    def scale_of(self, question: Question) -> ResponseScale:
        """The options that a question offers."""
        return self.manifest.scales[question.scale]

    def domain(self, domain_id: str) -> Domain | None:
        """Find a domain by its id."""
        return next((domain for domain in self.domains if domain.id == domain_id), None)

    def domain_of(self, question_id: str) -> Domain:
        """The domain in which a question stands."""
        return next(d for d in self.domains if any(q.id == question_id for q in d.questions))
