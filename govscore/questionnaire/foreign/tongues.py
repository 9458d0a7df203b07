"""Languages as other tools name them, and by the codes of ISO 639 that we go by."""

import re
from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "ar": "Arabic",
    "bn": "Bengali",
    "cy": "Welsh",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ga": "Irish",
    "gd": "Scottish Gaelic",
    "gu": "Gujarati",
    "it": "Italian",
    "kw": "Cornish",
    "lt": "Lithuanian",
    "pa": "Punjabi",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "so": "Somali",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "zh": "Chinese",
}
_CODES = {name.casefold(): code for code, name in NAMES.items()}
_IN_BRACKETS = re.compile(r"\(\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9-]+)?\s*\)\s*$")
_BARE = re.compile(r"([a-z]{2,3})(?:[-_][A-Za-z0-9-]+)?")


def code_of(name: str) -> str | None:
    """Find the code of a language: `Welsh (cy)`, `Welsh`, `cy` and `cy-GB` are all `cy`."""
    if found := _IN_BRACKETS.search(name[-40:]):
        return found[1].lower()
    if bare := _BARE.fullmatch(name.strip()):
        return bare[1]
    return _CODES.get(name.strip().casefold())


def full_name(code: str) -> str:
    """Name a language as XLSForm does, such as `Welsh (cy)`."""
    return f"{NAMES.get(code, code)} ({code})"
