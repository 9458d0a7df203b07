"""A day in three fields, as it is typed and as it is kept."""

from collections.abc import Mapping
from datetime import date

from govscore.services.dates import LONDON
from govscore.web.scope import now

PARTS = ("day", "month", "year")


def today() -> date:
    """The day on which the request came."""
    return now().astimezone(LONDON).date()


def read_day(form: Mapping[str, str], name: str) -> date | None:
    """Read the day of a field, or nothing where there is no such day."""
    texts = [form.get(f"{name}-{part}", "").strip() for part in PARTS]
    if not all(text.isdecimal() and len(text) <= 4 for text in texts):
        return None
    day, month, year = (int(text) for text in texts)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_typed(name: str, day: date) -> dict[str, str]:
    """What the three fields of a day hold."""
    return {f"{name}-{part}": str(getattr(day, part)) for part in PARTS}


def day_labels(name: str, label: str) -> dict[str, str]:
    """Name the three fields of a day."""
    return {f"{name}-{part}": f"{label}: {part}" for part in PARTS}
