"""Every text of a version can be translated, part by part, and nothing else is changed by it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from govscore.errors import NotFoundError
from govscore.paths import shared
from govscore.questionnaire.edition import Edition, questionnaire_of, read_edition, rewrite, write_edition
from govscore.questionnaire.files import gather_contents
from govscore.questionnaire.languages import count_texts, in_language, missing_translations
from govscore.questionnaire.loader import version_folders
from govscore.questionnaire.translating import parts_of, with_translations, words_of
from tests.questionnaire.folders import SOUND, TINY
from tests.questionnaire.strategies import Parts, questionnaires

FOLDERS = (SOUND, TINY / "two-languages" / "1.0", *version_folders(Path(shared("questionnaires"))))


def opened(folder: Path) -> Edition:
    edition = read_edition(gather_contents(folder))
    assert edition is not None
    return edition


def said(edition: Edition, language: str) -> dict[str, str]:
    """Every key with what it says in a language so far."""
    return {
        words.key: words.translated
        for part in parts_of(edition)
        for words in words_of(edition, language, part)
    }


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_a_set_that_is_wholly_translated_misses_nothing_and_comes_back(folder: Path) -> None:
    contents, edition = gather_contents(folder), opened(folder)
    keys = said(edition, "gd")
    assert len(keys) == count_texts(questionnaire_of(edition))
    whole = with_translations(edition, "gd", {key: f"“{key}”" for key in keys})
    assert missing_translations(questionnaire_of(whole), "gd") == ()
    assert said(whole, "gd") == {key: f"“{key}”" for key in keys}
    again = read_edition(rewrite(contents, edition, whole))
    assert again is not None
    assert said(again, "gd") == said(whole, "gd")
    emptied = with_translations(again, "gd", dict.fromkeys(keys, ""))
    assert rewrite(contents, edition, emptied) == contents


def test_the_words_reach_whoever_answers() -> None:
    edition = opened(SOUND)
    keys = {
        "manifest.title": "Cadarn",
        "question.vision.text": "Mae gennym weledigaeth.",
        "descriptor.vision.secure": "Mae pawb yn gwybod.",
        "option.levels.secure": "Cadarn",
        "level.secure.label": "Sicr",
        "advice.agree-a-vision.who": "Y cadeirydd",
        "domain.people.short": "Pobl",
    }
    shown = in_language(questionnaire_of(with_translations(edition, "cy", keys)), "cy")
    assert shown.manifest.title == "Cadarn"
    assert shown.by_id["vision"].text == "Mae gennym weledigaeth."
    assert shown.rubric.questions["vision"].descriptors["secure"] == "Mae pawb yn gwybod."
    assert shown.manifest.scales["levels"].options[2].label == "Cadarn"
    assert shown.rubric.levels[2].label == "Sicr"
    assert shown.advice[0].who == "Y cadeirydd"
    assert shown.domain("people") is not None
    assert [domain.short for domain in shown.domains][1] == "Pobl"


@given(questionnaires())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_saying_again_what_was_said_changes_no_byte(parts: Parts) -> None:
    manifest, domains, rubric, advice = parts
    edition = Edition(manifest=manifest, domains=domains, rubric=rubric, advice=advice)
    contents = write_edition(edition)
    for language in ("cy", "pl", "gd"):
        if language != manifest.language:
            same = with_translations(edition, language, said(edition, language))
            assert rewrite(contents, edition, same) == contents


def test_one_translation_writes_one_file() -> None:
    contents, edition = gather_contents(SOUND), opened(SOUND)
    after = with_translations(edition, "cy", {"question.induction.why": "Am ei fod."})
    written = rewrite(contents, edition, after)
    assert {name for name in written if written[name] != contents[name]} == {"domains/people.yaml"}


def test_each_part_has_its_own_texts() -> None:
    edition = opened(SOUND)
    assert parts_of(edition) == (
        "frame",
        "domain-strategy",
        "domain-people",
        "advice-strategy",
        "advice-people",
    )
    keys = [{words.key for words in words_of(edition, "cy", part)} for part in parts_of(edition)]
    assert sum(map(len, keys)) == len(set().union(*keys))
    with pytest.raises(NotFoundError):
        words_of(edition, "cy", "domain-nothing")
