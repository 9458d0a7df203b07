"""How a report says things: numbers, dates, counts and reasons in plain British English."""

import math
import unicodedata
from collections.abc import Sequence
from datetime import date

from govscore.questionnaire.model import Duty, OptionKind, Rubric
from govscore.reporting.reading import LevelMark
from govscore.scoring.model import NoScore, Withheld

ROUNDING = 1e-9
FEWEST = 5
UNSHOWN = frozenset({"Cc", "Cs"})
TURNS_TEXT = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MARKS = {2: "○●", 3: "○◑●", 4: "○◔◑●", 5: "○◔◑◕●"}
DUTY_WORDS = {Duty.MUST: "Legal duty", Duty.SHOULD: "Should", Duty.GOOD: "Good practice"}
KIND_MARKS = {OptionKind.DONT_KNOW: "?", OptionKind.NOT_APPLICABLE: "–", OptionKind.NOT_MY_ROLE: "–"}
WITHHELD_WORDS = {
    Withheld.TOO_FEW: f"withheld: fewer than {FEWEST} answers",
    Withheld.SUBTRACTION: "withheld: would reveal a smaller group",
    Withheld.UNANIMOUS: "withheld: answers too alike to show",
    Withheld.NO_CONSENT: "withheld: not shared before closing",
    Withheld.OUTSIDE: "counts stay with the board",
}
NO_SCORE_WORDS = {
    NoScore.NOBODY: "no score: nobody answered enough",
    NoScore.INCOMPLETE: "incomplete: a domain that counts has no score",
    NoScore.NOT_ASKED: "not asked of this board",
}


def plain(text: str) -> str:
    """Take out what no page can show or what would turn others' words round: control characters."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(character for character in kept if character == "\n" or _is_shown(character)).strip()


def one_decimal(value: float) -> str:
    """Write a number to one decimal place, half way going up."""
    return f"{math.floor(value * 10 + 0.5 + ROUNDING) / 10:.1f}"


def score_words(value: float, rubric: Rubric, *, to_half: bool = False) -> str:
    """Write a score against the top of its scale: 2.9 of 4.

    A second decimal is written where the first alone would round the score into another level.
    """
    top = f"{max(float(level.value) for level in rubric.levels):g}"
    if to_half:
        return f"{value:g} of {top} to the nearest half"
    short = one_decimal(value)
    is_true = rubric.level_at(float(short)).id == rubric.level_at(value).id
    return f"{short if is_true else _two_decimals(value)} of {top}"


def count_words(number: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun: 1 answer, 9 answers."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def share_words(share: float) -> str:
    """Write a share in whole per cent; what is neither nothing nor all is never rounded to it."""
    percent = math.floor(share * 100 + 0.5 + ROUNDING)
    if percent == 0 and share > 0:
        return "under 1%"
    return "over 99%" if percent == 100 and share < 1 - ROUNDING else f"{percent}%"


def date_words(day: date) -> str:
    """Write a day: 24 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def join_words(words: Sequence[str]) -> str:
    """List some words: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


def inside(label: str) -> str:
    """Write a label as it stands within a sentence: Not yet becomes not yet; SEND and I would help stay."""
    stays = label[1:2].isupper() or label.startswith(("I ", "I’"))
    return label if stays else label[:1].lower() + label[1:]


def sentence(words: str) -> str:
    """Make a sentence of some words."""
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")


def level_marks(rubric: Rubric) -> tuple[LevelMark, ...]:
    """Give every rung its mark and place, lowest first."""
    levels = sorted(rubric.levels, key=lambda level: level.value)
    return tuple(
        LevelMark(
            id=level.id,
            label=level.label,
            word=inside(level.label),
            mark=_mark(place, len(levels)),
            place=place,
            value=float(level.value),
            about=level.about,
        )
        for place, level in enumerate(levels, 1)
    )


def level_mark(marks: Sequence[LevelMark], level_id: str | None) -> LevelMark | None:
    """Find a rung by its id."""
    return next((mark for mark in marks if mark.id == level_id), None)


def turnout_words(invited: int, responded: int) -> str:
    """Say who has answered: 7 of 9 have answered; 2 have not."""
    if responded == 0:
        return f"None of {count_words(invited, 'person', 'people')} invited has answered."
    if responded >= invited:
        return f"All {responded} have answered." if responded > 1 else "The one person invited has answered."
    verb = "has" if responded == 1 else "have"
    missing = invited - responded
    return f"{responded} of {invited} {verb} answered; {missing} {'has' if missing == 1 else 'have'} not."


def answers_words(n: int | None) -> str:
    """Say on how many answers a number rests."""
    return "" if n is None else count_words(n, "answer")


def withheld_words(reason: Withheld | None) -> str:
    """Say why a value is not shown."""
    return "" if reason is None else WITHHELD_WORDS[reason]


def no_score_words(reason: NoScore | None) -> str:
    """Say why there is nothing to show."""
    return NO_SCORE_WORDS[NoScore.NOBODY if reason is None else reason]


def _is_shown(character: str) -> bool:
    is_text = unicodedata.category(character) not in UNSHOWN
    return is_text and unicodedata.bidirectional(character) not in TURNS_TEXT


def _two_decimals(value: float) -> str:
    """Cut, not rounded: rounding up is what would say the wrong level."""
    return f"{math.floor(value * 100 + ROUNDING) / 100:.2f}"


def _mark(place: int, levels: int) -> str:
    marks = MARKS.get(levels, MARKS[5])
    return marks[round((place - 1) * (len(marks) - 1) / max(1, levels - 1))]
