"""When a question is shown: a small tree of tests, with nothing to evaluate but its eight kinds."""

from typing import Annotated

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    Tag,
)

Number = StrictInt | StrictFloat
Value = StrictStr | StrictBool | StrictInt | StrictFloat


class Frozen(BaseModel):
    """What every part of a questionnaire is: unchangeable, and closed to keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class All(Frozen):
    """Holds when every part holds."""

    all: tuple["Condition", ...] = Field(min_length=1)


class AnyOf(Frozen):
    """Holds when at least one part holds."""

    any: tuple["Condition", ...] = Field(min_length=1)


class Not(Frozen):
    """Holds when its part does not."""

    not_: "Condition" = Field(alias="not")


class Is(Frozen):
    """Holds when the earlier question was answered with this option."""

    question: StrictStr
    is_: Value = Field(alias="is")


class OneOf(Frozen):
    """Holds when the earlier question was answered with one of these options."""

    question: StrictStr
    one_of: tuple[Value, ...] = Field(min_length=1)


class AtLeast(Frozen):
    """Holds when the level answered is this or higher."""

    question: StrictStr
    at_least: Number


class AtMost(Frozen):
    """Holds when the level answered is this or lower."""

    question: StrictStr
    at_most: Number


class Answered(Frozen):
    """Holds when the earlier question has an answer (or, with false, when it has none)."""

    question: StrictStr
    answered: StrictBool


KINDS = ("all", "any", "not", "is", "one_of", "at_least", "at_most", "answered")


def kind_of(raw: object) -> str | None:
    """Name the one key that says which condition this is, or nothing where there is not exactly one."""
    if isinstance(raw, dict):
        keys = set(raw)
    elif isinstance(raw, Frozen):
        keys = {field.alias or name for name, field in type(raw).model_fields.items()}
    else:
        return None
    found = [kind for kind in KINDS if kind in keys]
    return found[0] if len(found) == 1 else None


Condition = Annotated[
    Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[Is, Tag("is")]
    | Annotated[OneOf, Tag("one_of")]
    | Annotated[AtLeast, Tag("at_least")]
    | Annotated[AtMost, Tag("at_most")]
    | Annotated[Answered, Tag("answered")],
    Discriminator(
        kind_of,
        custom_error_type="condition",
        custom_error_message="a condition has exactly one of " + ", ".join(KINDS),
    ),
]

for _model in (All, AnyOf, Not):
    _model.model_rebuild()


def questions_named(condition: Condition) -> tuple[str, ...]:
    """List the questions a condition asks about, in the order in which it names them."""
    match condition:
        case All(all=parts) | AnyOf(any=parts):
            return tuple(name for part in parts for name in questions_named(part))
        case Not(not_=part):
            return questions_named(part)
        case _:
            return (condition.question,)
