"""Whatever is in the files, reading them ends in a questionnaire or in faults, never in anything else."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govscore.questionnaire.loader import check_questionnaire
from govscore.questionnaire.yaml_reader import read_yaml
from tests.questionnaire.folders import SOUND, copy_sound

FILES = tuple(path.relative_to(SOUND).as_posix() for path in sorted(SOUND.rglob("*.yaml")))
SNIPPETS = (
    *(
        "\t",
        "\n",
        ": ",
        "- ",
        "&a ",
        "*a",
        "<<: {}",
        "!!python/object:os.system ",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        "#",
    ),
    *(
        "---\n",
        "no",
        "yes",
        "true",
        "null",
        "~",
        "1",
        "-1",
        "0.5",
        "2.50",
        "1e400",
        "9" * 40,
        "is: yes",
        "all: []",
    ),
    *("not: {}", "|\n", ">", "\x00", "\u2028", "\ufeff", "é", "\U0001f600", "x" * 200, "question: vision"),
    *("weight: 0", "kind: dont-know"),
)
YAML_SIGNS = st.text(alphabet="abc01.:-,[]{}&*!|>'\"%@`#?~<= \n\t\\", max_size=60)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return copy_sound(tmp_path_factory.mktemp("fuzz"))


@given(
    st.one_of(st.binary(max_size=60), st.text(max_size=60).map(lambda t: t.encode(errors="surrogatepass")))
)
@settings(max_examples=150, deadline=None)
def test_any_bytes_become_a_document(raw):
    assert read_yaml(raw).is_whole or read_yaml(raw).problems


@given(YAML_SIGNS)
@settings(max_examples=150, deadline=None)
def test_any_signs_of_yaml_become_a_document(text):
    document = read_yaml(text.encode())
    assert all(1 <= problem.line <= text.count("\n") + 2 for problem in document.problems)


@st.composite
def mutations(draw):
    """One file of the sound questionnaire with a few cuts, copies and insertions."""
    file = draw(st.sampled_from(FILES))
    text = (SOUND / file).read_text(encoding="utf-8")
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        text = text[:start] + draw(st.sampled_from((*SNIPPETS, "", text[start:end] * 2))) + text[end:]
    return file, text


@given(mutations())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_change_to_a_sound_file_ends_in_faults_or_in_none(folder, mutation):
    file, text = mutation
    before = (folder / file).read_bytes()
    try:
        (folder / file).write_bytes(text.encode())
        faults, warnings = check_questionnaire(folder)
    finally:
        (folder / file).write_bytes(before)
    assert all(fault.line >= 1 and fault.where and "\n" not in str(fault) for fault in (*faults, *warnings))
