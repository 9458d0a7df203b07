"""The same words in other languages, beside the original; whatever is not translated is shown as it stands."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StrictStr, StringConstraints

from govscore.questionnaire.conditions import Frozen

Text = Annotated[StrictStr, StringConstraints(strip_whitespace=True, min_length=1)]
Language = Annotated[StrictStr, StringConstraints(pattern=r"^[a-z]{2,3}$")]


class ManifestTranslation(Frozen):
    """What a questionnaire is called."""

    title: Text | None = None
    summary: Text | None = None


class DomainTranslation(Frozen):
    """What a domain is called."""

    title: Text | None = None
    short: Text | None = None
    about: Text | None = None


class QuestionTranslation(Frozen):
    """What a question says, with its wording by role."""

    text: Text | None = None
    wording: Mapping[StrictStr, Text] = Field(default_factory=dict)
    hint: Text | None = None
    why: Text | None = None
    evidence: Text | None = None


class LevelTranslation(Frozen):
    """What a level is called."""

    label: Text | None = None
    about: Text | None = None


class AdviceTranslation(Frozen):
    """What a recommendation says."""

    title: Text | None = None
    what: Text | None = None
    who: Text | None = None
    time: Text | None = None
    success: Text | None = None
