"""From an outline to the files of a draft: everything put into our form, with a gap where theirs says nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from govscore.questionnaire.conditions import All, Condition
from govscore.questionnaire.faults import quoted, whole_file
from govscore.questionnaire.foreign.expressions import Dialect, NotTaken
from govscore.questionnaire.foreign.losses import Carried, Ledger, Spot
from govscore.questionnaire.foreign.marking import first_rubric
from govscore.questionnaire.foreign.names import Ids, kebab
from govscore.questionnaire.foreign.outline import Item, Outline, Section, Texts
from govscore.questionnaire.foreign.placeholder import to_write
from govscore.questionnaire.foreign.relevance import Known, to_condition
from govscore.questionnaire.foreign.scales import Scales, is_usable
from govscore.questionnaire.model import (
    AdviceFile,
    Domain,
    Duty,
    Manifest,
    Question,
    Source,
)
from govscore.questionnaire.writing.writer import write_contents
from govscore.questionnaire.yaml_reader import MAX_BYTES

MOST_QUESTIONS = 1_000
MOST_ANSWERS = 10_000

_WHOLE = Spot(line=None, where="the whole questionnaire")
_LONGEST_SHORT = 14
_GAPS = (
    "theirs does not say why a question matters or how anybody would know, so these are still to be written",
    "theirs names no source, so each question's source is still to be written; the day is that of this import",
    "theirs does not say how binding a matter is: every question is tagged good-practice until you change it",
    "theirs describes no levels, so the rubric's descriptions are still to be written",
    "theirs has no recommendations, so there are none yet",
    "purpose, audience, answering and confidentiality were set to those of a board's self-review: check them",
)


def make_draft(outline: Outline, ledger: Ledger, *, name: str, on: date) -> Carried:
    """Make the files of a draft; where no question could be carried over there are none."""
    drafting = _Drafting(name=name, ledger=ledger, scales=Scales(ledger), dialect=outline.dialect, on=on)
    sections = tuple(section for section in outline.sections if drafting.has_questions(section))
    if not sections:
        ledger.tell(_WHOLE, "no question could be carried over: nothing asks for one answer out of several")
        return Carried(contents=None, losses=ledger.close())
    domains = tuple(drafting.domain(section) for section in sections)
    _refuse_too_many_answers(domains, drafting)
    rubric = first_rubric(domains, drafting.scales.all(), ledger)
    manifest = _manifest(outline, domains, drafting)
    for gap in _GAPS:
        ledger.tell(_WHOLE, gap)
    contents = write_contents(manifest, domains, rubric, AdviceFile().recommendations)
    _refuse_too_large(contents, name)
    return Carried(contents=contents, losses=ledger.close())


def _refuse_too_many_answers(domains: tuple[Domain, ...], drafting: "_Drafting") -> None:
    """The rubric describes each answer to each question, and would be too large to be read again."""
    scales = drafting.scales.all()
    answers = sum(len(scales[question.scale].options) for domain in domains for question in domain.questions)
    if answers > MOST_ANSWERS:
        message = (
            f"all questions together offer more than {MOST_ANSWERS:,} answers: split the questionnaire first"
        )
        raise whole_file(drafting.name, message)


def _refuse_too_large(contents: Mapping[str, bytes], name: str) -> None:
    for file, raw in contents.items():
        if len(raw) > MAX_BYTES:
            message = f"would be larger than {MAX_BYTES // 1_000_000} MB: split the questionnaire there first"
            raise whole_file(name, message, where=f"what would be {file}")


def _manifest(outline: Outline, domains: tuple[Domain, ...], drafting: "_Drafting") -> Manifest:
    title = outline.texts.get("title", "")
    if not title:
        drafting.ledger.tell(_WHOLE, "it has no title: write one, and choose a code for it")
    if not outline.texts.get("summary"):
        drafting.ledger.tell(_WHOLE, "it has no description, so the summary is still to be written")
    content: dict[str, object] = {
        "code": kebab(title or "carried-over", prefix="questionnaire"),
        "version": "1.0",
        "title": title or to_write("the title"),
        "summary": outline.texts.get("summary") or to_write("what this is, for whom, and how long it takes"),
        "language": outline.language,
        "purpose": "quality",
        "answering": "each",
        "audience": ("governor", "chair"),
        "confidential": True,
        "in_force": drafting.on.isoformat(),
        "domains": tuple(domain.id for domain in domains),
        "scales": drafting.scales.all(),
    }
    return Manifest.model_validate(content | _translated(outline.translations))


def _translated(translations: Mapping[str, Texts]) -> dict[str, object]:
    """The key with the translations, where there are any."""
    said = {language: dict(texts) for language, texts in translations.items() if texts}
    return {"translations": said} if said else {}


@dataclass(kw_only=True)
class _Drafting:
    """A draft on its way: what has an id, and which questions were asked so far."""

    name: str
    ledger: Ledger
    scales: Scales
    dialect: Dialect
    on: date
    domain_ids: Ids = field(default_factory=lambda: Ids("part"))
    question_ids: Ids = field(default_factory=lambda: Ids("question"))
    known: dict[str, Known] = field(default_factory=dict)
    count: int = 0

    def has_questions(self, section: Section) -> bool:
        """Whether a section asks anything that can be asked here; if not, that is told."""
        usable = [item for item in section.items if is_usable(item.answers)]
        if not usable and not section.items:
            self.ledger.tell(section.spot, "nothing in it could be carried over, so it was left out")
        elif not usable:
            for item in section.items:
                self._tell_unusable(item)
        return bool(usable)

    def domain(self, section: Section) -> Domain:
        """Make a domain of a section."""
        questions = []
        for item in section.items:
            if is_usable(item.answers):
                questions.append(self._question(item))
            else:
                self._tell_unusable(item)
        domain_id = self.domain_ids.give(section.code)
        if domain_id != section.code:
            self.ledger.tell(section.spot, f"{quoted(section.code)} became the domain “{domain_id}”")
        title = section.texts.get("title") or to_write("the title of this domain")
        if not section.texts.get("about"):
            self.ledger.count("a domain has no description, so it is still to be written")
        content: dict[str, object] = {
            "id": domain_id,
            "title": title,
            "short": self._short(title, section.spot),
            "about": section.texts.get("about") or to_write("what this domain is about"),
            "questions": tuple(questions),
        }
        return Domain.model_validate(content | _translated(section.translations))

    def _tell_unusable(self, item: Item) -> None:
        count = len({choice.code for choice in item.answers.choices})
        message = f"was left out: the answers to choose from must be 2 to 30 here, and it has {count}"
        self.ledger.tell(item.spot, message)

    def _short(self, title: str, spot: Spot) -> str:
        if len(title) <= _LONGEST_SHORT:
            return title
        short = title[: _LONGEST_SHORT + 1].rsplit(" ", 1)[0][:_LONGEST_SHORT].strip(" ,.;:-–&") or "Part"
        self.ledger.tell(spot, f"its short name was cut from its title to “{short}”: choose a better one")
        return short

    def _question(self, item: Item) -> Question:
        self.count += 1
        if self.count > MOST_QUESTIONS:
            message = f"there are more than {MOST_QUESTIONS:,} questions: split the questionnaire there first"
            raise whole_file(self.name, message, line=item.spot.line or 1, where=item.spot.where)
        question_id = self.question_ids.give(item.code)
        if question_id != item.code:
            self.ledger.tell(item.spot, f"{quoted(item.code)} became the question “{question_id}”")
        scale = self.scales.take(item.answers)
        content: dict[str, object] = {
            "id": question_id,
            "text": item.texts.get("text") or to_write("what is asked"),
            **({"hint": item.texts["hint"]} if item.texts.get("hint") else {}),
            "why": to_write("why this matters"),
            "evidence": to_write("how anybody would know"),
            "scale": scale.id,
            "duty": Duty.GOOD,
            "source": Source(name=to_write("where this comes from"), checked=self.on.isoformat()),
        }
        if not item.texts.get("text"):
            self.ledger.tell(item.spot, "has no text, so it is still to be written")
        if (condition := self._condition(item)) is not None:
            content["show_if"] = condition
        translations = self._of_what_is_there(item)
        question = Question.model_validate(content | _translated(translations))
        for name in (item.code, *item.also_called):
            self.known.setdefault(name, Known(id=question_id, options=scale.options))
        return question

    def _of_what_is_there(self, item: Item) -> Mapping[str, Texts]:
        """A hint in another language has no place where there is none to translate."""
        if item.texts.get("hint"):
            return item.translations
        for language, said in item.translations.items():
            if "hint" in said:
                message = f"its hint in “{language}” was left out, because it has none in its own language"
                self.ledger.tell(item.spot, message)
        return {
            language: {name: text for name, text in said.items() if name != "hint"}
            for language, said in item.translations.items()
        }

    def _condition(self, item: Item) -> Condition | None:
        """Take over when it is shown; where one part of that is not understood it is shown always."""
        try:
            parts = [to_condition(text, self.dialect, known=self.known) for text in item.relevance]
        except NotTaken as reason:
            written = " and ".join(item.relevance)
            message = (
                f"is shown always, because its condition was not taken over: {reason}; it was {written[:500]}"
            )
            self.ledger.tell(item.spot, message)
            return None
        return All(all=tuple(parts)) if len(parts) > 1 else next(iter(parts), None)
