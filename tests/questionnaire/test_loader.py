import shutil
import time

import pytest

from govscore.errors import NotFoundError, QuestionnaireError
from govscore.questionnaire.conditions import AnyOf
from govscore.questionnaire.faults import FaultyQuestionnaire
from govscore.questionnaire.loader import Library, check_folders, check_questionnaire, load_questionnaire
from govscore.questionnaire.model import Role
from tests.make import make_advice, make_domain, make_questionnaire
from tests.questionnaire.folders import SOUND, TINY, copy_broken, copy_sound, told, write_questionnaire


def test_a_questionnaire_is_read_whole():
    questionnaire = load_questionnaire(TINY / "show-if" / "1.0")
    assert (questionnaire.code, questionnaire.version) == ("show-if", "1.0")
    assert [domain.id for domain in questionnaire.domains] == ["structures", "evaluation"]
    assert [question.id for question in questionnaire.questions][:2] == [
        "has-committees",
        "committees-report",
    ]
    assert isinstance(questionnaire.by_id["why-no-committees"].show_if, AnyOf)


def test_yes_and_no_are_options_and_not_booleans():
    questionnaire = load_questionnaire(TINY / "compliance" / "1.0")
    scale = questionnaire.scale_of(questionnaire.questions[0])
    assert [option.id for option in scale.options] == ["yes", "partly", "no", "not-applicable", "dont-know"]


def test_domains_come_in_the_order_of_the_manifest(tmp_path):
    folder = copy_sound(tmp_path)
    path = folder / "questionnaire.yaml"
    path.write_text(path.read_text().replace("[strategy, people]", "[people, strategy]"))
    assert [domain.id for domain in load_questionnaire(folder).domains] == ["people", "strategy"]


def test_what_is_written_is_what_is_read(tmp_path):
    domains = (make_domain(), make_domain("people", questions=("chairing",)))
    made = make_questionnaire(domains, advice=(make_advice(),))
    assert load_questionnaire(write_questionnaire(tmp_path, made)) == made


def test_a_faulty_questionnaire_raises_all_its_faults(tmp_path):
    folder = copy_broken("wrong-types", tmp_path)
    with pytest.raises(FaultyQuestionnaire) as raised:
        load_questionnaire(folder)
    assert isinstance(raised.value, QuestionnaireError)
    assert [fault.where for fault in raised.value.faults] == ["purpose", "audience", "confidential"]
    first = str(raised.value).splitlines()[0]
    assert first.startswith(f"{folder.as_posix()}/questionnaire.yaml:6: purpose: ")
    assert first.endswith('"qualty" is not known here: did you mean "quality"?')


def test_a_folder_that_is_not_there_is_told_file_by_file(tmp_path):
    faults, warnings = check_questionnaire(tmp_path / "nothing" / "1.0")
    assert told(faults, tmp_path / "nothing" / "1.0").splitlines() == [
        "questionnaire.yaml:1: the whole file: there is no such file: write it",
        "recommendations.yaml:1: the whole file: there is no such file: write it",
        "rubric.yaml:1: the whole file: there is no such file: write it",
    ]
    assert warnings == ()


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    folder = copy_sound(tmp_path)
    (folder / "rubric.yaml").unlink()
    (folder / "rubric.yaml").mkdir()
    faults, _ = check_questionnaire(folder)
    assert [fault.message for fault in faults] == ["cannot be read (is a directory): check what it is"]


def test_a_questionnaire_of_thirty_questions_is_read_in_less_than_50_milliseconds(tmp_path):
    domains = tuple(
        make_domain(f"domain-{d}", questions=tuple(f"question-{d}-{q}" for q in range(6))) for d in range(5)
    )
    folder = write_questionnaire(tmp_path, make_questionnaire(domains))
    assert min(_seconds(folder) for _ in range(5)) < 0.05


def _seconds(folder):
    start = time.perf_counter()
    load_questionnaire(folder)
    return time.perf_counter() - start


def test_the_second_get_reads_nothing(tmp_path):
    copy_sound(tmp_path)
    library = Library(tmp_path)
    first = library.get("sound", "1.0")
    shutil.rmtree(tmp_path / "sound")
    assert library.get("sound", "1.0") is first
    assert library.latest("sound") is first
    assert library.all() == (first,)


def test_the_latest_version_is_the_highest_number_and_not_the_last_in_the_alphabet(tmp_path):
    for version in ("1.10", "1.9", "1.2"):
        write_questionnaire(tmp_path, make_questionnaire(version=version))
    library = Library(tmp_path)
    assert library.versions("tiny") == ("1.2", "1.9", "1.10")
    assert library.latest("tiny").version == "1.10"
    assert [each.version for each in library.all()] == ["1.2", "1.9", "1.10"]


def test_what_is_not_there_is_told_with_what_is():
    library = Library(TINY)
    with pytest.raises(
        NotFoundError, match=r"There is no questionnaire sound 9\.9\. There are: compliance 1\.0, "
    ):
        library.get("sound", "9.9")
    with pytest.raises(NotFoundError, match="There are: compliance, not-applicable, "):
        library.latest("sounds")


def test_an_empty_library_says_so(tmp_path):
    with pytest.raises(NotFoundError, match="There are: none"):
        Library(tmp_path).get("sound", "1.0")
    with pytest.raises(NotFoundError, match="There are: none"):
        Library(tmp_path / "missing").latest("sound")
    assert Library(tmp_path).all() == ()


def test_no_code_leads_out_of_the_library():
    with pytest.raises(NotFoundError):
        Library(TINY / "sound").get("..", "sound/1.0")


def test_a_library_gives_no_faulty_questionnaire(tmp_path):
    copy_broken("tag", tmp_path)
    with pytest.raises(FaultyQuestionnaire, match="the tag"):
        Library(tmp_path).get("sound", "1.0")


def test_the_role_decides_the_wording():
    question = Library(TINY).get("two-roles", "1.0").questions[0]
    assert question.text_for(Role.CHAIR) == "I have led the board to a shared vision."
    assert question.text_for(Role.GOVERNOR) == "The board has a shared vision."


def test_folders_are_checked_at_every_height():
    assert check_folders([SOUND]).questionnaires == 1
    assert check_folders([SOUND.parent]).questionnaires == 1
    whole = check_folders([TINY, SOUND])
    assert whole.questionnaires == len(list(TINY.glob("*/*/questionnaire.yaml")))
    assert whole.faults == ()


def test_a_folder_without_questionnaires_is_told(tmp_path):
    checked = check_folders([tmp_path, tmp_path / "missing"])
    assert checked.questionnaires == 0
    assert [fault.file for fault in checked.faults] == [
        tmp_path.as_posix(),
        (tmp_path / "missing").as_posix(),
    ]


def test_a_version_without_a_manifest_is_not_passed_over(tmp_path):
    folder = copy_sound(tmp_path)
    (folder / "questionnaire.yaml").unlink()
    checked = check_folders([tmp_path])
    assert checked.questionnaires == 1
    assert [fault.message for fault in checked.faults] == ["there is no such file: write it"]


class CountedShelf:
    """A shelf that counts how often it is asked for its list."""

    def __init__(self):
        self.kept = [("sound", "1.1")]
        self.asked = 0

    def listed(self):
        self.asked += 1
        return tuple(self.kept)

    def contents(self, code, version):
        return None


def test_a_library_seen_once_asks_its_shelf_once_and_the_next_one_sees_what_is_new():
    shelf = CountedShelf()
    library = Library(TINY, shelf)
    seen = library.seen_once()
    assert [seen.versions("sound")[-1] for _ in range(3)] == ["1.1"] * 3
    assert shelf.asked == 1
    shelf.kept.append(("sound", "1.2"))
    assert seen.versions("sound")[-1] == "1.1"
    assert library.seen_once().versions("sound")[-1] == "1.2"
    assert seen.get("sound", "1.0") is library.get("sound", "1.0")
