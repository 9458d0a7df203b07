import random
import zipfile
from io import BytesIO
from pathlib import PurePath

import pytest

from govscore.errors import QuestionnaireError
from govscore.questionnaire.files import read_contents
from govscore.questionnaire.foreign.limesurvey import read_limesurvey, read_limesurvey_tsv
from govscore.questionnaire.foreign.xlsform import read_xlsform
from tests.questionnaire.foreign.forms import EXAMPLES, ON, change

STRANGE = (
    b"<",
    b">",
    b"\t",
    b"\n",
    b'"',
    b"\x00",
    b"\x01",
    b"(",
    b"&",
    b"=",
    b"${a}",
    b"1e999",
    b"<script>",
    b"&#x1;",
)


def spoilt(raw: bytes, chance: random.Random) -> bytes:
    """Change a few places of a file, each in one of four ways."""
    changed = bytearray(raw)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(changed))
        match chance.randrange(4):
            case 0:
                changed[at] = chance.randrange(256)
            case 1:
                del changed[at : at + chance.randint(1, 40)]
            case 2:
                changed[at:at] = changed[chance.randrange(len(changed)) :][: chance.randint(1, 60)]
            case _:
                changed[at:at] = chance.choice(STRANGE)
    return bytes(changed)


def spoilt_workbook(raw: bytes, chance: random.Random) -> bytes:
    """Change one part of a workbook, so that it can still be unpacked."""
    part = chance.choice(zipfile.ZipFile(BytesIO(raw)).namelist())
    return change(raw, part, lambda content: spoilt(content, chance))


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize(
    ("reader", "name", "spoil"),
    [
        (read_limesurvey, "board.lss", spoilt),
        (read_limesurvey, "board-older.lss", spoilt),
        (read_limesurvey_tsv, "board.txt", spoilt),
        (read_xlsform, "board.xlsx", spoilt_workbook),
        (read_xlsform, "board.xlsx", spoilt),
    ],
)
def test_a_spoilt_file_is_a_sound_draft_or_a_sentence(reader, name, spoil, seed):
    raw = spoil((EXAMPLES / name).read_bytes(), random.Random(seed))
    outcome = carry(reader, raw, name)
    if isinstance(outcome, str):
        assert outcome.startswith((name, "domains/"))
    else:
        assert outcome.losses
        if outcome.contents is not None:
            assert read_contents(outcome.contents, folder=PurePath("any/1.0")).faults == ()


def carry(reader, raw, name):
    """What came of a file: what was carried over, or the sentence that refuses it."""
    try:
        return reader(raw, name=name, on=ON)
    except QuestionnaireError as refused:
        return str(refused)
