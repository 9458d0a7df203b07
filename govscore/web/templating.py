"""Templates: ours strict about values that are missing, the borrowed macros lenient, and words for dates."""

from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import flask.templating
from flask import Flask
from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    Undefined,
)

from govscore.paths import shared
from govscore.services.dates import moment_words as when

LONDON = ZoneInfo("Europe/London")
BORROWED = "govuk_frontend_jinja"


class HouseEnvironment(flask.templating.Environment):
    """Our templates are strict; the borrowed macros rely on an unset value being false."""

    @cached_property
    def lenient(self) -> Environment:
        """The same environment for the borrowed templates."""
        return self.overlay(undefined=Undefined)

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Any:
        if self.undefined is StrictUndefined and str(name).startswith(BORROWED + "/"):
            return self.lenient.get_template(name, parent, globals)
        return super().get_template(name, parent, globals)


def day(moment: datetime | date) -> str:
    """Write a date as a person would: 24 November 2026."""
    local = moment.astimezone(LONDON) if isinstance(moment, datetime) else moment
    return f"{local.day} {local:%B %Y}"


def clock(moment: datetime) -> str:
    """Write a time of day: 6:05pm; noon and midnight by name."""
    local = moment.astimezone(LONDON)
    if (local.hour, local.minute) == (0, 0):
        return "midnight"
    if (local.hour, local.minute) == (12, 0):
        return "midday"
    minutes = f":{local.minute:02d}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def moment_words(moment: datetime) -> str:
    """Write a date and time: 24 November 2026 at 6pm."""
    return f"{day(moment)} at {clock(moment)}"


def init_app(app: Flask) -> None:
    """Set up loaders and filters."""
    app.jinja_env.filters.update({"day": day, "clock": clock, "moment": moment_words, "when": when})


def prepare(app: Flask) -> None:
    """Choose the environment; before anything touches it."""
    app.jinja_environment = HouseEnvironment
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_loader = ChoiceLoader(
        [FileSystemLoader(shared("templates")), PrefixLoader({BORROWED: PackageLoader(BORROWED)})]
    )
