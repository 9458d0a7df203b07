"""Tells what is wrong in a questionnaire's files of the cells from which the files were written."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from govscore.questionnaire.faults import Fault, Place, describe
from govscore.questionnaire.sheets.assembling import Gathered
from govscore.questionnaire.sheets.tables import Tables
from govscore.questionnaire.yaml_reader import Document, read_yaml


def point_to_cells(
    tables: Tables, contents: Mapping[str, bytes], faults: Iterable[Fault]
) -> tuple[Fault, ...]:
    """Point each fault at its sheet, row and column; one of no cell in particular is left as it is."""
    gathered = Gathered(tables)
    documents = {file: read_yaml(raw) for file, raw in contents.items()}
    return tuple(_pointed(fault, gathered, documents) for fault in faults)


def _pointed(fault: Fault, gathered: Gathered, documents: Mapping[str, Document]) -> Fault:
    file = next((name for name in documents if fault.file == name or fault.file.endswith(f"/{name}")), None)
    part = gathered.files().get(file) if file else None
    if file is None or part is None:
        return fault
    place = _place(fault, documents[file])
    origin, inside = part.origin(place)
    where = ", ".join(each for each in (origin.table.where(origin.column), inside) if each)
    return replace(fault, file=gathered.name, line=origin.row, where=where)


def _place(fault: Fault, document: Document) -> Place:
    """The place that is described so; where none on its line is, the outermost there."""
    there = [place for place, line in document.lines.items() if line == fault.line]
    described = (place for place in there if describe(document.content, place) == fault.where)
    return next(described, min(there, key=len, default=()))
