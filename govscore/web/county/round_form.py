"""Reading the form with which a round is opened: days become moments, and faults are said beside a field."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from werkzeug.datastructures import MultiDict

from govscore.services.dates import LONDON
from govscore.services.rounds import RoundFault

Form = MultiDict[str, str]
LAST_MINUTE = time(23, 59)


@dataclass(frozen=True, kw_only=True)
class RoundForm:
    """A round as it was typed, and as far as it could be read."""

    title: str
    opens: Mapping[str, str]
    closes: Mapping[str, str]
    codes: tuple[str, ...]
    whole_county: bool
    board_ids: tuple[UUID, ...]
    opens_at: datetime | None
    closes_at: datetime | None
    faults: tuple[RoundFault, ...]


def empty_form(codes: Sequence[str], *, now: datetime) -> RoundForm:
    """A form for a round that opens today, with some questionnaires ticked."""
    today = now.astimezone(LONDON).date()
    return RoundForm(
        title="",
        opens={"day": str(today.day), "month": str(today.month), "year": str(today.year)},
        closes={"day": "", "month": "", "year": ""},
        codes=tuple(codes),
        whole_county=True,
        board_ids=(),
        opens_at=None,
        closes_at=None,
        faults=(),
    )


def read_form(form: Form, *, now: datetime) -> RoundForm:
    """Read what was typed."""
    opens, closes = _parts(form, "opens"), _parts(form, "closes")
    faults: list[RoundFault] = []
    opens_at = _read_day(opens, "opens", faults, at=lambda day: start_of(day, now=now))
    if opens_at is not None and opens_at < now:
        faults.append(RoundFault(field="opens", message="The opening date cannot be in the past"))
    return RoundForm(
        title=form.get("title", ""),
        opens=opens,
        closes=closes,
        codes=tuple(form.getlist("questionnaires")),
        whole_county=form.get("which") != "some",
        board_ids=tuple(_ids(form.getlist("boards"))),
        opens_at=opens_at,
        closes_at=_read_day(closes, "closes", faults, at=end_of),
        faults=tuple(faults),
    )


def read_closing_day(form: Form) -> tuple[datetime | None, tuple[RoundFault, ...]]:
    """Read a new closing date."""
    faults: list[RoundFault] = []
    return _read_day(_parts(form, "closes"), "closes", faults, at=end_of), tuple(faults)


def start_of(day: date, *, now: datetime) -> datetime:
    """The first moment of a day; today has begun already, so it is now."""
    return now if day == now.astimezone(LONDON).date() else datetime.combine(day, time(), tzinfo=LONDON)


def end_of(day: date) -> datetime:
    """The last minute of a day, so that nobody has to wonder which midnight is meant."""
    return datetime.combine(day, LAST_MINUTE, tzinfo=LONDON)


def parts_of(moment: datetime) -> dict[str, str]:
    """A moment's day as the three fields of a date."""
    local = moment.astimezone(LONDON)
    return {"day": str(local.day), "month": str(local.month), "year": str(local.year)}


def _parts(form: Form, name: str) -> dict[str, str]:
    return {part: form.get(f"{name}-{part}", "").strip() for part in ("day", "month", "year")}


def _read_day(
    parts: Mapping[str, str], name: str, faults: list[RoundFault], *, at: Callable[[date], datetime]
) -> datetime | None:
    word = "opening" if name == "opens" else "closing"
    if not any(parts.values()):
        faults.append(RoundFault(field=name, message=f"Enter the {word} date"))
        return None
    try:
        return at(date(int(parts["year"]), int(parts["month"]), int(parts["day"])))
    except (ValueError, OverflowError):
        faults.append(RoundFault(field=name, message=f"The {word} date must be a real date, like 18 12 2026"))
        return None


def _ids(values: Sequence[str]) -> list[UUID]:
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found
