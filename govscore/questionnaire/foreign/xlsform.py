"""From an XLSForm to a draft: its groups as domains, its select-one questions as questions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from govscore.questionnaire.faults import quoted
from govscore.questionnaire.foreign.draft import make_draft
from govscore.questionnaire.foreign.expressions import Dialect
from govscore.questionnaire.foreign.losses import Carried, Ledger, Spot
from govscore.questionnaire.foreign.outline import Choice, ChoiceList, Item, Outline, Section, Texts
from govscore.questionnaire.foreign.plain import Reader
from govscore.questionnaire.foreign.sheets import read_sheets
from govscore.questionnaire.foreign.tongues import code_of
from govscore.questionnaire.foreign.xlsform_parse import (
    ALSO_READ,
    SHEETS,
    Form,
    FormRow,
    Kind,
    kind_of,
    parse_form,
)

_NO = frozenset({"", "no", "false", "false()"})
_SETTINGS_READ = frozenset({("title",), ("id_string",), ("default_language",)})
_CHOICES_READ = frozenset({("list name",), ("name",), ("label",), ("score",), ("kind",)})
_SURVEY_READ = frozenset({("type",), ("name",), ("label",), ("hint",), ("bind", "relevant"), ("disabled",)})
_CALLED: Mapping[str, str] = {
    "bind calculate": "calculation",
    "bind constraint": "constraint",
    "bind jr:constraintMsg": "constraint_message",
    "bind jr:requiredMsg": "required_message",
    "bind readonly": "read_only",
    "bind required": "required",
    "control appearance": "appearance",
    "control jr:count": "repeat_count",
}


def read_xlsform(raw: bytes, *, name: str, on: date) -> Carried:
    """Carry over a form kept as an XLSForm workbook."""
    ledger = Ledger()
    sheets, others = read_sheets(raw, ledger, name=name, wanted=SHEETS)
    form = parse_form(sheets, name=name)
    for title in (*others, *(sheet.title for sheet in sheets if sheet.title.lower() in ALSO_READ)):
        ledger.tell(Spot(line=1, where=f"sheet {title}"), "is not carried over: it has no place here")
    return make_draft(_Reading(form, ledger).outline(), ledger, name=name, on=on)


@dataclass(kw_only=True)
class _Open:
    """A group that is being read: what it is called, and what holds for all that is in it."""

    row: FormRow | None
    relevance: tuple[str, ...] = ()
    is_top: bool = False
    items: list[Item] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)
    has_begun: bool = False


class _Reading:
    """A form on its way to an outline."""

    def __init__(self, form: Form, ledger: Ledger) -> None:
        self._form = form
        self._ledger = ledger
        self._reader = Reader(ledger=ledger, is_html=False)
        self._settings = form.settings[0] if form.settings else FormRow(line=1, cells={})
        self._languages = self._find_languages()
        self._lists = self._find_lists()
        self._sections: list[Section] = []
        self._open: list[_Open] = []
        self._loose = _Open(row=None)

    def outline(self) -> Outline:
        """Read the rows in their order."""
        for row in self._form.survey:
            self._take(row)
        self._close_loose()
        self._tell_settings()
        written = self._settings.get("title") or self._settings.get("id_string")
        title = self._reader.read(written, Spot(line=2, where="sheet settings"))
        return Outline(
            texts={"title": title},
            language=self._languages.get(self._base) or "en",
            dialect=Dialect.XLSFORM,
            sections=tuple(self._sections),
        )

    def _find_languages(self) -> Mapping[str, str]:
        """Each language that has labels, as the form names it, with our code for it; none is its own."""
        named = dict.fromkeys(
            column[1]
            for row in (*self._form.survey, *self._form.choices)
            for column in row.cells
            if len(column) == 2 and column[0] in ("label", "hint")
        )
        has_bare = any(row.get("label") for row in self._form.survey)
        default = self._settings.get("default_language")
        self._base = default if default in named or has_bare or not named else next(iter(named))
        codes: dict[str, str] = {}
        for name in dict.fromkeys((self._base, *named)):
            code = code_of(name)
            if code is None and name == self._base:
                code = "en"
            if code is None or code in codes.values():
                message = (
                    f"its texts in {quoted(name)} were left out: write its code in brackets, as in Welsh (cy)"
                )
                self._ledger.tell(Spot(line=1, where="languages"), message)
            else:
                codes[name] = code
        return codes

    def _texts(self, row: FormRow, columns: Mapping[str, str], spot: Spot) -> dict[str, dict[str, str]]:
        """The texts of a row by language, then by the name of our field."""
        found: dict[str, dict[str, str]] = {name: {} for name in self._languages}
        for theirs, ours in columns.items():
            for name in self._languages:
                written = row.get(theirs, name)
                if name == self._base:
                    written = written or row.get(theirs)
                if text := self._reader.read(written, spot):
                    found[name][ours] = text
        return found

    def _others(self, texts: Mapping[str, Texts]) -> Mapping[str, Texts]:
        return {self._languages[name]: said for name, said in texts.items() if name != self._base and said}

    def _find_lists(self) -> Mapping[str, ChoiceList]:
        rows: dict[str, list[FormRow]] = {}
        for row in self._form.choices:
            rows.setdefault(row.get("list name"), []).append(row)
        return {
            name: ChoiceList(
                name=name,
                is_named=True,
                choices=tuple(self._choice(row) for row in found),
                spot=Spot(line=found[0].line, where=f"choices, list {quoted(name)}"),
            )
            for name, found in rows.items()
        }

    def _choice(self, row: FormRow) -> Choice:
        code = row.get("name")
        spot = Spot(line=row.line, where=f"choices, answer {quoted(code)}")
        texts = self._texts(row, {"label": "label"}, spot)
        self._tell_rest(row, _CHOICES_READ, spot)
        return Choice(
            code=code,
            label=texts[self._base].get("label") or self._reader.read(code, spot) or "–",
            labels={language: said["label"] for language, said in self._others(texts).items()},
            score=row.get("score"),
            kind=row.get("kind"),
        )

    def _take(self, row: FormRow) -> None:
        kind = kind_of(row.get("type"))
        spot = Spot(line=row.line, where=f"survey, {quoted(row.get('name') or row.get('type'))}")
        if row.get("disabled").lower() not in _NO:
            self._ledger.tell(spot, "is disabled there, so it was left out")
        elif kind.name == "begins":
            self._begin(row, kind, spot)
        elif kind.name == "ends":
            self._end()
        elif kind.name == "chooses" and kind.detail == "select one" and kind.list_name in self._lists:
            self._ask(row, kind, spot)
        elif kind.name == "note":
            self._note(row, spot)
        elif row.get("type"):
            kind_told = (
                f"is of the type {quoted(row.get('type'))}, and here each question asks for one answer"
            )
            self._ledger.tell(spot, f"was left out: it {kind_told}")

    def _begin(self, row: FormRow, kind: Kind, spot: Spot) -> None:
        if kind.detail != "group":
            self._ledger.tell(spot, "is repeated there; here its questions are asked once")
        if not self._open:
            self._close_loose()
        else:
            self._ledger.tell(spot, "is a group within a group: its questions stand in the outer one")
        relevance = self._open[-1].relevance if self._open else ()
        if own := row.get("bind", "relevant"):
            relevance = (*relevance, own)
            self._ledger.tell(spot, "its condition now stands at each of its questions")
        self._tell_rest(row, _SURVEY_READ, spot)
        self._open.append(_Open(row=row, relevance=relevance, is_top=not self._open))

    def _end(self) -> None:
        if not self._open:
            return
        closed = self._open.pop()
        if closed.is_top:
            self._add_section(closed)

    def _close_loose(self) -> None:
        """Questions outside any group make a domain of their own, where they stand."""
        if self._loose.items:
            self._ledger.tell(self._loose.items[0].spot, "stands in no group; it begins a domain of its own")
            self._add_section(self._loose)
        self._loose = _Open(row=None)

    def _add_section(self, group: _Open) -> None:
        row = group.row
        name = row.get("name") if row else "questions"
        spot = Spot(line=row.line if row else group.items[0].spot.line, where=f"survey, group {quoted(name)}")
        texts = (
            self._texts(row, {"label": "title", "hint": "about"}, spot)
            if row
            else {self._base: {"title": "Questions"}}
        )
        for language, about in group.about.items():
            texts.setdefault(language, {})["about"] = about
        title = {"title": name} | texts[self._base]
        self._sections.append(
            Section(
                code=name,
                texts=title,
                translations=self._others(texts),
                items=tuple(group.items),
                spot=spot,
            )
        )

    @property
    def _into(self) -> _Open:
        return self._open[0] if self._open else self._loose

    def _note(self, row: FormRow, spot: Spot) -> None:
        """A group's first note is what the group is about; others have no place."""
        into = self._into
        if not self._open or len(self._open) > 1 or into.items or into.about:
            said = row.get("label", self._base) or row.get("label")
            self._ledger.tell(spot, f"was left out: a note has no place here; it said {quoted(said)}")
            return
        texts = self._texts(row, {"label": "about"}, spot)
        into.about = {name: said["about"] for name, said in texts.items() if said}
        self._ledger.tell(spot, "this note is now the description of its domain")
        self._tell_rest(row, _SURVEY_READ, spot)

    def _ask(self, row: FormRow, kind: Kind, spot: Spot) -> None:
        if kind.has_other:
            self._ledger.tell(spot, "has an answer “other” to be written out; here there is none")
        self._tell_rest(row, _SURVEY_READ, spot)
        texts = self._texts(row, {"label": "text", "hint": "hint"}, spot)
        relevance = self._open[-1].relevance if self._open else ()
        own = row.get("bind", "relevant")
        item = Item(
            code=row.get("name"),
            texts=texts[self._base],
            translations=self._others(texts),
            answers=self._lists[kind.list_name],
            relevance=(*relevance, own) if own else relevance,
            spot=spot,
        )
        self._into.items.append(item)

    def _tell_rest(self, row: FormRow, read: frozenset[tuple[str, ...]], spot: Spot) -> None:
        for column, value in _rest(row, read):
            if column == "required":
                if value.lower() not in _NO:
                    self._ledger.tell(spot, "is required there; here every question may be left unanswered")
            else:
                self._ledger.tell(spot, f"{column} ({quoted(value)}) is not carried over")

    def _tell_settings(self) -> None:
        for column, _ in _rest(self._settings, _SETTINGS_READ):
            spot = Spot(line=2, where="sheet settings")
            self._ledger.tell(spot, f"the setting {quoted(column)} is not carried over")


def _rest(row: FormRow, read: frozenset[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """The columns that nobody reads, in the words of the form; those of other languages are told once."""
    for column, value in row.cells.items():
        is_text = column[0] in ("label", "hint") and (column[0],) in read
        if column not in read and not is_text:
            joined = " ".join(column).removeprefix("media ")
            yield _CALLED.get(joined, joined), value
