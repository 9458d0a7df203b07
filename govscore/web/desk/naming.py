"""What the desk calls the pieces of a draft: by their titles, numbers and first words, never by files and ids."""

from dataclasses import dataclass

from govscore.questionnaire.edition import Edition
from govscore.questionnaire.languages import own_name
from govscore.questionnaire.model import OptionKind

FIRST_WORDS = 60
FIELDS = {
    "text": "the question itself",
    "hint": "the hint",
    "why": "why this matters",
    "evidence": "how would you know",
    "scale": "its answers",
    "source": "its source",
    "checked": "when its source was last looked at",
    "applies_to": "which boards it is for",
    "show_if": "when it is shown",
    "weight": "how much it counts",
    "theme": "its theme",
    "title": "title",
    "short": "short word",
    "about": "what it is about",
    "summary": "what it is and how to answer",
    "audience": "who answers",
    "version": "version",
    "label": "its word",
    "value": "its value",
    "what": "what to do next",
    "who": "who",
    "time": "how long it takes",
    "success": "how you would see it worked",
    "when": "when it is given",
}


@dataclass(frozen=True, kw_only=True)
class Names:
    """The words for whatever the check names by an id."""

    edition: Edition

    def question(self, question_id: str) -> str:
        """Which question of which domain, by its number and first words."""
        domain = self.edition.domain_of(question_id)
        number = [each.id for each in domain.questions].index(question_id) + 1
        text = first_words(self.edition.question(question_id).text)
        return f"{domain.title}, question {number} “{text}”"

    def domain(self, domain_id: str) -> str:
        """A domain by its title."""
        return f"Domain “{self.edition.domain(domain_id).title}”"

    def level(self, question_id: str, option_id: str) -> str:
        """A scored answer of a question by its number and label."""
        if question_id not in self.edition.question_ids:
            return self.answer(option_id)
        scale = self.edition.manifest.scales.get(self.edition.question(question_id).scale)
        scored = [option for option in scale.options if option.kind is OptionKind.SCORED] if scale else []
        found = ((n, option.label) for n, option in enumerate(scored, 1) if option.id == option_id)
        number, label = next(found, (0, ""))
        return f"level {number} “{label}”" if number else self.answer(option_id)

    def rung(self, level_id: str) -> str:
        """A level of the rubric by its number and label."""
        levels = enumerate(self.edition.rubric.levels, 1)
        return next((f"level {n} “{level.label}”" for n, level in levels if level.id == level_id), "a level")

    def answer(self, option_id: str) -> str:
        """An answer by its label, where any set of answers has it."""
        scales = self.edition.manifest.scales.values()
        found = (option.label for scale in scales for option in scale.options if option.id == option_id)
        return next((f"“{label}”" for label in found), "an answer that is not offered")

    def scale(self, scale_id: str) -> str:
        """A set of answers by all its labels."""
        scale = self.edition.manifest.scales.get(scale_id)
        labels = ", ".join(option.label for option in scale.options) if scale else "not there"
        return f"Answers “{labels}”"

    def known(self, id_: str) -> str:
        """Whatever has this id, in words; nothing where nothing has it."""
        edition = self.edition
        if id_ in edition.question_ids:
            return self.question(id_)
        if id_ in edition.manifest.domains:
            return f"“{edition.domain(id_).title}”"
        if id_ in edition.manifest.scales:
            return f"the a{self.scale(id_)[1:]}"
        if any(id_ == option.id for scale in edition.manifest.scales.values() for option in scale.options):
            return self.answer(id_)
        titles = (f"“{advice.title}”" for advice in edition.advice if advice.id == id_)
        return next(titles, "")

    def part(self, question_id: str, steps: list[str]) -> str:
        """Which part of a piece a place within it is, as its form calls it; nothing for the piece as a whole."""
        kind, name = (*steps, "", "")[:2]
        if kind == "descriptors":
            return self.level(question_id, name) if name else "what each answer looks like"
        if kind == "translations" and name:
            return f"its translation into {own_name(name)}"
        if kind == "wording" and name:
            return f"its wording for the {name}"
        if kind.startswith("option "):
            return f"the answer {self.answer(_bare(kind))}"
        if kind.startswith("level "):
            return self.rung(_bare(kind))
        return FIELDS.get(steps[1] if kind == "source" and name in FIELDS else kind, "")


def first_words(text: str) -> str:
    """As much of a text as tells it from others."""
    if len(text) <= FIRST_WORDS:
        return text
    return f"{text[:FIRST_WORDS].rpartition(' ')[0] or text[:FIRST_WORDS]}…"


def _bare(step: str) -> str:
    return step.partition(" ")[2].strip('"')
