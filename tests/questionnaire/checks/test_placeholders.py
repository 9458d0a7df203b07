"""What is still to be written is found wherever it stands, and nothing else is."""

from govscore.questionnaire.loader import check_questionnaire
from tests.questionnaire.folders import copy_broken, copy_sound, told


def test_a_text_that_only_mentions_the_mark_is_written(tmp_path):
    folder = copy_sound(tmp_path)
    path = folder / "domains" / "people.yaml"
    path.write_text(path.read_text().replace("About people.", '"What is left to do. To write: nothing."'))
    assert check_questionnaire(folder)[0] == ()


def test_a_translation_is_written_too(tmp_path):
    folder = copy_sound(tmp_path)
    path = folder / "questionnaire.yaml"
    path.write_text(path.read_text() + 'translations: {cy: {title: "To write: the title"}}\n')
    (fault,) = check_questionnaire(folder)[0]
    assert (fault.where, fault.message) == (
        "translations, cy, title",
        'is still to be written: replace "To write: the title"',
    )


def test_every_file_is_looked_through(tmp_path):
    folder = copy_broken("still-to-be-written", tmp_path)
    files = {line.partition(":")[0] for line in told(check_questionnaire(folder)[0], folder).splitlines()}
    assert files == {"questionnaire.yaml", "domains/people.yaml", "rubric.yaml", "recommendations.yaml"}
