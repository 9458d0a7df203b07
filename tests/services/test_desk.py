"""A draft is begun, edited piece by piece and published once; nothing that is published changes."""

import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from govscore.errors import LifecycleError, NotFoundError, QuestionnaireError
from govscore.questionnaire.changes.model import Trend
from govscore.questionnaire.changes.versions import compare
from govscore.questionnaire.edition import Edition, with_question, without_question
from govscore.questionnaire.faults import FaultyQuestionnaire
from govscore.questionnaire.files import gather_contents
from govscore.questionnaire.published import Publication
from govscore.services import desk
from govscore.services.desk import DraftThere, EditedMeanwhile, Seen, mark_of
from govscore.services.transaction import Database
from tests.questionnaire.folders import SOUND, copy_sound
from tests.services.authors import REASON, Author, rewording

SOUND_CONTENTS = gather_contents(SOUND)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with one questionnaire in it."""
    root = tmp_path / "questionnaires"
    copy_sound(root)
    return root


@pytest.fixture
def author(database: Database, root: Path, now: datetime) -> Author:
    """An officer at the desk."""
    return Author(database=database, root=root, now=now)


def of_question(draft: desk.Draft, question_id: str = "induction") -> Seen:
    """A question as it stands in a draft now."""
    return Seen(
        pick=lambda edition: edition.question(question_id), mark=mark_of(draft.edition.question(question_id))
    )


def test_a_draft_is_the_next_version_and_otherwise_the_same(author: Author) -> None:
    draft = author.draft(author.begins())
    assert (draft.stored.version, draft.stored.based_on, draft.stored.changed_by) == ("1.1", "1.0", "Officer")
    changed = {name for name, raw in draft.stored.contents.items() if raw != SOUND_CONTENTS[name]}
    assert changed == {"questionnaire.yaml"}
    assert draft.examine().faults == ()
    assert desk.before_draft(draft, author.library) == author.library.get("sound", "1.0")


def test_an_edit_writes_what_it_concerns_and_says_who(author: Author) -> None:
    before = author.draft(author.begins())
    after = author.rewords(before.id, "induction", "Newcomers are shown around.")
    changed = {name for name, raw in after.stored.contents.items() if raw != before.stored.contents[name]}
    assert changed == {"domains/people.yaml"}
    assert author.draft(before.id) == after


def test_whoever_edits_what_somebody_else_has_changed_is_told_and_nothing_is_lost(author: Author) -> None:
    draft = author.draft(author.begins())
    seen = of_question(draft)
    author.rewords(draft.id, "induction", "Theirs.", seen=seen)
    with pytest.raises(EditedMeanwhile, match="Officer changed this while you were editing it") as met:
        author.rewords(draft.id, "induction", "Mine.", seen=seen)
    assert mark_of(met.value.theirs) == of_question(author.draft(draft.id)).mark
    assert author.draft(draft.id).edition.question("induction").text == "Theirs."
    author.rewords(draft.id, "induction", "Mine.", seen=Seen(pick=seen.pick, mark=mark_of(met.value.theirs)))
    assert author.draft(draft.id).edition.question("induction").text == "Mine."


def test_two_people_may_edit_two_questions_of_a_domain(author: Author) -> None:
    draft = author.draft(author.begins())
    first, second = of_question(draft), of_question(draft, "succession")
    author.rewords(draft.id, "induction", "One.", seen=first)
    author.rewords(draft.id, "succession", "Two.", seen=second)
    edition = author.draft(draft.id).edition
    assert [edition.question(name).text for name in ("induction", "succession")] == ["One.", "Two."]


def test_marks_tell_pieces_apart(author: Author) -> None:
    edition = author.draft(author.begins()).edition
    question = edition.question("induction")
    marks = {
        mark_of(None),
        mark_of(question),
        mark_of(edition.question("succession")),
        mark_of((question, edition.rubric.questions["induction"])),
        mark_of(question.model_copy(update={"text": "Other."})),
    }
    assert len(marks) == 5


def test_an_edit_that_could_not_be_read_again_is_refused_and_nothing_is_kept(author: Author) -> None:
    draft = author.draft(author.begins())

    def emptied(edition: Edition) -> Edition:
        domains = tuple(domain.model_copy(update={"questions": ()}) for domain in edition.domains)
        return replace(edition, domains=domains)

    with pytest.raises(FaultyQuestionnaire, match=r"sound/1\.1/domains/"):
        author.edits(draft.id, emptied)
    assert author.draft(draft.id) == draft


def test_there_is_one_draft_of_a_questionnaire_at_a_time(author: Author) -> None:
    author.begins()
    with pytest.raises(LifecycleError, match=r"a draft of Sound already, last changed by Officer\. Publish"):
        author.begins()


def test_what_is_published_already_is_no_draft(author: Author) -> None:
    with (
        author.database.transaction(write=False) as session,
        pytest.raises(LifecycleError, match="later version"),
    ):
        desk.add_draft(
            session, SOUND_CONTENTS, library=author.library, account=author.account, now=author.now
        )


def test_files_that_do_not_hold_together_are_no_draft(author: Author) -> None:
    parts = {name: raw for name, raw in SOUND_CONTENTS.items() if name != "domains/people.yaml"}
    with (
        author.database.transaction(write=False) as session,
        pytest.raises(QuestionnaireError, match="lists"),
    ):
        desk.add_draft(session, parts, library=author.library, account=author.account, now=author.now)
    with author.database.transaction(write=False) as session, pytest.raises(FaultyQuestionnaire):
        desk.add_draft(session, {}, library=author.library, account=author.account, now=author.now)


def test_nobody_finds_a_draft_that_is_not_there(author: Author) -> None:
    with pytest.raises(NotFoundError):
        author.draft(uuid4())
    with pytest.raises(NotFoundError):
        author.edits(uuid4(), lambda edition: edition)
    with pytest.raises(NotFoundError):
        author.publishes(uuid4())


def test_a_draft_is_published_and_gone_and_everybody_reads_the_same(author: Author) -> None:
    elsewhere = author.another_library()
    assert elsewhere.latest("sound").version == "1.0"
    draft_id = author.begins()
    author.rewords(draft_id, "induction", "Newcomers are shown around.")
    assert author.publishes(draft_id, f"  {REASON}  \r\nAnd nothing else. \n") == ()
    with pytest.raises(NotFoundError):
        author.draft(draft_id)
    for library in (author.library, elsewhere, author.another_library()):
        found = library.latest("sound")
        assert found.version == "1.1"
        assert found.by_id["induction"].text == "Newcomers are shown around."
        assert found.manifest.changes == f"{REASON}\nAnd nothing else."
        assert found.manifest.in_force == "2026-12-01"
        assert found.manifest.changes == _publications(author)[0].reason
        assert found.digest == _publications(author)[0].digest
    assert _publications(author)[0].published_by == "Officer"


def test_a_version_made_at_the_desk_comes_into_force_on_its_day(author: Author) -> None:
    author.publishes(author.begins_another(), in_force=date(2026, 12, 1))
    for day, version in ((date(2026, 11, 30), "1.0"), (date(2026, 12, 1), "1.1")):
        assert [each.version for each in author.library.in_force(day)] == [version]


@pytest.mark.parametrize(
    ("reason", "in_force", "fields"),
    [
        ("", date(2026, 12, 1), ["reason"]),
        (" \n\t", date(2026, 12, 1), ["reason"]),
        ("x" * 1001, date(2026, 12, 1), ["reason"]),
        (REASON, None, ["in_force"]),
        ("", None, ["reason", "in_force"]),
    ],
)
def test_what_is_missing_to_publish_is_named(
    author: Author, reason: str, in_force: date | None, fields: list[str]
) -> None:
    draft_id = author.begins_another()
    assert [fault.field for fault in author.publishes(draft_id, reason, in_force)] == fields
    assert author.library.versions("sound") == ("1.0",)
    assert author.draft(draft_id).stored.version == "1.1"


def test_a_draft_with_faults_is_not_published(author: Author) -> None:
    draft_id = author.begins()
    author.edits(draft_id, lambda edition: without_question(edition, "vision"))
    (fault,) = author.publishes(draft_id)
    assert fault.field == "draft"
    assert "to mend first" in fault.message
    assert author.library.versions("sound") == ("1.0",)


@pytest.mark.parametrize(("days", "said"), [(0, []), (1, ["The check finds 1 thing to mend first"])])
def test_a_source_that_nobody_can_have_looked_at_yet_keeps_a_draft_back(
    author: Author, days: int, said: list[str]
) -> None:
    draft_id = author.begins()
    author.edits(draft_id, _looked_at(author.now.date() + timedelta(days=days)))
    assert [fault.message for fault in author.publishes(draft_id)] == said


def test_a_draft_of_an_older_version_is_not_published(author: Author) -> None:
    draft_id = author.begins_another()
    author.edits(draft_id, _renumbered("0.9"))
    (fault,) = author.publishes(draft_id)
    assert fault.message == "Version 1.0 is published already; give this draft a later version"
    author.edits(draft_id, _renumbered("1.10"))
    assert author.publishes(draft_id) == ()
    assert author.library.versions("sound") == ("1.0", "1.10")


def test_a_draft_in_which_nothing_differs_is_not_published(author: Author) -> None:
    draft_id = author.begins()
    (fault,) = author.publishes(draft_id)
    assert fault.message == (
        "Nothing in this draft differs from version 1.0: change something, or delete the draft"
    )
    author.rewords(draft_id, "induction", "Newcomers are shown around.")
    assert author.publishes(draft_id) == ()


def test_the_next_draft_follows_the_version_made_at_the_desk(author: Author) -> None:
    author.publishes(author.begins_another())
    draft = author.draft(author.begins("1.1"))
    assert (draft.stored.version, draft.stored.based_on) == ("1.2", "1.1")
    assert draft.edition.manifest.changes is None
    before = desk.before_draft(draft, author.library)
    assert before is not None
    assert before.version == "1.1"
    assert {each.trend for each in compare(before, draft.questionnaire()).domains} == {Trend.DRAWN}


def test_what_was_published_never_changes_by_a_later_draft(author: Author) -> None:
    author.publishes(author.begins_another())
    kept = author.library.contents("sound", "1.1")
    draft_id = author.begins("1.1")
    author.rewords(draft_id, "induction", "Other words.")
    author.publishes(draft_id)
    assert author.another_library().contents("sound", "1.1") == kept
    assert author.another_library().get("sound", "1.1") == author.library.get("sound", "1.1")
    assert author.another_library().contents("sound", "1.0") == SOUND_CONTENTS


def test_a_draft_is_deleted_and_another_may_be_begun(author: Author) -> None:
    draft_id = author.begins()
    with author.database.transaction() as session:
        desk.delete_draft(session, draft_id)
    with author.database.transaction(write=False) as session:
        assert desk.list_drafts(session) == ()
        with pytest.raises(NotFoundError):
            desk.delete_draft(session, draft_id)
    author.begins()


def test_a_folder_that_gains_the_version_meanwhile_keeps_the_draft_back(author: Author, root: Path) -> None:
    draft_id = author.begins()
    shutil.copytree(root / "sound" / "1.0", root / "sound" / "1.1")
    manifest = root / "sound" / "1.1" / "questionnaire.yaml"
    manifest.write_text(manifest.read_text().replace('"1.0"', '"1.1"'))
    author.library = author.another_library()
    assert [fault.field for fault in author.publishes(draft_id)] == ["draft"]


def at_once(*works: Callable[[], object]) -> list[BaseException]:
    failures: list[BaseException] = []

    def run(work: Callable[[], object]) -> None:
        try:
            work()
        except BaseException as failure:  # noqa: BLE001
            failures.append(failure)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return failures


def test_of_two_who_begin_at_once_one_is_told(author: Author) -> None:
    failures = at_once(author.begins, author.begins)
    assert [type(failure) for failure in failures] == [DraftThere]
    with author.database.transaction(write=False) as session:
        assert len(desk.list_drafts(session)) == 1


def test_of_two_who_publish_at_once_one_finds_it_done(author: Author) -> None:
    draft_id = author.begins_another()
    failures = at_once(*[lambda: author.publishes(draft_id)] * 2)
    assert [type(failure) for failure in failures] == [NotFoundError]
    assert author.library.versions("sound") == ("1.0", "1.1")


def test_of_two_who_edit_one_question_at_once_one_is_told(author: Author) -> None:
    draft = author.draft(author.begins())
    seen = of_question(draft)
    failures = at_once(
        lambda: author.rewords(draft.id, "induction", "One.", seen=seen),
        lambda: author.rewords(draft.id, "induction", "Two.", seen=seen),
    )
    assert [type(failure) for failure in failures] == [EditedMeanwhile]


def test_those_who_edit_two_questions_at_once_both_keep_theirs(author: Author) -> None:
    draft = author.draft(author.begins())
    edits = {"induction": "One.", "succession": "Two.", "vision": "Three."}
    works = [
        lambda name=name, text=text: author.edits(draft.id, rewording(name, text))
        for name, text in edits.items()
    ]
    assert at_once(*works) == []
    edition = author.draft(draft.id).edition
    assert {name: edition.question(name).text for name in edits} == edits


def _publications(author: Author) -> tuple[Publication, ...]:
    with author.database.transaction(write=False) as session:
        return desk.list_publications(session)


def _renumbered(version: str) -> Callable[[Edition], Edition]:
    return lambda edition: replace(edition, manifest=edition.manifest.model_copy(update={"version": version}))


def _looked_at(day: date) -> Callable[[Edition], Edition]:
    def change(edition: Edition) -> Edition:
        question = edition.question("induction")
        source = question.source.model_copy(update={"checked": day.isoformat()})
        domain_id = edition.domain_of(question.id).id
        seen = question.model_copy(update={"source": source})
        return with_question(edition, domain_id, seen, edition.rubric.questions[question.id])

    return change
