"""What came of a file: a draft, or a refusal in sentences with a place each; anything else is a breach."""

import re
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from bench.fuzzing.material import File
from govscore.errors import GovScoreError
from govscore.questionnaire.edition import read_edition, write_edition
from govscore.questionnaire.exporting import FileForm, write_questionnaire
from govscore.questionnaire.files import Contents
from govscore.questionnaire.importing import read_questionnaire
from govscore.questionnaire.loader import examine_contents
from govscore.questionnaire.model import Questionnaire

ON = date(2026, 11, 24)
FOLDER = PurePath("unnamed", "0.0")

SOUND, UNSOUND, NOTHING, REFUSED = "sound draft", "draft to mend", "nothing to ask", "refused"
BREACH = "breach"

_PLACED = re.compile(r"(?P<file>.+):(?P<line>[1-9][0-9]*): (?P<where>.+): (?P<message>.+)")
LONGEST = 5_000


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The outcome, and what was said."""

    outcome: str
    said: str


class Breach(Exception):
    """A reader broke its word."""


def judge(file: File) -> Verdict:
    """Bring a file in as the desk does, and hold every message against what a message must be."""
    try:
        return _read(file)
    except Breach as breach:
        return Verdict(outcome=BREACH, said=str(breach))
    except MemoryError:
        return Verdict(outcome=BREACH, said="out of memory")
    except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
        return Verdict(outcome=BREACH, said=traceback.format_exc(limit=-6))


def _read(file: File) -> Verdict:
    try:
        carried = read_questionnaire(file.raw, name=file.name, on=ON)
    except GovScoreError as refusal:
        if not str(refusal):
            raise Breach("a refusal without a word") from None
        _hold(str(refusal).split("\n"), placed=True)
        return Verdict(outcome=REFUSED, said=str(refusal))
    losses = [str(loss) for loss in carried.losses]
    _hold(losses, placed=False)
    if carried.contents is None:
        if not losses:
            raise Breach("nothing is brought in, and nothing says why")
        return Verdict(outcome=NOTHING, said="\n".join(losses))
    return _examine(carried.contents)


def _examine(contents: Contents) -> Verdict:
    edition = read_edition(contents)
    manifest = edition.manifest if edition else None
    folder = PurePath(manifest.code, manifest.version) if manifest else FOLDER
    examined = examine_contents(contents, folder=folder)
    told = [str(fault) for fault in (*examined.faults, *examined.warnings)]
    _hold(told, placed=True)
    if edition is not None:
        again = read_edition(write_edition(edition))
        if again != edition:
            raise Breach("what is written from the draft is not read back as it was")
    elif not examined.faults:
        raise Breach("it cannot be taken apart, and nothing says why")
    if examined.questionnaire is None or examined.faults:
        return Verdict(outcome=UNSOUND, said="\n".join(told))
    _export(examined.questionnaire, contents)
    return Verdict(outcome=SOUND, said="\n".join(told))


def _export(questionnaire: Questionnaire, contents: Contents) -> None:
    """A sound draft can be taken away in every form, or there is a sentence that says why not."""
    for form in FileForm:
        try:
            write_questionnaire(questionnaire, contents, form)
        except GovScoreError as refusal:
            _hold(str(refusal).split("\n"), placed=False)


def _hold(lines: Iterable[str], *, placed: bool) -> None:
    for line in lines:
        if not line.isprintable():
            raise Breach(f"a message with invisible characters: {line[:300]!r}")
        if placed and not _PLACED.fullmatch(line):
            raise Breach(f"a message without a place: {line[:300]!r}")
        if len(line) > LONGEST:
            raise Breach(f"a message of {len(line):,} characters: {line[:300]!r}")
        if re.search(r"MemoryError|RecursionError", line):
            raise Breach(f"a message that hides a breach: {line[:300]!r}")
