"""Every table, gathered so that one import knows them all."""

from govscore.storage import (
    accounts,
    audit,
    authority,
    boards,
    evaluations,
    outbox,
    oversight,
    questionnaires,
    reports,
    responses,
    scorecards,
)
from govscore.storage.base import Base

MODULES = (
    accounts,
    audit,
    authority,
    boards,
    evaluations,
    outbox,
    oversight,
    questionnaires,
    reports,
    responses,
    scorecards,
)
METADATA = Base.metadata
