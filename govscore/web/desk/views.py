"""Every page of the authoring desk, gathered so that one import registers them all."""

from govscore.web.desk import (
    details,
    domains,
    drafts,
    exchange,
    levels,
    preview,
    questions,
    recommendations,
    scales,
    shelf,
    translations,
)
from govscore.web.desk.blueprint import desk

__all__ = [
    "desk",
    "details",
    "domains",
    "drafts",
    "exchange",
    "levels",
    "preview",
    "questions",
    "recommendations",
    "scales",
    "shelf",
    "translations",
]
