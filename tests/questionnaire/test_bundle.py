"""One YAML file, or one archive, holds the files of a version byte for byte."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govscore.paths import shared
from govscore.questionnaire.bundle import (
    MOST_BYTES,
    MOST_FILES,
    is_bundle,
    read_archive,
    read_bundle,
    to_bundle,
)
from govscore.questionnaire.faults import FaultyQuestionnaire
from govscore.questionnaire.files import gather_contents
from govscore.questionnaire.loader import version_folders

FOLDERS = version_folders(shared("questionnaires"))


def zipped(files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return packed.getvalue()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_every_version_comes_back_byte_for_byte(folder):
    contents = gather_contents(folder)
    assert read_bundle(to_bundle(contents), name="x.yaml") == contents
    assert read_archive(zipped({f"some/where/{k}": v for k, v in contents.items()}), name="x.zip") == contents


@given(st.lists(st.binary(max_size=60), min_size=1, max_size=4))
def test_whatever_the_files_hold_they_come_back(raws):
    contents = {f"domains/d{n}.yaml": raw.replace(b"--- # ", b"") for n, raw in enumerate(raws)}
    assert read_bundle(to_bundle(contents), name="x.yaml") == contents


def test_a_bundle_is_known_by_its_first_line():
    assert is_bundle(b"--- # questionnaire.yaml\ncode: x\n")
    assert is_bundle(b"\xef\xbb\xbf--- # questionnaire.yaml\n")
    assert not is_bundle(b"code: x\n")


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"code: x\n", "x.yaml:1: the whole file: must begin with a line such as"),
        (b"--- # a.yaml\nx\n--- # a.yaml\ny\n", "x.yaml:3: the whole file: a.yaml is there twice"),
    ],
    ids=["no mark", "twice"],
)
def test_a_bundle_that_is_not_one_says_where(raw, told):
    with pytest.raises(FaultyQuestionnaire) as refused:
        read_bundle(raw, name="x.yaml")
    assert str(refused.value).startswith(told)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"PK no archive", "cannot be read as a zip archive"),
        (zipped({"a.yaml": b"x"}), "must hold one questionnaire.yaml, and holds 0"),
        (zipped({"a/questionnaire.yaml": b"x", "b/questionnaire.yaml": b"y"}), "and holds 2"),
        (zipped({"questionnaire.yaml": b"x" * 5_000_000}), "holds more than any questionnaire"),
    ],
    ids=["damaged", "none", "two", "too large"],
)
def test_an_archive_that_will_not_do_says_why(raw, told):
    with pytest.raises(FaultyQuestionnaire, match=told):
        read_archive(raw, name="x.zip")


@pytest.mark.parametrize(
    "raw",
    [
        b"--- # a.yaml\n" * 380_000,
        b"".join(b"--- # a%d.yaml\n" % number for number in range(MOST_FILES + 1)),
        b"--- # a.yaml\n" + b"#" * MOST_BYTES,
    ],
    ids=["one again and again", "many", "long"],
)
def test_a_bundle_beyond_measure_is_refused_at_once(raw):
    with pytest.raises(
        FaultyQuestionnaire, match=r"^x.yaml:1: the whole file: holds more than any questionnaire"
    ):
        read_bundle(raw, name="x.yaml")


def test_an_archive_with_a_file_twice_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("questionnaire.yaml", b"code: one\n")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("questionnaire.yaml", b"code: two\n")
    with pytest.raises(FaultyQuestionnaire, match=r"holds questionnaire.yaml twice: keep one of the two"):
        read_archive(packed.getvalue(), name="x.zip")
