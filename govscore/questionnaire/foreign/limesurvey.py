"""From LimeSurvey to a draft: its `.lss` and its tab-separated structure, which hold the same tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from govscore.questionnaire.faults import quoted
from govscore.questionnaire.foreign.draft import make_draft
from govscore.questionnaire.foreign.expressions import Dialect
from govscore.questionnaire.foreign.limesurvey_rest import tell_the_rest
from govscore.questionnaire.foreign.limesurvey_types import (
    ARRAYS,
    BUILT_IN,
    BUILT_IN_NAMES,
    LISTS,
    NOT_HERE,
)
from govscore.questionnaire.foreign.losses import Carried, Ledger, Spot
from govscore.questionnaire.foreign.lss import read_lss
from govscore.questionnaire.foreign.outline import Choice, ChoiceList, Item, Outline, Section, Texts
from govscore.questionnaire.foreign.plain import Reader
from govscore.questionnaire.foreign.tables import (
    ANSWERS,
    GROUPS,
    QUESTIONS,
    ROWS,
    Entry,
    Tables,
    by_parent,
    entries,
)
from govscore.questionnaire.foreign.tongues import code_of
from govscore.questionnaire.foreign.tsv import read_tsv

ALWAYS = frozenset({"", "1"})


def read_limesurvey(raw: bytes, *, name: str, on: date) -> Carried:
    """Carry over a survey that LimeSurvey exported as `.lss`."""
    ledger = Ledger()
    return _carry(read_lss(raw, name=name), ledger, name=name, on=on)


def read_limesurvey_tsv(raw: bytes, *, name: str, on: date) -> Carried:
    """Carry over a survey that LimeSurvey exported as tab-separated text."""
    ledger = Ledger()
    return _carry(read_tsv(raw, ledger, name=name), ledger, name=name, on=on)


def _carry(tables: Tables, ledger: Ledger, *, name: str, on: date) -> Carried:
    base, languages = _languages(tables, ledger)
    reader = Reader(ledger=ledger, is_html=True)
    survey = _Survey(tables=tables, ledger=ledger, reader=reader, base=base, languages=languages)
    tell_the_rest(tables, ledger, base)
    return make_draft(survey.outline(), ledger, name=name, on=on)


def _languages(tables: Tables, ledger: Ledger) -> tuple[str, Mapping[str, str]]:
    """The language of the survey as they call it, and our code for each of its languages."""
    settings = tables.of("surveys")
    base = settings[0].get("language") if settings else ""
    there = [row.get("surveyls_language") for row in tables.of("surveys_languagesettings")]
    for table in ("groups", "group_l10ns", "question_l10ns"):
        there += [row.get("language") for row in tables.of(table)]
    base = base or next((language for language in there if language), "en")
    codes: dict[str, str] = {}
    taken: set[str] = set()
    for language in dict.fromkeys((base, *there)):
        code = code_of(language) if language else None
        if language and (code is None or code in taken):
            message = (
                f"its texts in {quoted(language)} were left out: there is no code of its own for it here"
            )
            ledger.tell(Spot(line=None, where="languages"), message)
        elif code is not None:
            codes[language] = code
            taken.add(code)
    if base not in codes:
        codes[base] = "en" if "en" not in codes.values() else "und"
    return base, codes


@dataclass(frozen=True, kw_only=True)
class _Survey:
    """The tables, with what is needed to read them."""

    tables: Tables
    ledger: Ledger
    reader: Reader
    base: str
    languages: Mapping[str, str]

    @cached_property
    def _answers_of(self) -> Mapping[str, tuple[Entry, ...]]:
        return by_parent(entries(self.tables, ANSWERS, self.base), "qid")

    @cached_property
    def _rows_of(self) -> Mapping[str, tuple[Entry, ...]]:
        return by_parent(entries(self.tables, ROWS, self.base), "parent_qid")

    def outline(self) -> Outline:
        """Put the groups and their questions in order."""
        questions = by_parent(entries(self.tables, QUESTIONS, self.base), "gid")
        groups = entries(self.tables, GROUPS, self.base)
        sections = tuple(self._section(group, questions.get(group.row.get("gid"), ())) for group in groups)
        known = {group.row.get("gid") for group in groups}
        for gid, lost in questions.items():
            if gid not in known:
                for entry in lost:
                    self.ledger.tell(
                        _spot(entry), "belongs to a group that is not in the file: it was left out"
                    )
        texts = self._settings()
        return Outline(
            texts=texts.get(self.base, {}),
            translations=self._others(texts),
            language=self.languages[self.base],
            dialect=Dialect.LIMESURVEY,
            sections=sections,
        )

    def _others(self, texts: Mapping[str, Texts]) -> Mapping[str, Texts]:
        return {
            self.languages[name]: said
            for name, said in texts.items()
            if name in self.languages and name != self.base and said
        }

    def _settings(self) -> Mapping[str, Texts]:
        """Title and description in each language."""
        found: dict[str, Texts] = {}
        for row in self.tables.of("surveys_languagesettings"):
            spot = Spot(line=row.line, where="the survey")
            texts = {
                "title": self.reader.read(row.get("surveyls_title"), spot),
                "summary": self.reader.read(row.get("surveyls_description"), spot),
            }
            found[row.get("surveyls_language") or self.base] = {
                key: text for key, text in texts.items() if text
            }
        return found

    def _texts(self, entry: Entry, names: Mapping[str, str], spot: Spot) -> dict[str, dict[str, str]]:
        """The texts of an entry by language, then by the name of our field."""
        found: dict[str, dict[str, str]] = {}
        for language in dict.fromkeys((self.base, *entry.texts)):
            if language not in self.languages:
                continue
            read = {
                ours: self.reader.read(entry.text(theirs, language), spot) for theirs, ours in names.items()
            }
            found[language] = {name: text for name, text in read.items() if text}
        return found

    def _section(self, group: Entry, questions: tuple[Entry, ...]) -> Section:
        title = group.text("group_name", self.base)
        spot = Spot(line=group.row.line, where=f"group {quoted(title)}")
        texts = self._texts(group, {"group_name": "title", "description": "about"}, spot)
        relevance = _relevance(group)
        if relevance:
            self.ledger.tell(spot, "its condition now stands at each of its questions")
        items = tuple(item for entry in questions for item in self._items(entry, relevance))
        return Section(
            code=texts[self.base].get("title", ""),
            texts=texts[self.base],
            translations=self._others(texts),
            items=items,
            spot=spot,
        )

    def _items(self, entry: Entry, around: tuple[str, ...]) -> tuple[Item, ...]:
        kind, spot = entry.row.get("type"), _spot(entry)
        if kind not in LISTS and kind not in ARRAYS and kind not in BUILT_IN:
            reason = NOT_HERE.get(kind, f"it is of the type {quoted(kind)}, which is not known here")
            self.ledger.tell(spot, f"was left out: {reason}, and here each question asks for one answer")
            return ()
        if kind == "O":
            self.ledger.tell(spot, "nobody can write a comment beside the answer here")
        relevance = (*around, *_relevance(entry))
        answers = self._answers(entry, kind, spot)
        texts = self._texts(entry, {"question": "text", "help": "hint"}, spot)
        if kind in ARRAYS:
            return self._rows(entry, answers, texts, relevance)
        return (self._item(entry, answers, texts, relevance),)

    def _item(
        self,
        entry: Entry,
        answers: ChoiceList,
        texts: Mapping[str, Texts],
        relevance: tuple[str, ...],
        prefix: tuple[str, ...] = (),
    ) -> Item:
        row = entry.row
        name = "_".join((*prefix, row.get("title")))
        internal = f"{row.get('sid')}X{row.get('gid')}X{row.get('qid')}"
        return Item(
            code=name,
            also_called=() if prefix else (internal,),
            texts=texts.get(self.base, {}),
            translations=self._others(texts),
            answers=answers,
            relevance=relevance,
            spot=Spot(line=row.line, where=f"question {quoted(name)}"),
        )

    def _rows(
        self,
        entry: Entry,
        answers: ChoiceList,
        texts: Mapping[str, Texts],
        relevance: tuple[str, ...],
    ) -> tuple[Item, ...]:
        """Each row of an array is a question; what stands above them is its hint."""
        rows, spot = self._rows_of.get(entry.row.get("qid"), ()), _spot(entry)
        self.ledger.tell(spot, f"each of its {len(rows)} rows became a question; its text is now their hint")
        if entry.row.get("type") == "1":
            self.ledger.tell(spot, "only its first scale was carried over: ask about the second anew")
        items = []
        for row in rows:
            said = self._texts(row, {"question": "text"}, _spot(row))
            for language, above in texts.items():
                hint = "\n".join(text for text in (above.get("text"), above.get("hint")) if text)
                if hint and language in said:
                    said[language]["hint"] = hint
            whole = (*relevance, *_relevance(row))
            items.append(self._item(row, answers, said, whole, (entry.row.get("title"),)))
        return tuple(items)

    def _answers(self, entry: Entry, kind: str, spot: Spot) -> ChoiceList:
        if kind in BUILT_IN:
            name = BUILT_IN_NAMES[kind]
            if len(self.languages) > 1:
                self.ledger.tell(spot, "its answers are LimeSurvey’s own, given here in English only")
            return ChoiceList(name=name, choices=BUILT_IN[kind], spot=spot)
        own = self._answers_of.get(entry.row.get("qid"), ())
        found = [answer for answer in own if answer.row.get("scale_id") in ("", "0")]
        choices = tuple(self._choice(answer) for answer in found)
        if not any(choice.score not in ("", "0") for choice in choices):
            choices = tuple(Choice(code=c.code, label=c.label, labels=c.labels) for c in choices)
        return ChoiceList(name=entry.row.get("title"), choices=choices, spot=spot)

    def _choice(self, answer: Entry) -> Choice:
        code = answer.row.get("code")
        spot = Spot(line=answer.row.line, where=f"answer {quoted(code)}")
        texts = self._texts(answer, {"answer": "label"}, spot)
        return Choice(
            code=code,
            label=texts[self.base].get("label") or self.reader.read(code, spot) or "–",
            labels={language: said["label"] for language, said in self._others(texts).items()},
            score=answer.row.get("assessment_value"),
        )


def _spot(entry: Entry) -> Spot:
    return Spot(line=entry.row.line, where=f"question {quoted(entry.row.get('title'))}")


def _relevance(entry: Entry) -> tuple[str, ...]:
    written = entry.row.get("grelevance") or entry.row.get("relevance")
    return () if written in ALWAYS else (written,)
