"""What a newer register changes in an older one: new, changed and closed schools; no gap wipes anything."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from govscore.boards.census import is_older
from govscore.boards.gias import RegisterReading
from govscore.boards.model import School, SchoolStatus

# A gap here says that nobody wrote it down, as happens once a school has closed; a gap elsewhere is news.
KEPT_IF_EMPTY = (
    "la_name",
    "establishment_number",
    "opened",
    "low_age",
    "high_age",
    "capacity",
    "is_rural",
    "district_code",
    "district_name",
    "ward_code",
    "ward_name",
    "postcode",
)
FIGURES = ("pupils", "fsm_percent")
GROUPS = (("trust_uid", "trust_name"), ("federation_uid", "federation_name"))


@dataclass(frozen=True, kw_only=True)
class RegisterChanges:
    """The schools of a register beside those stored; `closed` are those of `updated` that were open."""

    imported: tuple[School, ...]
    updated: tuple[School, ...]
    unchanged: tuple[School, ...]
    closed: tuple[School, ...]


def apply_register(stored: Iterable[School], reading: RegisterReading) -> RegisterChanges:
    """Say what a register changes in the schools stored; a school it does not name stays as it is."""
    held = {school.urn: school for school in stored}
    imported = tuple(school for school in reading.schools if school.urn not in held)
    pairs = [(held[school.urn], school) for school in reading.schools if school.urn in held]
    results = [
        (before, merge_school(before, read, not_carried=reading.not_carried)) for before, read in pairs
    ]
    updated = tuple(after for before, after in results if after != before)
    has_closed = {
        before.urn for before, after in results if before.is_open and after.status is SchoolStatus.CLOSED
    }
    return RegisterChanges(
        imported=imported,
        updated=updated,
        unchanged=tuple(after for before, after in results if after == before),
        closed=tuple(school for school in updated if school.urn in has_closed),
    )


def merge_school(held: School, read: School, *, not_carried: frozenset[str]) -> School:
    """Lay a newly read school over the stored one; keep what the file lacks, has damaged, or has older."""
    kept = set(not_carried) | {field for field in KEPT_IF_EMPTY if getattr(read, field) is None}
    kept |= _good_names(held, read) | _figures_kept(held, read)
    for uid, name in GROUPS:
        if uid in not_carried and name not in kept and not _same(getattr(held, name), getattr(read, name)):
            kept.discard(uid)
    values = {field: getattr(held, field) for field in kept}
    damaged = [field for field in read.damaged if field not in kept] + [f for f in held.damaged if f in kept]
    return replace(read, **values, damaged=tuple(sorted(damaged)))


def _good_names(held: School, read: School) -> set[str]:
    """List the damaged names of which a good form is stored; not a group's, if the group is another now."""
    moved = {name for uid, name in GROUPS if getattr(read, uid) not in (None, getattr(held, uid))}
    good = {field for field in read.damaged if getattr(held, field) and field not in held.damaged}
    return good - moved


def _figures_kept(held: School, read: School) -> set[str]:
    older = is_older(read.figures_from, held.figures_from)
    kept = {f for f in FIGURES if getattr(read, f) is None or (older and getattr(held, f) is not None)}
    return kept | {"figures_from"} if older or kept == set(FIGURES) else kept


def _same(name: str | None, other: str | None) -> bool:
    return (name or "").casefold() == (other or "").casefold()
