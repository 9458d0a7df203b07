"""A questionnaire in another language is the same version in other words."""

import pytest

from govscore.errors import NotFoundError
from govscore.questionnaire.languages import (
    OWN_NAMES,
    Missing,
    count_texts,
    in_language,
    languages_of,
    missing_translations,
    own_name,
    texts_in,
)
from govscore.questionnaire.loader import load_questionnaire
from govscore.questionnaire.model import Questionnaire, Role
from tests.make import make_questionnaire
from tests.questionnaire.folders import TINY

BOTH = load_questionnaire(TINY / "two-languages" / "1.0")


def without(question_id: str, *keys: str) -> Questionnaire:
    """The questionnaire with some of a question's translated texts taken out."""
    domains = []
    for domain in BOTH.domains:
        questions = tuple(
            question.model_copy(
                update={
                    "translations": {
                        code: said.model_copy(update={key: {} if key == "wording" else None for key in keys})
                        for code, said in question.translations.items()
                    }
                }
            )
            if question.id == question_id
            else question
            for question in domain.questions
        )
        domains.append(domain.model_copy(update={"questions": questions}))
    return Questionnaire(
        manifest=BOTH.manifest,
        domains=tuple(domains),
        rubric=BOTH.rubric,
        advice=BOTH.advice,
        digest=BOTH.digest,
    )


def test_every_text_that_somebody_reads_is_replaced():
    welsh = in_language(BOTH, "cy")
    vision = welsh.by_id["vision"]
    assert welsh.manifest.language == "cy"
    assert welsh.manifest.title == "Dwy iaith"
    assert (welsh.domains[1].title, welsh.domains[1].short, welsh.domains[1].about) == (
        "Pobl",
        "Pobl",
        "Am bobl.",
    )
    assert vision.text_for(Role.GOVERNOR) == "Mae gan y bwrdd weledigaeth gyffredin."
    assert vision.text_for(Role.CHAIR) == "Rwyf wedi arwain y bwrdd at weledigaeth gyffredin."
    assert vision.hint == "Meddyliwch am y deuddeg mis diwethaf."
    assert welsh.scale_of(vision).option("strong").label == "Cryf"
    assert welsh.rubric.levels[0].label == "Ddim eto"
    assert welsh.rubric.questions["plan"].descriptors["secure"] == "Mae pawb yn gwybod am y cynllun."
    assert welsh.advice[0].who == "Y cadeirydd"


def test_it_stays_the_same_version():
    welsh = in_language(BOTH, "cy")
    assert (welsh.code, welsh.version, welsh.digest) == (BOTH.code, BOTH.version, BOTH.digest)
    assert list(welsh.by_id) == list(BOTH.by_id)
    assert [len(domain.questions) for domain in welsh.domains] == [2, 2]


def test_the_original_is_left_as_it_was():
    assert BOTH.questions[0].text == "The board has a shared vision."
    in_language(BOTH, "cy")
    assert BOTH.questions[0].text == "The board has a shared vision."
    assert in_language(BOTH, "en") is BOTH


def test_what_is_not_translated_stays_as_it_stands():
    welsh = in_language(without("vision", "text", "wording"), "cy")
    vision = welsh.by_id["vision"]
    assert vision.text == "The board has a shared vision."
    assert vision.wording == {Role.CHAIR: "I have led the board to a shared vision."}
    assert vision.hint == "Meddyliwch am y deuddeg mis diwethaf."


def test_a_language_that_is_not_there_is_refused():
    with pytest.raises(NotFoundError, match="Two languages is not translated into Français"):
        in_language(BOTH, "fr")


def test_the_languages_are_its_own_and_then_the_others():
    assert languages_of(BOTH) == ("en", "cy")
    assert languages_of(make_questionnaire()) == ("en",)


def test_what_is_missing_is_counted_by_the_part_it_belongs_to():
    assert missing_translations(BOTH, "cy") == ()
    assert missing_translations(BOTH, "en") == ()
    missing = missing_translations(without("vision", "text", "wording"), "cy")
    assert missing == (Missing(place='question "vision"', count=2),)


def test_in_a_new_language_everything_is_missing():
    missing = missing_translations(BOTH, "fr")
    assert sum(part.count for part in missing) == count_texts(BOTH)
    assert [part.place for part in missing][:4] == [
        "the questionnaire",
        'scale "levels"',
        'domain "strategy"',
        'question "vision"',
    ]
    assert missing[-1] == Missing(place='recommendation "settle-differences"', count=5)


def test_a_language_is_called_what_it_calls_itself_or_by_its_code():
    assert own_name("cy") == "Cymraeg"
    assert own_name("xx") == "xx"
    assert list(OWN_NAMES) == sorted(OWN_NAMES)


def test_translated_texts_are_told_from_the_others():
    welsh = texts_in(BOTH, "cy")
    assert len(welsh) < count_texts(BOTH)
    for text in ("Dwy iaith", "Cryf", "Rwyf wedi arwain y bwrdd at weledigaeth gyffredin.", "Y tymor hwn"):
        assert text in welsh
    assert "Mae pawb yn gwybod am y cynllun." in welsh
    assert "The board has a shared vision." not in welsh
    assert texts_in(BOTH, "fr") == frozenset()
    assert texts_in(in_language(BOTH, "cy"), "cy") == welsh
