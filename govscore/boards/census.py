"""Pupils of each school from the school census and the SEN release, with rows that have slipped kept out."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from govscore.boards.fields import CellError, read_code, read_percent, read_text, read_urn, read_whole
from govscore.boards.model import CensusFigures, Refusal, RowWarning, School, Urn
from govscore.boards.tables import Row, read_table, require, sift

WHAT = "the school-level file of the school census or of the SEN release"
PUPILS = "headcount of pupils"
FSM = "% of pupils known to be eligible for free school meals"
EAL = "% of pupils whose first language is known or believed to be other than English"
SEN_SUPPORT, EHC_PLAN, ALL_PUPILS = "SEN support", "EHC plan", "Total pupils"

OTHER_PHASES = frozenset(("non-maintained special school", "independent school", "pupil referral unit"))
SCHOOL_YEAR = re.compile(r"((?:19|20)\d{2})/?(\d{2})", re.ASCII)

Figure = TypeVar("Figure", int, float)


@dataclass(frozen=True, kw_only=True)
class CensusReading:
    """What a release says of each school; `set_aside` counts the rows of a school's earlier years."""

    rows: int
    figures: tuple[CensusFigures, ...]
    set_aside: int
    refused: tuple[Refusal, ...]
    warnings: tuple[RowWarning, ...]


def read_census(content: bytes, *, name: str) -> CensusReading:
    """Read pupils, free school meals, language and SEN by URN; a row that has slipped is refused."""
    table = read_table(content, name=name)
    require(table, ("URN",), (PUPILS, FSM, EAL, SEN_SUPPORT), what=WHAT)
    seen = _Seen()
    rows, refused = sift(table, seen.keep)
    return CensusReading(
        rows=rows,
        figures=tuple(seen.figures.values()),
        set_aside=len(seen.lines) - len(seen.figures),
        refused=refused,
        warnings=tuple(seen.warnings),
    )


def with_figures(schools: tuple[School, ...], figures: tuple[CensusFigures, ...]) -> tuple[School, ...]:
    """Put a release's figures on the schools; older ones than a school has only fill what is missing."""
    by_urn = {told.urn: told for told in figures}
    return tuple(
        _counted(school, by_urn[school.urn]) if school.urn in by_urn else school for school in schools
    )


def is_older(told: date | None, held: date | None) -> bool:
    """Say whether figures are older than those held; figures without a date are, if those held have one."""
    return held is not None and (told is None or told < held)


def _counted(school: School, told: CensusFigures) -> School:
    older = is_older(told.taken, school.figures_from)
    has_counts = told.pupils is not None or told.fsm_percent is not None
    return replace(
        school,
        pupils=_chosen(school.pupils, told.pupils, older=older),
        fsm_percent=_chosen(school.fsm_percent, told.fsm_percent, older=older),
        figures_from=told.taken if has_counts and not older else school.figures_from,
        eal_percent=_chosen(school.eal_percent, told.eal_percent, older=False),
        sen_percent=_chosen(school.sen_percent, told.sen_percent, older=False),
    )


def _chosen(held: Figure | None, told: Figure | None, *, older: bool) -> Figure | None:
    return held if told is None or (older and held is not None) else told


class _Seen:
    """What has been read so far: each school's latest year, and the line of every year."""

    def __init__(self) -> None:
        self.figures: dict[Urn, CensusFigures] = {}
        self.lines: dict[tuple[Urn, date | None], int] = {}
        self.warnings: list[RowWarning] = []

    def keep(self, row: Row) -> None:
        _refuse_slipped(row)
        told = _figures(row)
        year = (told.urn, told.taken)
        if year in self.lines:
            raise CellError(f"URN {told.urn} is on line {self.lines[year]} already, which was kept")
        self.lines[year] = row.line
        if told.urn not in self.figures or is_older(self.figures[told.urn].taken, told.taken):
            self.figures[told.urn] = told
        if any("\ufffd" in cell for cell in row.cells):
            said = (
                "it holds a letter that was lost (�) before the file reached us; its figures pass every check"
            )
            self.warnings.append(RowWarning(line=row.line, message=said))


def _refuse_slipped(row: Row) -> None:
    """Refuse a row whose columns have slipped: its phase is none, or the two ways of naming it disagree."""
    phase = row.get("phase_type_grouping").casefold()
    if phase and not phase.startswith("state-funded ") and phase not in OTHER_PHASES:
        raise CellError(f'phase_type_grouping "{row.get("phase_type_grouping")}" is not known')
    whole = (read_text(row.get("laestab")) or "").replace("/", "")
    authority, school = read_code(row.get("old_la_code"), width=3), read_code(row.get("estab"), width=4)
    if whole and authority and school and read_code(whole) != authority + school:
        raise CellError(f"laestab {whole} is not the authority {authority} with the school {school}")


def _figures(row: Row) -> CensusFigures:
    return CensusFigures(
        urn=Urn(read_urn(row.get("URN"))),
        taken=_taken(row.get("time_period")),
        pupils=read_whole(row.get(PUPILS), PUPILS),
        fsm_percent=read_percent(row.get(FSM), FSM),
        eal_percent=read_percent(row.get(EAL), EAL),
        sen_percent=_sen_percent(row),
    )


def _taken(cell: str) -> date | None:
    """Give the first of the January in which the census of a school year is taken: 202223 is January 2023."""
    if not cell:
        return None
    year = SCHOOL_YEAR.fullmatch(cell)
    if year is None or (int(year[1]) + 1) % 100 != int(year[2]):
        raise CellError(f'time_period "{cell}" is not a school year')
    return date(int(year[1]) + 1, 1, 1)


def _sen_percent(row: Row) -> float | None:
    """Work out the share of pupils with SEN support or a plan; unknown unless all three counts are told."""
    support, plans = read_whole(row.get(SEN_SUPPORT), SEN_SUPPORT), read_whole(row.get(EHC_PLAN), EHC_PLAN)
    pupils = read_whole(row.get(ALL_PUPILS), ALL_PUPILS)
    if support is None or plans is None or not pupils:
        return None
    if support + plans > pupils:
        raise CellError(f"{SEN_SUPPORT} and {EHC_PLAN} come to {support + plans}, of {pupils} pupils in all")
    return round(100 * (support + plans) / pupils, 1)
