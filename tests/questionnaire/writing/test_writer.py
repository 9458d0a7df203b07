"""What is written is read again as the same, and looks as a careful person would have written it."""

from pathlib import Path, PurePath

import pytest
from hypothesis import HealthCheck, given, settings

from govscore.paths import shared
from govscore.questionnaire.files import gather_contents
from govscore.questionnaire.loader import examine_contents, load_questionnaire, version_folders
from govscore.questionnaire.model import Advice, Domain, Manifest, QuestionRule
from govscore.questionnaire.published import digest_of
from govscore.questionnaire.writing.writer import (
    write_advice,
    write_contents,
    write_domain,
    write_manifest,
    write_rubric,
)
from tests.make import make_domain, make_question, make_questionnaire
from tests.questionnaire.folders import SOUND
from tests.questionnaire.strategies import Parts, questionnaires

FOLDERS = (SOUND, *version_folders(Path(shared("questionnaires"))))


def written(folder):
    """A folder's questionnaire, and its files as we write them."""
    whole = load_questionnaire(folder)
    return whole, write_contents(whole.manifest, whole.domains, whole.rubric, whole.advice)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_every_questionnaire_is_read_again_as_it_was(folder):
    whole, contents = written(folder)
    again = examine_contents(contents, folder=PurePath(whole.code) / whole.version)
    assert again.questionnaire == whole
    assert contents.keys() == gather_contents(folder).keys()


@given(questionnaires())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_questionnaire_is_read_again_as_it_was_and_written_again_byte_for_byte(parts: Parts) -> None:
    contents = write_contents(*parts)
    examined = examine_contents(contents, folder=PurePath(parts[0].code) / parts[0].version)
    assert examined.faults == ()
    again = examined.questionnaire
    assert again is not None
    assert (again.manifest, again.domains, again.rubric, again.advice) == parts
    assert again.digest == digest_of(*parts)
    assert write_contents(again.manifest, again.domains, again.rubric, again.advice) == contents


def test_a_file_that_was_written_with_care_is_left_as_it_is():
    folder = Path(shared("questionnaires")) / "board-self-review" / "1.0"
    _, contents = written(folder)
    for file in ("questionnaire.yaml", "domains/strategy.yaml", "domains/people.yaml"):
        assert contents[file] == (folder / file).read_bytes()


def test_a_manifest_is_laid_out_as_people_do():
    whole = make_questionnaire()
    tree = whole.manifest.model_dump(mode="json", by_alias=True, exclude_unset=True)
    manifest = Manifest.model_validate(tree | {"changes": "One question is: new. " * 8})
    assert write_manifest(manifest).decode().splitlines()[:20] == [
        "# yaml-language-server: $schema=../../schema.json#/$defs/Manifest",
        "code: tiny",
        'version: "1.0"',
        "title: Tiny",
        "summary: A questionnaire for tests.",
        "changes: >-",
        "  One question is: new. One question is: new. One question is: new. One question is: new. One",
        "  question is: new. One question is: new. One question is: new. One question is: new.",
        "purpose: quality",
        "answering: each",
        "audience: [governor, chair]",
        "confidential: true",
        'in_force: "2026-11-01"',
        "domains: [strategy]",
        "scales:",
        "  levels:",
        "    options:",
        "      - {id: not-yet, label: Not yet, value: 1}",
        "      - {id: developing, label: Developing, value: 2}",
        "      - {id: secure, label: Secure, value: 3}",
    ]


def test_questions_stand_apart_and_a_long_option_takes_several_lines():
    text = write_domain(make_domain(questions=("vision", "plan"))).decode()
    assert text.startswith(
        "# yaml-language-server: $schema=../../../schema.json#/$defs/Domain\nid: strategy\n"
    )
    assert "\n\n  - id: plan\n" in text
    assert "\n\n  - id: vision" not in text
    tree = make_questionnaire().manifest.model_dump(mode="json", by_alias=True, exclude_unset=True)
    tree["scales"]["levels"]["options"][0]["label"] = "Not yet, as far as anybody knows, " * 3
    manifest = Manifest.model_validate(tree)
    assert "      - id: not-yet\n        label: >-\n          Not yet," in write_manifest(manifest).decode()


def test_a_rule_goes_on_one_line_if_it_fits_and_into_several_if_not():
    short, long = (
        Advice.model_validate(
            {
                **dict.fromkeys(("id", "title", "what", "who", "time", "success"), "a"),
                "when": {
                    "any": [{"question": f"a-name-{n}", "measure": "mean", "at_most": 2.5} for n in numbers]
                },
            }
        )
        for numbers in ((1,), (1, 2))
    )
    assert (
        write_advice((short,))
        .decode()
        .endswith("    when: {any: [{question: a-name-1, measure: mean, at_most: 2.5}]}\n")
    )
    assert (
        write_advice((long,))
        .decode()
        .endswith(
            "    when:\n"
            "      any:\n"
            "        - {question: a-name-1, measure: mean, at_most: 2.5}\n"
            "        - {question: a-name-2, measure: mean, at_most: 2.5}\n"
        )
    )


def test_where_there_is_no_advice_the_file_says_so():
    assert write_advice(()).decode().splitlines()[1:] == ["recommendations: []"]


def test_a_rubric_follows_the_questions_if_they_are_given_and_else_stays_in_its_order():
    whole = make_questionnaire()
    backwards = whole.rubric.model_copy(
        update={
            "questions": {
                name: QuestionRule(descriptors=dict(reversed(rule.descriptors.items())))
                for name, rule in reversed(whole.rubric.questions.items())
            }
        }
    )
    alone = write_rubric(backwards).decode()
    assert alone.index("  plan:") < alone.index("  vision:")
    assert alone.index("      strong:") < alone.index("      not-yet:")
    ordered = write_rubric(backwards, manifest=whole.manifest, domains=whole.domains).decode()
    assert ordered.index("  vision:") < ordered.index("  plan:")
    assert ordered.index("      not-yet:") < ordered.index("      strong:")


def test_wording_comes_in_the_order_of_the_roles_and_languages_by_their_codes():
    wording = {"clerk": "For the clerk.", "chair": "For the chair."}
    tree = make_question().model_dump(mode="json", exclude_unset=True)
    tree |= {"wording": wording, "translations": {"pl": {"text": "Tekst"}, "cy": {"text": "Testun"}}}
    domain = make_domain().model_dump(mode="json", exclude_unset=True) | {"questions": [tree]}
    text = write_domain(Domain.model_validate(domain)).decode()
    assert text.index("chair:") < text.index("clerk:")
    assert text.index("cy:") < text.index("pl:")
