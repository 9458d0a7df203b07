"""Reads LimeSurvey's `.lss`, XML with a section for each table, one event at a time and without entities."""

from io import BytesIO
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import Locator

from defusedxml.common import DefusedXmlException
from defusedxml.sax import parse

from govscore.questionnaire.faults import FaultyQuestionnaire, whole_file
from govscore.questionnaire.foreign.tables import Row, Tables

MOST_BYTES = 10_000_000
MOST_ROWS = 20_000
MOST_ELEMENTS = 400_000
MOST_DEPTH = 30
MOST_CHARACTERS = 100_000

_FIELD_DEPTH, _ROW_DEPTH = 5, 4


def read_lss(raw: bytes, *, name: str) -> Tables:
    """Read the tables, or say what the file is not."""
    if len(raw) > MOST_BYTES:
        raise whole_file(name, f"is larger than {MOST_BYTES // 1_000_000} MB: split the survey first")
    handler = _Handler(name)
    try:
        parse(BytesIO(raw), handler)
    except DefusedXmlException:
        raise handler.refused("declares entities, which no survey needs: export it anew") from None
    except (SAXException, ValueError, LookupError, OSError) as error:
        reason = error.getMessage() if isinstance(error, SAXException) else str(error)
        raise handler.refused(f"is not XML here ({reason[:100]}): export it anew") from None
    if not handler.is_survey:
        message = "holds no LimeSurvey survey: export it there as “Survey structure (.lss)”"
        raise whole_file(name, message)
    return handler.tables


class _Handler(ContentHandler):
    """Fills the tables: document, section, rows, row and field lie one within the other."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.tables = Tables()
        self.is_survey = False
        self._name = name
        self._path: list[str] = []
        self._fields: dict[str, str] = {}
        self._text: list[str] = []
        self._kept = 0
        self._begins = 1
        self._elements = 0
        self._rows = 0
        self._locator: Locator | None = None

    @property
    def line(self) -> int:
        """Where the reading is."""
        return (self._locator.getLineNumber() or 1) if self._locator else 1

    def refused(self, message: str) -> FaultyQuestionnaire:
        """Refuse the file because of what stands where the reading is."""
        return whole_file(self._name, message, line=self.line, where="this line")

    def setDocumentLocator(self, locator: Locator) -> None:
        self._locator = locator

    def startElement(self, name: str, attrs: Any) -> None:
        self._elements += 1
        if self._elements > MOST_ELEMENTS or len(self._path) >= MOST_DEPTH:
            raise self.refused("holds more than a survey can: split it, or export it anew")
        self._path.append(name)
        self._text, self._kept = [], 0
        if len(self._path) == _ROW_DEPTH and name == "row":
            self._fields, self._begins = {}, self.line

    def characters(self, content: str) -> None:
        if self._kept < MOST_CHARACTERS:
            self._text.append(content)
            self._kept += len(content)

    def endElement(self, name: str) -> None:
        depth = len(self._path)
        text, self._text, self._kept = "".join(self._text), [], 0
        if depth == _FIELD_DEPTH and self._path[2:4] == ["rows", "row"]:
            self._fields[name] = text
        elif depth == _ROW_DEPTH and self._path[2:] == ["rows", "row"]:
            self._add()
        elif depth == _ROW_DEPTH - 1 and name == "theme":
            self.tables.add(self._path[1], Row(line=self.line, fields={}))
        elif name == "LimeSurveyDocType":
            self.is_survey = text.strip() == "Survey"
        self._path.pop()

    def _add(self) -> None:
        self._rows += 1
        if self._rows > MOST_ROWS:
            raise self.refused(f"has more than {MOST_ROWS:,} rows: split the survey first")
        self.tables.add(self._path[1], Row(line=self._begins, fields=self._fields))
        self._fields = {}
