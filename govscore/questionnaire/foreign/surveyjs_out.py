"""Out to SurveyJS: a page for each domain, a group of radio buttons for each question, as JSON."""

import json
from collections.abc import Iterator, Mapping

from govscore.questionnaire.foreign.left_behind import left_behind
from govscore.questionnaire.foreign.losses import Exported, Loss
from govscore.questionnaire.foreign.relevance_out import visible_if
from govscore.questionnaire.model import Domain, Manifest, Option, Question, Questionnaire

_KEPT = frozenset({"descriptors"})


def to_surveyjs(questionnaire: Questionnaire) -> Exported:
    """Write a SurveyJS form; each level's description stands behind its label, the rest that is lost is told."""
    manifest, own = questionnaire.manifest, questionnaire.manifest.language
    survey = {
        **({} if own == "en" else {"locale": own}),
        "title": _localised(manifest, "title"),
        "description": _localised(manifest, "summary"),
        "pages": [_page(questionnaire, domain) for domain in questionnaire.domains],
    }
    losses = (*left_behind(questionnaire, kept=_KEPT), *_values(questionnaire))
    text = json.dumps(survey, ensure_ascii=False, indent=2)
    return Exported(raw=f"{text}\n".encode(), losses=losses)


def _page(questionnaire: Questionnaire, domain: Domain) -> Mapping[str, object]:
    return {
        "name": f"domain-{domain.id}",
        "title": _localised(domain, "title"),
        "description": _localised(domain, "about"),
        "elements": [_question(questionnaire, question) for question in domain.questions],
    }


def _question(questionnaire: Questionnaire, question: Question) -> Mapping[str, object]:
    condition = question.show_if
    return {
        "type": "radiogroup",
        "name": question.id,
        "title": _localised(question, "text"),
        **({"description": _localised(question, "hint")} if question.hint else {}),
        **({} if condition is None else {"visibleIf": visible_if(condition, questionnaire)}),
        "choices": [
            {"value": option.id, "text": _choice(questionnaire, question, option)}
            for option in questionnaire.scale_of(question).options
        ],
    }


def _choice(questionnaire: Questionnaire, question: Question, option: Option) -> object:
    """A label with its description; in another language the description only where it is translated."""
    rule = questionnaire.rubric.questions[question.id]
    texts = {"default": _described(option.label, rule.descriptors.get(option.id))}
    for language, label in option.translations.items():
        texts[language] = _described(label, rule.translations.get(language, {}).get(option.id))
    return texts if len(texts) > 1 else texts["default"]


def _described(label: str, descriptor: str | None) -> str:
    return f"{label}: {descriptor}" if descriptor else label


def _localised(part: Manifest | Domain | Question, name: str) -> object:
    """A text alone, or in every language that it is translated into."""
    said = {language: getattr(texts, name) for language, texts in part.translations.items()}
    others = {language: text for language, text in said.items() if text}
    return {"default": getattr(part, name), **others} if others else getattr(part, name)


def _values(questionnaire: Questionnaire) -> Iterator[Loss]:
    message = "left behind: values and kinds of options; conditions on a level name the options that reach it"
    for name in questionnaire.manifest.scales:
        yield Loss(line=None, where=f"scale “{name}”", message=message)
