"""Numbers of questions that a summary tells, held against how many there are."""

import re
from collections.abc import Iterator

from govscore.questionnaire.faults import Fault, quoted
from govscore.questionnaire.parts import Asked

_ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {word: number for number, word in enumerate(_ONES, 1)} | {
    f"{ten}{f'-{one}' if one else ''}": number * 10 + add
    for number, ten in enumerate(_TENS, 2)
    for add, one in enumerate(("", *_ONES[:9]))
}
_NUMBER = r"[0-9]{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True))
_TOLD = re.compile(
    rf"\b(?P<most>up to |at most )?(?P<number>{_NUMBER}) (?:[a-z]+ )?(?:statements|questions)\b",
    re.IGNORECASE,
)
_ANY = re.compile(rf"\b(?:{_NUMBER})\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.?!]*")
_FEWEST = 5


def warn_count(asked: Asked) -> Iterator[Fault]:
    """Find a summary that tells another number of questions than there are; small numbers tell of a few of them."""
    manifest, count = asked.manifest.content, len(asked.placed)
    for sentence in _SENTENCE.findall(manifest.summary if manifest.language == "en" else ""):
        for told in _TOLD.finditer(sentence):
            number = _read(told["number"])
            parts = sum(_read(each) for each in _ANY.findall(sentence[told.start() :]))
            is_so = number >= count if told["most"] else count in (number, parts)
            if number >= _FEWEST and not is_so:
                message = f"says {quoted(told[0])}, and there are {count}: make the two agree"
                yield asked.manifest.fault(("summary",), message)


def _read(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]
