import json

import pytest

from govscore.questionnaire.faults import FaultyQuestionnaire
from govscore.questionnaire.loader import check_folders, check_questionnaire, load_questionnaire
from govscore.questionnaire.published import digest_of, published_line, published_text
from tests.make import make_advice, make_domain, make_question, make_questionnaire
from tests.questionnaire.folders import copy_sound, write_questionnaire


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_comment_or_another_way_of_quoting_changes_no_digest(tmp_path):
    folder = copy_sound(tmp_path)
    before = load_questionnaire(folder).digest
    change(folder / "rubric.yaml", "levels:", "# the rungs\n\nlevels:")
    change(folder / "questionnaire.yaml", "title: Sound", 'title: "Sound"')
    change(folder / "questionnaire.yaml", 'code: sound\nversion: "1.0"', 'version: "1.0"\ncode: sound')
    assert load_questionnaire(folder).digest == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("domains/people.yaml", "New governors", "Newer governors"),
        ("questionnaire.yaml", "[strategy, people]", "[people, strategy]"),
        ("rubric.yaml", "min_share: 0.5", "min_share: 0.6"),
        ("recommendations.yaml", "importance: 2", "importance: 3"),
    ],
)
def test_any_other_change_changes_the_digest(file, old, new, tmp_path):
    folder = copy_sound(tmp_path)
    before = load_questionnaire(folder).digest
    change(folder / file, old, new)
    assert load_questionnaire(folder).digest != before


def test_a_default_that_is_not_written_is_not_in_the_digest():
    made = make_questionnaire()
    bare = make_domain()
    told = bare.model_copy(
        update={"questions": tuple(q.model_copy(update={"hint": None}) for q in bare.questions)}
    )
    parts = (made.rubric, made.advice)
    assert digest_of(made.manifest, (bare,), *parts) == digest_of(made.manifest, (told,), *parts)


def test_the_digest_of_the_files_is_that_of_what_was_made(tmp_path):
    made = make_questionnaire((make_domain(questions=(make_question(hint="Think of last year."),)),))
    assert load_questionnaire(write_questionnaire(tmp_path, made)).digest == made.digest


def test_a_published_version_never_changes(tmp_path):
    folder = copy_sound(tmp_path)
    published = load_questionnaire(folder)
    (tmp_path / "published.json").write_text(published_text((published,)))
    assert check_questionnaire(folder) == ((), ())
    change(folder / "domains" / "people.yaml", "New governors", "Newer governors")
    with pytest.raises(FaultyQuestionnaire, match="a published version never changes") as raised:
        load_questionnaire(folder)
    fault = raised.value.faults[0]
    assert (fault.file, fault.line, fault.where) == ((tmp_path / "published.json").as_posix(), 2, "sound@1.0")
    assert published.digest in fault.message


def test_an_unpublished_version_is_told_its_line(tmp_path):
    folder = copy_sound(tmp_path)
    (tmp_path / "published.json").write_text("{}\n")
    questionnaire = load_questionnaire(folder)
    faults, warnings = check_questionnaire(folder)
    assert faults == ()
    assert [warning.message for warning in warnings] == [
        f"is not published yet: once it is final, add {published_line(questionnaire)}"
    ]


def test_where_nothing_was_ever_published_nothing_is_said(tmp_path):
    assert check_questionnaire(copy_sound(tmp_path)) == ((), ())


def test_a_published_version_must_stay(tmp_path):
    digest = load_questionnaire(copy_sound(tmp_path)).digest
    (tmp_path / "published.json").write_text(f'{{\n  "sound@0.9": "00",\n  "sound@1.0": "{digest}"\n}}\n')
    faults = check_folders([tmp_path]).faults
    assert [(fault.line, fault.where) for fault in faults] == [(2, "sound@0.9")]
    assert "bring the folder back" in faults[0].message


def test_a_list_of_published_versions_that_cannot_be_read_is_a_fault(tmp_path):
    folder = copy_sound(tmp_path)
    (tmp_path / "published.json").write_text('{\n  "sound@1.0": "00",\n  "sound@1.0": "11"\n}\n')
    faults, _ = check_questionnaire(folder)
    assert [(fault.line, fault.where) for fault in faults] == [(3, "sound@1.0")]
    (tmp_path / "published.json").write_text("[1]")
    assert "must hold a line for each version" in check_questionnaire(folder)[0][0].message


def test_the_published_text_is_the_lines_in_order():
    made = (make_questionnaire(version="1.1"), make_questionnaire(advice=(make_advice(),)))
    text = published_text(made)
    assert json.loads(text) == {"tiny@1.0": made[1].digest, "tiny@1.1": made[0].digest}
    assert text.splitlines()[1] == f"  {published_line(made[1])},"
