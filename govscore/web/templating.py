"""Templates: ours strict about values that are missing, the borrowed macros lenient, and words for dates."""

from datetime import date, datetime
from functools import cached_property
from typing import Any

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
from govscore.services.dates import LONDON, moment_words

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


def init_app(app: Flask) -> None:
    """Set up loaders and filters."""
    app.jinja_env.filters.update({"day": day, "when": moment_words})


def prepare(app: Flask) -> None:
    """Choose the environment; before anything touches it."""
    app.jinja_environment = HouseEnvironment
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_loader = ChoiceLoader(
        [FileSystemLoader(shared("templates")), PrefixLoader({BORROWED: PackageLoader(BORROWED)})]
    )
