import json

from govscore.questionnaire.schema import json_schema


def test_the_schema_is_the_same_text_each_time():
    assert json_schema() == json_schema()


def test_an_editor_finds_each_kind_of_file_by_name():
    assert {"Manifest", "Domain", "Rubric", "AdviceFile"} <= set(json.loads(json_schema())["$defs"])


def test_an_editor_told_nothing_tells_the_kinds_by_their_keys():
    schema = json.loads(json_schema())
    found = []
    while "if" in schema:
        found.append((schema["if"]["required"], schema["then"]["$ref"]))
        schema = schema["else"]
    assert found == [
        (["scales"], "#/$defs/Manifest"),
        (["levels"], "#/$defs/Rubric"),
        (["recommendations"], "#/$defs/AdviceFile"),
    ]
    assert schema == {"$ref": "#/$defs/Domain"}


def test_the_schema_refuses_keys_it_does_not_know_and_speaks_the_files_names():
    definitions = json.loads(json_schema())["$defs"]
    assert definitions["Question"]["additionalProperties"] is False
    assert "not" in definitions["Not"]["properties"]
    assert "is" in definitions["Comparison"]["properties"]
