"""Cases by number: the same number and seed always make the same file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from bench.fuzzing import archives, grids, heavy, plain, surveys, workbooks, yaml_files
from bench.fuzzing.material import File, anything

SEED = 20261124

LIGHT: Mapping[str, Callable[[Random], File]] = {
    "untouched": anything,
    "bits flipped": plain.flipped,
    "cut short": plain.cut,
    "spliced": plain.spliced,
    "repeated": plain.repeated,
    "other encoding": plain.recoded,
    "byte order marks": plain.marked,
    "line ends": plain.ended,
    "wrong name": plain.renamed,
    "noise": plain.noise,
    "YAML values": yaml_files.changed,
    "YAML swapped": yaml_files.swapped,
    "YAML taken out": yaml_files.taken_out,
    "YAML doubled": yaml_files.doubled,
    "YAML conditions": yaml_files.conditions,
    "YAML nesting": yaml_files.deep,
    "YAML cleverness": yaml_files.clever,
    "YAML laughs": yaml_files.laughs,
    "bundle lines": yaml_files.odd_bundle,
    "CSV cells": grids.csv_cells,
    "tab-separated cells": grids.tsv_cells,
    "workbook cells": grids.workbook_cells,
    "XLSForm cells": grids.form_cells,
    "workbook parts": workbooks.spoilt_part,
    "workbook XML values": workbooks.values,
    "workbook entities": workbooks.entities,
    "workbook surrogates": workbooks.surrogates,
    "survey rows": surveys.rows,
    "survey entities": surveys.entities,
    "survey encodings": surveys.encodings,
    "zip folders": archives.folders,
    "zip headers": archives.headers,
    "zip nested": archives.nested,
}
HEAVY: Mapping[str, Callable[[Random], File]] = {
    "YAML many": yaml_files.many,
    "YAML many questions": heavy.many_questions,
    "CSV many rows": heavy.many_rows,
    "CSV lost questions": heavy.lost_questions,
    "many columns": heavy.many_columns,
    "long cell": heavy.long_cell,
    "survey many": surveys.many,
    "tab-separated many": heavy.long_survey,
    "XLSForm long": heavy.long_form,
    "workbook huge": workbooks.huge,
    "zip bomb": archives.bomb,
    "zip crowd": archives.crowd,
}
KINDS = {**LIGHT, **HEAVY}
_ROUND = (*(name for name in LIGHT for _ in range(10)), *HEAVY)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One file that is sent in, and how it came about."""

    seed: int
    number: int
    kind: str
    file: File


def make_case(number: int, *, seed: int = SEED) -> Case:
    """Make the case of a number, whose kind follows from its place in the round of kinds."""
    return make_of_kind(kind_of(number), number, seed=seed)


def kind_of(number: int) -> str:
    """Name the kind of the case of a number."""
    return _ROUND[number % len(_ROUND)]


def make_of_kind(kind: str, number: int, *, seed: int = SEED) -> Case:
    """Make a case of a kind."""
    chance = Random(f"{seed} {kind} {number}")
    return Case(seed=seed, number=number, kind=kind, file=KINDS[kind](chance))
