"""The guard of published versions: `published.json` holds the digest of each, and none ever changes.

To publish a version, add one line to `questionnaires/published.json`: the one that `govscore check` prints
while the version is not in it, `"<code>@<version>": "<digest>"`. To change it later, make a new folder.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from govscore.questionnaire.conditions import Frozen
from govscore.questionnaire.faults import Fault
from govscore.questionnaire.model import Advice, Domain, Manifest, Questionnaire, Rubric
from govscore.questionnaire.yaml_reader import Document

FILE_NAME = "published.json"


@dataclass(frozen=True, kw_only=True)
class Publication:
    """When and why a version was published at the desk, and by whom."""

    code: str
    version: str
    digest: str
    reason: str
    published_by: str
    published_at: datetime


def digest_of(
    manifest: Manifest, domains: tuple[Domain, ...], rubric: Rubric, advice: tuple[Advice, ...]
) -> str:
    """Take the SHA-256 of what the files say, in hexadecimal.

    It is taken over canonical JSON (keys sorted, no spaces, UTF-8) of what the author wrote, without
    defaults. So a comment, the order of keys or the way a text is quoted changes nothing, nor does a key that
    the program gains later; another word, number or order of questions does.
    """
    content = {
        "questionnaire": _written(manifest),
        "domains": [_written(domain) for domain in domains],
        "rubric": _written(rubric),
        "recommendations": [_written(each) for each in advice],
    }
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def published_line(questionnaire: Questionnaire) -> str:
    """Write the line of `published.json` that publishes a questionnaire."""
    return f'"{_key(questionnaire)}": "{questionnaire.digest}"'


def published_text(questionnaires: tuple[Questionnaire, ...]) -> str:
    """Write the whole of `published.json` for some questionnaires."""
    digests = {_key(each): each.digest for each in questionnaires}
    return json.dumps(digests, indent=2, sort_keys=True) + "\n"


def check_published(questionnaire: Questionnaire, *, file: str, document: Document) -> Iterator[Fault]:
    """Find whether a published version was changed."""
    if not isinstance(document.content, dict):
        message = (
            'must hold a line for each version that was published, within braces: {"code@1.0": "digest"}'
        )
        yield Fault(file=file, line=1, where="the whole file", message=message)
    key = _key(questionnaire)
    digest = _digests(document).get(key)
    if digest is not None and digest != questionnaire.digest:
        message = (
            f"a published version never changes: undo the change, or make a new version in its own folder "
            f"(published {digest}, now {questionnaire.digest})"
        )
        yield Fault(file=file, line=document.line((key,)), where=key, message=message)


def warn_unpublished(questionnaire: Questionnaire, *, file: str, document: Document) -> Iterator[Fault]:
    """Say how to publish a version that is not published yet."""
    if _key(questionnaire) not in _digests(document):
        message = f"is not published yet: once it is final, add {published_line(questionnaire)}"
        yield Fault(file=file, line=1, where=_key(questionnaire), message=message)


def published_keys(document: Document) -> tuple[str, ...]:
    """List the versions that were published, as `code@version`."""
    return tuple(_digests(document))


def _digests(document: Document) -> Mapping[str, str]:
    content = document.content if isinstance(document.content, dict) else {}
    return {key: str(value) for key, value in content.items()}


def _key(questionnaire: Questionnaire) -> str:
    return f"{questionnaire.code}@{questionnaire.version}"


def _written(model: Frozen) -> object:
    return model.model_dump(mode="json", by_alias=True, exclude_unset=True)
