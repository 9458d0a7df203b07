"""The page of what is read apart from the report: the same for all, but for who reads it and a few words."""

from collections.abc import Sequence
from dataclasses import dataclass

from govscore.reporting.beside_model import AdvicePart
from govscore.reporting.model import DomainSection, QuestionRow
from govscore.reporting.own_results import OwnResults
from govscore.reporting.skills import SkillField, SkillLine
from govscore.reporting.words import count_words, one_decimal, sentence
from govscore.scoring.disclosure import MIN_GROUP
from govscore.services.asked import Part
from govscore.services.own_results import Apart

Row = tuple[str, ...]

READ_BY = {
    Part.CHAIR: "You alone read this, as vice-chair or as the person your board chose. The chair, the clerk, the "
    "head and the authority do not. Talk it over with the chair; what you hand on is for you to decide.",
    Part.SKILLS: "Chair and clerk read this: totals only, never whose. The authority does not see it, and nobody "
    "is compared with another board.",
    Part.INDUCTION: "Chair and clerk read this. It is no part of the report, the authority does not see it, and "
    "nobody is compared with another board.",
}
HOW_TO_READ = {
    Part.CHAIR: "It is about how the work is done, not about the person. Few people answered, so look at what they "
    "agree on before you look at any one number.",
    Part.SKILLS: "Nobody needs every skill, and in some fields one confident member may be enough. Where nobody is "
    "confident, ask whether you need to train, to recruit, or to borrow somebody’s advice.",
    Part.INDUCTION: "It tells how the board helped its newcomers to begin. Each of them saw a part of it only.",
}
TOO_FEW = {
    Part.CHAIR: f"Fewer than {MIN_GROUP} people answered. So few could be recognised, so their answers were deleted "
    "and nobody sees them. You can still ask people what they value, in a talk.",
    Part.SKILLS: f"Fewer than {MIN_GROUP} people answered. So few could be recognised, so their answers were deleted "
    "and nobody sees them. Talk about skills at a meeting, or ask again when more can take part.",
    Part.INDUCTION: f"Fewer than {MIN_GROUP} newcomers answered. So few could be recognised, so their answers were "
    "deleted and nobody sees them. That is usual where few have joined. A talk with each of them tells more.",
}
NOT_CLOSED = "There is nothing to see until the evaluation closes. Until then nobody can see an answer."
NOBODY = "Nobody answered, so there is nothing to see."


@dataclass(frozen=True, kw_only=True)
class StatementView:
    """One statement: what came of it in cells, and the notes people wrote."""

    row: QuestionRow
    cells: Row


@dataclass(frozen=True, kw_only=True)
class ApartSection:
    """One domain: its sentence, its statements as a table, and what would come next."""

    section: DomainSection
    facts: str
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, kw_only=True)
class SkillFieldView:
    """One field of skills as two tables."""

    field: SkillField
    knowledge: tuple[Row, ...]
    interests: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class ApartPage:
    """The whole page; without results it says why there are none."""

    answer: str
    turnout: str
    read_by: str
    how_to_read: str
    sections: tuple[ApartSection, ...]
    fields: tuple[SkillFieldView, ...]
    missing: tuple[SkillLine, ...]
    advice: tuple[AdvicePart, ...]
    source: str


def present_apart(part: Part, found: Apart) -> ApartPage:
    """Lay out the page for one part."""
    results = found.results
    has_scores = results is not None and results.turnout.has_scores
    fields = tuple(_field(each) for each in (results.fields if results else ()))
    missing = tuple(line for each in fields for line in each.field.missing)
    return ApartPage(
        answer=_answer(part, results, missing),
        turnout=_turnout(part, results) if results and has_scores else "",
        read_by=READ_BY[part],
        how_to_read=HOW_TO_READ[part] if has_scores else "",
        sections=tuple(_section(each) for each in (results.sections if results else ())),
        fields=fields,
        missing=missing,
        advice=results.advice if results and fields else (),
        source=results.source.words if results else "",
    )


def _answer(part: Part, results: OwnResults | None, missing: Sequence[SkillLine]) -> str:
    if results is None:
        return NOT_CLOSED
    if results.turnout.responded == 0:
        return NOBODY
    if not results.turnout.has_scores:
        return TOO_FEW[part]
    if part is not Part.SKILLS:
        return results.turnout.words
    if not missing:
        return "In every field that can be shown, somebody is confident."
    return f"In {count_words(len(missing), 'matter')} nobody is confident yet."


def _turnout(part: Part, results: OwnResults) -> str:
    """Say once how many have answered: here where the first line says something else."""
    said = (results.turnout.words,) if part is Part.SKILLS else ()
    return " ".join((*said, results.turnout.confidentiality))


def _section(section: DomainSection) -> ApartSection:
    agreement = (
        "" if section.agreement.value is None else sentence(f"people’s answers: {section.agreement.words}")
    )
    deviation = "" if section.deviation.value is None else sentence(section.deviation.words)
    unknown = sentence(section.dont_know.words) if section.dont_know.words else ""
    return ApartSection(
        section=section,
        facts=" ".join(part for part in (agreement, deviation, unknown) if part),
        statements=tuple(StatementView(row=row, cells=_cells(row)) for row in section.questions),
    )


def _cells(row: QuestionRow) -> Row:
    level = "" if row.level is None else f"{row.level.mark} {row.level.word}"
    spread = "" if row.agreement.value is None else one_decimal(row.agreement.value)
    mean = ", ".join(part for part in (row.mean.words, row.n_words) if part)
    return (
        f"{row.order} {row.text}",
        level,
        row.band or mean,
        f"{row.agreement.words} ({spread})" if spread else "",
        row.answers or row.dont_know.words,
    )


def _field(field: SkillField) -> SkillFieldView:
    return SkillFieldView(
        field=field,
        knowledge=tuple((_question(line), line.words) for line in field.knowledge),
        interests=tuple((_question(line), line.words) for line in field.interests),
    )


def _question(line: SkillLine) -> str:
    return f"{line.text} ({line.competency})" if line.competency else line.text
