"""What stands out: up to three strengths, and up to three statements to talk about."""

from collections.abc import Sequence

from govscore.reporting.model import DomainSection, Point, QuestionRow
from govscore.reporting.reading import LevelMark
from govscore.reporting.words import sentence

MOST_POINTS = 3
LEAST_DONT_KNOWS = 2
Row = tuple[QuestionRow, DomainSection]


def standing_of(row: QuestionRow) -> float | None:
    """Say where a question stands: its mean or, where that is withheld, the level that nearly all chose."""
    if row.mean.value is not None:
        return row.mean.value
    return None if row.band_level is None else row.band_level.value


def by_standing(row: QuestionRow) -> float:
    """Sort questions from the lowest; those without a level come last."""
    standing = standing_of(row)
    return float("inf") if standing is None else standing


def find_strengths(sections: Sequence[DomainSection], marks: Sequence[LevelMark]) -> tuple[Point, ...]:
    """Pick the three highest statements in the rubric's upper half, unless people are far apart on it."""
    rows = [(row, section) for section in sections for row in section.questions]
    high = [
        (row, section)
        for row, section in rows
        if (level := row.level or row.band_level) is not None
        and 2 * level.place > len(marks)
        and row.agreement.words != "far apart"
    ]
    high.sort(key=lambda pair: (-by_standing(pair[0]), pair[0].agreement.value or 0.0))
    return tuple(_point(pair, "highest", _level_words(pair[0])) for pair in high[:MOST_POINTS])


def find_talking_points(
    sections: Sequence[DomainSection], marks: Sequence[LevelMark], *, but: Sequence[Point]
) -> tuple[Point, ...]:
    """Pick the lowest statement, the least agreed and the one most don't know; fill up with the lowest."""
    taken = {point.question for point in but}
    rows = [(r, section) for section in sections for r in section.questions if r.id not in taken]
    points: list[Point] = []
    for find in (_lowest, _least_agreed, _most_unknown, _lowest, _lowest):
        found = find([pair for pair in rows if pair[0].id not in taken], marks)
        if found is not None and len(points) < MOST_POINTS:
            points.append(found)
            taken.add(found.question)
    return tuple(points)


def strengths_words(points: Sequence[Point], *, has_scores: bool) -> str:
    """Introduce the strengths, or say that there are none yet."""
    if not has_scores:
        return "No scores are shown, so nothing can be picked out."
    if not points:
        return "No statement reaches the upper levels yet. That is a place to start from."
    return "The statements rated highest." if len(points) > 1 else "The statement rated highest."


def talking_words(points: Sequence[Point], *, has_scores: bool) -> str:
    """Introduce what to talk about, or say what to do instead."""
    if not has_scores:
        return "Talk through the questions together and agree one answer to each."
    if not points:
        return "Nothing stands out. Look at what the next level asks in each domain."
    return "Start the conversation here."


def _lowest(rows: Sequence[Row], marks: Sequence[LevelMark]) -> Point | None:
    below_top = [
        pair
        for pair in rows
        if (level := pair[0].level or pair[0].band_level) is not None and level.place < len(marks)
    ]
    found = min(below_top, key=lambda pair: by_standing(pair[0]), default=None)
    return None if found is None else _point(found, "lowest", _level_words(found[0]))


def _least_agreed(rows: Sequence[Row], marks: Sequence[LevelMark]) -> Point | None:
    apart = [pair for pair in rows if pair[0].agreement.words in ("mixed", "far apart")]
    found = max(apart, key=lambda pair: pair[0].agreement.value or 0.0, default=None)
    if found is None:
        return None
    listed = f": {found[0].answers}" if found[0].answers else ""
    return _point(found, "least-agreed", sentence(f"answers are {found[0].agreement.words}{listed}"))


def _most_unknown(rows: Sequence[Row], marks: Sequence[LevelMark]) -> Point | None:
    unknown = [
        pair
        for pair in rows
        if pair[0].mostly_dont_know or (pair[0].dont_know.value or 0) >= LEAST_DONT_KNOWS
    ]
    found = max(unknown, key=lambda pair: _unknown_share(pair[0]), default=None)
    if found is None:
        return None
    words = found[0].dont_know.words or found[0].band or "at least half don’t know"
    return _point(found, "most-dont-know", sentence(words))


def _unknown_share(row: QuestionRow) -> float:
    if row.mostly_dont_know:
        return 1.0
    return (row.dont_know.value or 0) / row.asked if row.asked else 0.0


def _level_words(row: QuestionRow) -> str:
    if row.level is None:
        return sentence(row.band)
    answers = f", {row.n_words}" if row.n_words else ""
    return f"{row.level.label} ({row.mean.words}{answers})."


def _point(pair: Row, reason: str, words: str) -> Point:
    row, section = pair
    return Point(
        question=row.id,
        text=row.text,
        domain=section.id,
        domain_title=section.title,
        reason=reason,
        words=words,
    )
