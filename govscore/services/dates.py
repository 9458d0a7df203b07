"""Days and times as letters write them, in the clock of the schools."""

from datetime import datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def moment_words(moment: datetime) -> str:
    """Write a moment as a person would: 6pm on Friday 18 December 2026."""
    local = moment.astimezone(LONDON)
    return f"{_clock(local)} on {local:%A} {local.day} {local:%B %Y}"


def _clock(local: datetime) -> str:
    if (local.hour, local.minute) in {(0, 0), (12, 0)}:
        return "midnight" if local.hour == 0 else "midday"
    minutes = f":{local.minute:02d}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"
