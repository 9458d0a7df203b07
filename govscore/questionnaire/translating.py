"""Every text of a version beside its translation into one language, part by part, and putting these in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from govscore.questionnaire.conditions import Frozen
from govscore.questionnaire.edition import Edition
from govscore.questionnaire.model import Advice, Domain, Manifest, Question, QuestionRule, Rubric
from govscore.questionnaire.translations import (
    AdviceTranslation,
    DomainTranslation,
    LevelTranslation,
    ManifestTranslation,
    QuestionTranslation,
)

FRAME, DOMAIN, ADVICE = "frame", "domain-", "advice-"
MANIFEST_WORDS = {"title": "Title", "summary": "What it is and how to answer"}
DOMAIN_WORDS = {"title": "Title", "short": "Short word for charts", "about": "What it is about"}
QUESTION_WORDS = {
    "text": "Question",
    "hint": "Hint",
    "why": "Why this matters",
    "evidence": "How would you know?",
}
LEVEL_WORDS = {"label": "Word", "about": "What it means"}
ADVICE_WORDS = {
    "title": "In a few words",
    "what": "What to do next",
    "who": "Who does it",
    "time": "How long it takes",
    "success": "How you would see it worked",
}

Model = TypeVar("Model", bound=Frozen)
Said = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Words:
    """One text: of which piece it is and what it says there, and what it says in the other language so far."""

    key: str
    piece: str
    label: str
    original: str
    translated: str


def parts_of(edition: Edition) -> tuple[str, ...]:
    """Name the parts in which a version is translated: its frame, its domains, and the advice on each."""
    domains = tuple(domain.id for domain in edition.domains)
    advised = {_subject(edition, advice) for advice in edition.advice}
    asked = tuple(f"{DOMAIN}{name}" for name in domains)
    return (FRAME, *asked, *(f"{ADVICE}{name}" for name in domains if name in advised))


def words_of(edition: Edition, language: str, part: str) -> tuple[Words, ...]:
    """List the texts of one part, in the order in which they are read."""
    if part == FRAME:
        return tuple(_in_frame(edition, language))
    if part.startswith(ADVICE):
        return tuple(words for advice in advice_on(edition, part) for words in _in_advice(advice, language))
    return tuple(_in_domain(edition, edition.domain(part.removeprefix(DOMAIN)), language))


def advice_on(edition: Edition, part: str) -> tuple[Advice, ...]:
    """List the recommendations of one part."""
    return tuple(each for each in edition.advice if f"{ADVICE}{_subject(edition, each)}" == part)


def with_translations(edition: Edition, language: str, said: Said) -> Edition:
    """Put translations in by their keys; an empty one is taken out, and what is not named stays as it is."""
    return replace(
        edition,
        manifest=_manifest(edition.manifest, language, said),
        domains=tuple(_domain(domain, language, said) for domain in edition.domains),
        rubric=_rubric(edition.rubric, language, said),
        advice=tuple(
            _put(each, language, _mixed(each, language, AdviceTranslation, f"advice.{each.id}", said))
            for each in edition.advice
        ),
    )


def _in_frame(edition: Edition, language: str) -> Iterator[Words]:
    manifest = edition.manifest
    yield from _texts(manifest, language, "manifest", "The questionnaire", MANIFEST_WORDS)
    for name, scale in manifest.scales.items():
        piece = "Answers: " + ", ".join(option.label for option in scale.options)
        for option in scale.options:
            translated = option.translations.get(language, "")
            key = f"option.{name}.{option.id}"
            yield Words(
                key=key, piece=piece, label=option.label, original=option.label, translated=translated
            )
    for level in edition.rubric.levels:
        yield from _texts(level, language, f"level.{level.id}", f"Level: {level.label}", LEVEL_WORDS)


def _in_domain(edition: Edition, domain: Domain, language: str) -> Iterator[Words]:
    yield from _texts(domain, language, f"domain.{domain.id}", domain.title, DOMAIN_WORDS)
    for question in domain.questions:
        prefix = f"question.{question.id}"
        yield from _texts(question, language, prefix, question.text, QUESTION_WORDS)
        there = question.translations.get(language, QuestionTranslation()).wording
        for role, text in question.wording.items():
            yield Words(
                key=f"{prefix}.wording.{role.value}",
                piece=question.text,
                label=f"For the {role.value}",
                original=text,
                translated=there.get(role.value, ""),
            )
        yield from _descriptors(edition, question, language)


def _descriptors(edition: Edition, question: Question, language: str) -> Iterator[Words]:
    rule = edition.rubric.questions.get(question.id)
    scale = edition.manifest.scales.get(question.scale)
    for option_id, text in rule.descriptors.items() if rule else ():
        option = scale.option(option_id) if scale else None
        yield Words(
            key=f"descriptor.{question.id}.{option_id}",
            piece=question.text,
            label=f"What “{option.label if option else option_id}” looks like",
            original=text,
            translated=rule.translations.get(language, {}).get(option_id, "") if rule else "",
        )


def _in_advice(advice: Advice, language: str) -> Iterator[Words]:
    yield from _texts(advice, language, f"advice.{advice.id}", advice.title, ADVICE_WORDS)


def _texts(model: Frozen, language: str, prefix: str, piece: str, labels: Said) -> Iterator[Words]:
    there = getattr(model, "translations").get(language)  # noqa: B009
    for key, label in labels.items():
        if original := getattr(model, key):
            translated = getattr(there, key, None) or ""
            yield Words(
                key=f"{prefix}.{key}", piece=piece, label=label, original=original, translated=translated
            )


def _subject(edition: Edition, advice: Advice) -> str:
    """The domain of the first thing that advice rests on, or the first where that is gone."""
    for part in (*advice.when.all, *advice.when.any):
        if part.domain in edition.manifest.domains:
            return str(part.domain)
        if part.question in edition.question_ids:
            return edition.domain_of(str(part.question)).id
    return edition.domains[0].id


def _manifest(manifest: Manifest, language: str, said: Said) -> Manifest:
    mixed = _mixed(manifest, language, ManifestTranslation, "manifest", said)
    scales = {}
    for name, scale in manifest.scales.items():
        options = tuple(
            _put(option, language, said.get(f"option.{name}.{option.id}", option.translations.get(language)))
            for option in scale.options
        )
        scales[name] = scale if options == scale.options else scale.model_copy(update={"options": options})
    put = _put(manifest, language, mixed)
    return put if scales == manifest.scales else put.model_copy(update={"scales": scales})


def _domain(domain: Domain, language: str, said: Said) -> Domain:
    put = _put(domain, language, _mixed(domain, language, DomainTranslation, f"domain.{domain.id}", said))
    questions = tuple(_question(question, language, said) for question in domain.questions)
    return put if questions == domain.questions else put.model_copy(update={"questions": questions})


def _question(question: Question, language: str, said: Said) -> Question:
    prefix = f"question.{question.id}"
    before = question.translations.get(language, QuestionTranslation())
    texts = _mixed(question, language, QuestionTranslation, prefix, said)
    roles = {*before.wording, *(role.value for role in question.wording)}
    wording = {role: said.get(f"{prefix}.wording.{role}", before.wording.get(role, "")) for role in roles}
    wording = {role: text for role, text in sorted(wording.items()) if text}
    kept = texts.model_dump(exclude_unset=True, exclude={"wording"}) if texts else {}
    if not kept and not wording:
        return _put(question, language, None)
    return _put(question, language, QuestionTranslation(**kept, **({"wording": wording} if wording else {})))


def _rubric(rubric: Rubric, language: str, said: Said) -> Rubric:
    levels = tuple(
        _put(level, language, _mixed(level, language, LevelTranslation, f"level.{level.id}", said))
        for level in rubric.levels
    )
    rules = {name: _rule(name, rule, language, said) for name, rule in rubric.questions.items()}
    changed = {"levels": levels, "questions": rules}
    before = {"levels": rubric.levels, "questions": rubric.questions}
    return rubric if changed == before else rubric.model_copy(update=changed)


def _rule(name: str, rule: QuestionRule, language: str, said: Said) -> QuestionRule:
    before = rule.translations.get(language, {})
    after = {
        option: said.get(f"descriptor.{name}.{option}", before.get(option, "")) for option in rule.descriptors
    }
    return _put(rule, language, {option: text for option, text in after.items() if text})


def _mixed(model: Frozen, language: str, kind: type[Frozen], prefix: str, said: Said) -> Frozen | None:
    """What was said before with what is said now; nothing where that is nothing."""
    before = getattr(model, "translations").get(language)  # noqa: B009
    texts = {
        key: said.get(f"{prefix}.{key}", getattr(before, key, None) or "")
        for key in kind.model_fields
        if key != "wording"
    }
    texts = {key: text for key, text in texts.items() if text}
    return kind.model_validate(texts) if texts else None


def _put(model: Model, language: str, translation: object) -> Model:
    """Put one translation in; a model that says the same as before stays the very one."""
    before: Mapping[str, object] = getattr(model, "translations")  # noqa: B009
    if _spoken(before.get(language)) == _spoken(translation):
        return model
    after = {name: there for name, there in before.items() if name != language}
    if translation:
        after[language] = translation
    if after:
        return model.model_copy(update={"translations": after})
    kept = model.model_dump(by_alias=True, exclude_unset=True, exclude={"translations"})
    return type(model).model_validate(kept, by_alias=True, by_name=False)


def _spoken(translation: object) -> object:
    """What a translation comes to for a reader: one that says nothing is none."""
    if isinstance(translation, Frozen):
        translation = translation.model_dump(exclude_none=True)
    if isinstance(translation, Mapping):
        translation = {key: said for key, text in translation.items() if (said := _spoken(text))}
    return translation or None
