"""Invented names: places, schools, trusts and people that are nowhere else."""

from random import Random

from govscore.boards.model import Phase, School, SchoolKind


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST = _words(
    """Alder Ashen Bramble Brindle Cawdle Corran Dapple Elder Fallow Fennel Furze Gorse Harrow Hazel
    Hollin Juniper Kestrel Larch Linnet Lupin Mallow Marram Medlar Merle Nettle Oaken Osier Pennow Plover
    Quince Rowan Sallow Sedge Sorrel Tansy Teasel Thistle Vetch Wren"""
)
LAST = _words(
    """bourne brook combe cote croft dale fold ford garth hanger holt hurst lea mead mere moor ridge slade
    stead wick"""
)
GIVEN = _words(
    """Amara Anwen Bashir Carys Dara Edwin Farida Gethin Hana Idris Jamila Kofi Lowri Marek Nia Obi Priya
    Rhian Sami Tamsin Ursula Vikram Wanda Yusuf Zofia"""
)
FAMILY = _words(
    """Applewick Briarstone Cloudesmoor Dunmallow Embermead Fernhollow Gorsefold Hartlemere Ivygarth Jackdale
    Kitebrook Larkmoor Mossingham Nightcombe Otterslade Pebblecote Quillhurst Rookhanger Swallowmead
    Thornwick"""
)

PHASE_WORDS = {
    Phase.NURSERY: "Nursery School",
    Phase.PRIMARY: "Primary School",
    Phase.SECONDARY: "School",
    Phase.ALL_THROUGH: "All-through School",
    Phase.SIXTEEN_PLUS: "Sixth Form",
    Phase.SPECIAL: "Special School",
    Phase.ALTERNATIVE_PROVISION: "Alternative Provision School",
}
OLDEST_INFANT = 7
YOUNGEST_JUNIOR = 7
LEAVING_PRIMARY = 11


def places(random: Random, count: int) -> tuple[str, ...]:
    """Invent this many places, no two alike; past 800 they get a number."""
    plain = [first + last for first in FIRST for last in LAST]
    random.shuffle(plain)
    return tuple(
        plain[i % len(plain)] + (f" {i // len(plain) + 1}" if i >= len(plain) else "") for i in range(count)
    )


def school_name(school: School, place: str) -> str:
    """Name an invented school for a real one's kind, ages and character."""
    faith = "Church of England " if (school.religious_character or "").startswith("Church of England") else ""
    faith = "Catholic " if "Catholic" in (school.religious_character or "") else faith
    if school.kind is SchoolKind.ACADEMY and school.phase is Phase.SECONDARY:
        return f"{place} {faith}Academy"
    return f"{place} {faith}{_stage(school)}"


def _stage(school: School) -> str:
    if school.phase is Phase.PRIMARY and (school.high_age or LEAVING_PRIMARY) <= OLDEST_INFANT:
        return "Infant School"
    if school.phase is Phase.PRIMARY and (school.low_age or 0) >= YOUNGEST_JUNIOR:
        return "Junior School"
    return PHASE_WORDS.get(school.phase, "School") if school.phase else "School"


def people(random: Random, count: int) -> tuple[str, ...]:
    """Invent this many people for one board, no two alike."""
    pairs = random.sample(range(len(GIVEN) * len(FAMILY)), count)
    return tuple(f"{GIVEN[pair // len(FAMILY)]} {FAMILY[pair % len(FAMILY)]}" for pair in pairs)


def address(name: str, number: int) -> str:
    """Give an invented person an address that can reach nobody."""
    return f"{name.lower().replace(' ', '.')}.{number}@example.org"
