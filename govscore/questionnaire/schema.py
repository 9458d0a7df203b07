"""The JSON Schema of a questionnaire's files, for editors that complete and underline while somebody writes.

A file's first line names its part: `# yaml-language-server: $schema=../../schema.json#/$defs/Manifest`.
Without the part, the schema finds out by itself which of the four kinds a file is.
"""

import json

from pydantic.json_schema import models_json_schema

from govscore.questionnaire.model import AdviceFile, Domain, Manifest, Rubric

FILE_NAME = "schema.json"

_TOLD_BY = (("scales", Manifest), ("levels", Rubric), ("recommendations", AdviceFile))


def json_schema() -> str:
    """Write the schema of all four kinds of file, the same text for the same models."""
    models = (Manifest, Domain, Rubric, AdviceFile)
    _, schema = models_json_schema([(model, "validation") for model in models], by_alias=True)
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of a questionnaire",
        **_kind_of_file(),
        "$defs": schema["$defs"],
    }
    return json.dumps(whole, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _kind_of_file() -> dict[str, object]:
    """Tell the kinds apart by a key that only one of them has; what has none of these is a domain."""
    rest: dict[str, object] = {"$ref": "#/$defs/Domain"}
    for key, model in reversed(_TOLD_BY):
        rest = {"if": {"required": [key]}, "then": {"$ref": f"#/$defs/{model.__name__}"}, "else": rest}
    return rest
