"""What the check says, for somebody who never sees a file: the same complaint, and what to do about it at the desk."""

import re
from collections.abc import Callable

from govscore.web.desk.naming import Names

_GONE = "rests on a question or domain that is no longer there: choose another one, or take the condition out"
_UNMET = "can never be met"
_SAVE_AGAIN = "save the question once more and it goes"
_STALE = "mark a question or domain that is no longer there: save them once more and it goes"

# What the check says, and what the desk says instead. A name in braces stands for what is named there.
_SAID: tuple[tuple[str, str], ...] = (
    (r'there is no (?:question|domain) "[^"]*".*', _GONE),
    (r'there is no scale ".*', "its answers are no longer there: choose others"),
    (
        r'"(?P<it>[^"]*)" is asked later.*',
        "{it} is asked later: choose an earlier question, or move one of the two",
    ),
    (r"describes no (?P<all>.*): add .*", "{all} still to be described: say what somebody would see"),
    (r"is not scored, so there is nothing to describe.*", f"describes what is not scored: {_SAVE_AGAIN}"),
    (r'".*" is no option of ".*', f"describes an answer that is not offered: {_SAVE_AGAIN}"),
    (r'".*" is no option of that question.*', "names an answer that is not offered there: choose another one"),
    (r"no option has a value.*\(the (?P<rest>.*)\)", f"{_UNMET}: the {{rest}}"),
    (
        r"there is no (?:descriptor|hint|wording).* to translate.*",
        "translates what is not there: empty it under Translations, or write what it translates",
    ),
    (
        r"the questionnaire is in .* already.*",
        "is in the language of the questionnaire already: change the words themselves",
    ),
    (r"these (?:questions|domains) have no entry.*", "is not marked yet: say how much it counts, and save"),
    (
        r"its scale .* runs from (?P<a>.*) to (?P<b>.*), the levels from (?P<c>.*) to (?P<d>[^:]*):.*",
        "its answers run from {a} to {b}, the levels from {c} to {d}: choose answers like them, or the weight 0",
    ),
    (
        r"counts (?P<a>\d+) questions?, but missing.min_questions asks for (?P<b>\d+) .*",
        "counts too few questions for anybody to have a score ({a}, and {b} must be answered): add questions, or "
        "lower the fewest answered under “Levels and missing answers”",
    ),
    (
        r"is required overall but has the weight 0.*",
        "is needed overall and has the weight 0: give it a weight, or say that it is not needed",
    ),
    (r"no question uses this scale.*", "no question uses them: take them out if they are not needed"),
    (r"needs at least two options.*", "need at least two that are scored, with different values"),
    (r"has no value.*", "has no value: enter one, or choose another kind"),
    (r"is of the kind .*", "has a value and is never scored: empty its value"),
    (r".* does not rise above .*", "does not rise above the level before it: the levels must rise"),
    (r'".*" is already the id of.*', "is mixed up with another one: take one of the two out, and add it again"),
    (r'(?:the level )?".*" is given twice.*', "is there twice: keep one of them"),
    (r"has (?:both|neither) all (?:and|nor) any.*", "needs at least one condition: choose “all” or “any” and fill in"),
    (r"names (?:both|neither) a question .*", "names no one thing: choose one question or domain"),
    (r"says no threshold.*", "has no limit: enter what it is at most, or at least"),
    (r"goes only with the measure answer.*", "compares a number with an answer: enter a limit instead"),
    (r"an answer is compared by .*", "looks at the answer itself: choose which, and enter no limit"),
    (r"can never be met together .*", f"{_UNMET} together with an earlier condition: choose “any”"),
    (r"duties are never averaged.*", "duties are never averaged: look at the answer itself"),
    (r"(?P<a>.*): use mean", "{a}: look at the mean level"),
    (r"(?P<a>.*): use another measure.*", "{a}: look at something else"),
    (r"one person holds each of these roles.*", "one person holds each of these roles, so their answers cannot be "
     "confidential: add the governor or the trustee"),
    (r"the officer is not of the board.*", "the officer is not of the board: take that tick out"),
    (r"the authority’s own view is .*", "the authority’s own view is its officer’s: tick the officer alone"),
    (r"(?P<a>the .* is not in the audience, so nobody would read this).*", "{a}: empty it, or tick the role"),
    (r'(?P<a>is still to be written): replace "To write: (?P<b>.*)"', "{a}: {b}"),
    (r"(?P<a>\w+): (?P<b>\d+) of (?P<c>\d+) texts are not translated yet, .*", "{b} of {c} texts are not translated "
     "yet: until they are, people read them as they stand"),
    (r'".*" is not known here.*', "names a kind of board or phase that is not known: tick others"),
)  # fmt: skip
_RULES = tuple((re.compile(pattern, re.DOTALL), words) for pattern, words in _SAID)
_GONE_RULE = re.compile(r'there is no (?:question|domain) "[^"]*".*')
_QUOTED = re.compile(r'"([a-z][a-z0-9-]*)"')
_SPOT = re.compile(r",? at \S+\.yaml:\d+")


def plainly(names: Names, message: str, *, question: str, about_levels: bool) -> str:
    """Say it in the words of the desk; what has none here keeps its own, with words in the place of ids."""
    if about_levels and _GONE_RULE.fullmatch(message):
        return _STALE
    for rule, words in _RULES:
        if found := rule.fullmatch(message):
            said = {key: _named(names, key, text, question) for key, text in found.groupdict().items()}
            return words.format(**said)
    return _QUOTED.sub(lambda found: names.known(found[1]) or found[0], _SPOT.sub("", message))


def _named(names: Names, key: str, text: str, question: str) -> str:
    read: dict[str, Callable[[], str]] = {
        "it": lambda: names.known(text) or f"“{text}”",
        "all": lambda: _all(names, text.split(", "), question),
    }
    return read[key]() if key in read else text


def _all(names: Names, ids: list[str], question: str) -> str:
    words = [names.level(question, each) if question else names.known(each) or f"“{each}”" for each in ids]
    return f"{'; '.join(words)} {'is' if len(words) == 1 else 'are'}"
