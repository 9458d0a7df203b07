"""A questionnaire in another language: the same version, with its words replaced where they are translated."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from govscore.errors import NotFoundError
from govscore.questionnaire.conditions import Frozen
from govscore.questionnaire.model import Domain, Option, Question, Questionnaire, QuestionRule, Rubric
from govscore.questionnaire.translations import QuestionTranslation

# What languages call themselves, by their codes in ISO 639; written down on 24 November 2026. One that is not
# here goes by its code. Those written from right to left wait until a page has been tried in one of them.
OWN_NAMES: Mapping[str, str] = {
    "cy": "Cymraeg",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "ga": "Gaeilge",
    "gd": "Gàidhlig",
    "kw": "Kernewek",
    "lt": "Lietuvių",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "uk": "Українська",
}

Part = TypeVar("Part", bound=Frozen)
Translations = Mapping[str, Frozen]


@dataclass(frozen=True, kw_only=True)
class Missing:
    """A part of a questionnaire with texts that are not translated: which part, and how many of its texts."""

    place: str
    count: int


def own_name(language: str) -> str:
    """Say what a language calls itself, as far as that is known here."""
    return OWN_NAMES.get(language, language)


def languages_of(questionnaire: Questionnaire) -> tuple[str, ...]:
    """List the languages in which there is anything to read, its own first and the others by code."""
    own = questionnaire.manifest.language
    others = {language for _, languages in _texts(questionnaire) for language in languages}
    return (own, *sorted(others - {own}))


def count_texts(questionnaire: Questionnaire) -> int:
    """Count the texts that can be translated."""
    return sum(1 for _ in _texts(questionnaire))


def missing_translations(questionnaire: Questionnaire, language: str) -> tuple[Missing, ...]:
    """List the parts with texts that are not in a language yet, in the order in which they are read."""
    counts: dict[str, int] = {}
    if language != questionnaire.manifest.language:
        for place, languages in _texts(questionnaire):
            if language not in languages:
                counts[place] = counts.get(place, 0) + 1
    return tuple(Missing(place=place, count=count) for place, count in counts.items())


def texts_in(questionnaire: Questionnaire, language: str) -> frozenset[str]:
    """Gather every text that is translated into a language, so that a page can tell it from what is not."""
    manifest, rubric = questionnaire.manifest, questionnaire.rubric
    translated: tuple[Translations, ...] = (
        manifest.translations,
        *(domain.translations for domain in questionnaire.domains),
        *(question.translations for question in questionnaire.questions),
        *(level.translations for level in rubric.levels),
        *(advice.translations for advice in questionnaire.advice),
    )
    said = [each[language] for each in translated if language in each]
    found = {text for each in said for _, text in each if isinstance(text, str)}
    for each in said:
        found.update(each.wording.values() if isinstance(each, QuestionTranslation) else ())
    for rule in rubric.questions.values():
        found.update(rule.translations.get(language, {}).values())
    options = (option for scale in manifest.scales.values() for option in scale.options)
    return frozenset(found.union(o.translations[language] for o in options if language in o.translations))


def in_language(questionnaire: Questionnaire, language: str) -> Questionnaire:
    """Put a questionnaire into another language; what is not translated stays as it stands.

    It is still the same version: ids, weights and digest are those of the original.
    """
    if language not in languages_of(questionnaire):
        raise NotFoundError(f"{questionnaire.manifest.title} is not translated into {own_name(language)}.")
    manifest = questionnaire.manifest
    if language == manifest.language:
        return questionnaire
    scales = {
        name: scale.model_copy(update={"options": tuple(_option(o, language) for o in scale.options)})
        for name, scale in manifest.scales.items()
    }
    manifest = _put(manifest, manifest.translations, language)
    return Questionnaire(
        manifest=manifest.model_copy(update={"scales": scales, "language": language}),
        domains=tuple(_domain(domain, language) for domain in questionnaire.domains),
        rubric=_rubric(questionnaire.rubric, language),
        advice=tuple(_put(advice, advice.translations, language) for advice in questionnaire.advice),
        digest=questionnaire.digest,
    )


def _put(part: Part, translations: Translations, language: str) -> Part:
    """Replace the texts of one part; a mapping of texts is put together by whoever has one."""
    said = translations.get(language)
    given = {} if said is None else {name: text for name, text in said if isinstance(text, str)}
    return part.model_copy(update=given)


def _option(option: Option, language: str) -> Option:
    return option.model_copy(update={"label": option.translations.get(language, option.label)})


def _domain(domain: Domain, language: str) -> Domain:
    questions = tuple(_question(question, language) for question in domain.questions)
    return _put(domain, domain.translations, language).model_copy(update={"questions": questions})


def _question(question: Question, language: str) -> Question:
    """Its wording by role is kept; a role without one is asked in the common words of the language."""
    said = question.translations.get(language, QuestionTranslation())
    wording = {role: said.wording.get(role.value, text) for role, text in question.wording.items()}
    return _put(question, question.translations, language).model_copy(update={"wording": wording})


def _rubric(rubric: Rubric, language: str) -> Rubric:
    rules = {name: _rule(rule, language) for name, rule in rubric.questions.items()}
    levels = tuple(_put(level, level.translations, language) for level in rubric.levels)
    return rubric.model_copy(update={"levels": levels, "questions": rules})


def _rule(rule: QuestionRule, language: str) -> QuestionRule:
    said = rule.translations.get(language, {})
    descriptors = {option: said.get(option, text) for option, text in rule.descriptors.items()}
    return rule.model_copy(update={"descriptors": descriptors})


def _texts(questionnaire: Questionnaire) -> Iterator[tuple[str, frozenset[str]]]:
    """Every text that can be translated: of which part it is, and in which languages it is there."""
    manifest, rubric = questionnaire.manifest, questionnaire.rubric
    yield from _keys("the questionnaire", manifest.translations, ("title", "summary"))
    for name, scale in manifest.scales.items():
        for option in scale.options:
            yield f'scale "{name}"', frozenset(option.translations)
    for domain in questionnaire.domains:
        yield from _keys(f'domain "{domain.id}"', domain.translations, ("title", "short", "about"))
        for question in domain.questions:
            yield from _of_question(question)
    for level in rubric.levels:
        yield from _keys(f'level "{level.id}"', level.translations, ("label", "about"))
    for question_id, rule in rubric.questions.items():
        for option_id in rule.descriptors:
            there = frozenset(code for code, said in rule.translations.items() if option_id in said)
            yield f'descriptors of "{question_id}"', there
    for advice in questionnaire.advice:
        place = f'recommendation "{advice.id}"'
        yield from _keys(place, advice.translations, ("title", "what", "who", "time", "success"))


def _of_question(question: Question) -> Iterator[tuple[str, frozenset[str]]]:
    place, translations = f'question "{question.id}"', question.translations
    keys = ("text", *(("hint",) if question.hint else ()), "why", "evidence")
    yield from _keys(place, translations, keys)
    for role in question.wording:
        yield place, frozenset(code for code, said in translations.items() if role in said.wording)


def _keys(
    place: str, translations: Translations, keys: tuple[str, ...]
) -> Iterator[tuple[str, frozenset[str]]]:
    for key in keys:
        yield place, frozenset(code for code, said in translations.items() if getattr(said, key))
