"""What translations must keep to: words that there are to translate, in another language than the original's."""

from collections.abc import Iterable, Iterator, Mapping

from govscore.questionnaire.faults import Fault, Place, did_you_mean, quoted
from govscore.questionnaire.languages import count_texts, languages_of, missing_translations
from govscore.questionnaire.model import AdviceFile, Questionnaire, QuestionRule, Rubric
from govscore.questionnaire.parts import Asked, Part, Placed

Complaint = tuple[Place, str]


def check_translations(
    asked: Asked, rubric: Part[Rubric] | None, advice: Part[AdviceFile] | None
) -> Iterator[Fault]:
    """Find translations of what is not there, and into the language that the words are in anyway."""
    own = asked.manifest.content.language
    for place, message in _in_manifest(asked, own):
        yield asked.manifest.fault(place, message)
    for domain in asked.domains:
        for place, message in _own_language(("translations",), domain.content.translations, own):
            yield domain.fault(place, message)
    for placed in asked.placed:
        for place, message in _in_question(placed, own):
            yield placed.fault(message, *place)
    for place, message in _in_rubric(rubric, own):
        if rubric is not None:
            yield rubric.fault(place, message)
    for index, item in enumerate(advice.content.recommendations if advice is not None else ()):
        for place, message in _own_language(("translations",), item.translations, own):
            if advice is not None:
                yield advice.fault(("recommendations", index, *place), message)


def warn_untranslated(asked: Asked, questionnaire: Questionnaire) -> Iterator[Fault]:
    """Say once for each language how much is not translated yet, and where to go on."""
    total = count_texts(questionnaire)
    for language in languages_of(questionnaire)[1:]:
        missing = missing_translations(questionnaire, language)
        if missing:
            count = sum(part.count for part in missing)
            message = (
                f"{language}: {count} of {total} texts are not translated yet, first at {missing[0].place}: "
                "until they are, people read them as they stand"
            )
            yield asked.manifest.fault(("translations", language), message)


def _in_manifest(asked: Asked, own: str) -> Iterator[Complaint]:
    manifest = asked.manifest.content
    yield from _own_language(("translations",), manifest.translations, own)
    for name, scale in manifest.scales.items():
        for index, option in enumerate(scale.options):
            place: Place = ("scales", name, "options", index, "translations")
            yield from _own_language(place, option.translations, own)


def _in_question(placed: Placed, own: str) -> Iterator[Complaint]:
    question = placed.question
    yield from _own_language(("translations",), question.translations, own)
    for language, said in question.translations.items():
        if said.hint and not question.hint:
            message = "there is no hint to translate: write one, or take this line out"
            yield ("translations", language, "hint"), message
        for role in said.wording:
            if role not in question.wording:
                message = (
                    f"there is no wording for {quoted(role)} to translate: {_known(role, question.wording)}"
                )
                yield ("translations", language, "wording", role), message


def _in_rubric(rubric: Part[Rubric] | None, own: str) -> Iterator[Complaint]:
    if rubric is None:
        return
    for index, level in enumerate(rubric.content.levels):
        yield from _own_language(("levels", index, "translations"), level.translations, own)
    for question_id, rule in rubric.content.questions.items():
        for place, message in _in_rule(rule, own):
            yield ("questions", question_id, *place), message


def _in_rule(rule: QuestionRule, own: str) -> Iterator[Complaint]:
    yield from _own_language(("translations",), rule.translations, own)
    for language, said in rule.translations.items():
        for option in said:
            if option not in rule.descriptors:
                known = _known(option, rule.descriptors)
                message = f"there is no descriptor of {quoted(option)} to translate: {known}"
                yield ("translations", language, option), message


def _own_language(place: Place, translations: Mapping[str, object], own: str) -> Iterator[Complaint]:
    if own in translations:
        message = (
            f"the questionnaire is in {quoted(own)} already: change the words themselves, and take this out"
        )
        yield (*place, own), message


def _known(name: str, known: Iterable[str]) -> str:
    names = tuple(str(each) for each in known)
    return did_you_mean(name, names) if names else "take this line out"
