"""`govscore analyse` on a file of raters in groups: R's numbers, and a plain word where something is wrong."""

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarking import reference
from tests.cli.conftest import Ran, Run

BOARDS = reference.FOLDER / "boards.csv"
CLOSED_FORM, REML, OMEGA = 1e-10, 1e-6, 1e-4
GROUP_KEYS = [
    "n",
    "mean",
    "rwg_j",
    "rwg_star_j",
    "awg",
    "ad_mean",
    "ad_median",
    "krippendorff_nominal",
    "krippendorff_ordinal",
    "krippendorff_interval",
    "kendall_w",
    "kendall_p",
    "eb",
    "eb_sd",
    "reliability",
    "z",
    "p",
    "q",
    "expected_rank",
    "percentile",
    "reasons",
]
# What the document calls each figure, what the expected file calls it, and how near they must be.
AGREEMENT = {
    "n": ("n", 0.0),
    "mean": ("mean", CLOSED_FORM),
    "rwg_j": ("rwg_j_uniform", CLOSED_FORM),
    "rwg_star_j": ("rwg_star_uniform", CLOSED_FORM),
    **{name: (name, CLOSED_FORM) for name in ("awg", "ad_mean", "ad_median", "kendall_w", "kendall_p")},
    **{
        f"krippendorff_{level}": (f"krippendorff_{level}", CLOSED_FORM)
        for level in ("nominal", "ordinal", "interval")
    },
}
COMPARISON = {
    "z": ("z", CLOSED_FORM),
    "p": ("p", CLOSED_FORM),
    "q": ("q_bh", CLOSED_FORM),
    "percentile": ("percentile_of_others", CLOSED_FORM),
    **{name: (name, REML) for name in ("eb", "eb_sd", "reliability", "expected_rank")},
}
RELIABILITY = {
    "n_complete": ("n_complete", 0.0),
    "alpha": ("alpha", CLOSED_FORM),
    "alpha_ci": ("alpha_ci_feldt", CLOSED_FORM),
    "lambda2": ("lambda2_covariance", CLOSED_FORM),
    "omega": ("omega_minres_standardised", OMEGA),
    "item_rest": ("item_rest", CLOSED_FORM),
    "alpha_if_dropped": ("alpha_if_dropped", CLOSED_FORM),
}
BETWEEN = {
    **{name: (name, 0.0) for name in ("n", "k")},
    **{name: (name, CLOSED_FORM) for name in ("n0", "msb", "msw", "f", "icc1", "icc1_ci", "icc2", "icc2_ci")},
    **{name: (name, REML) for name in ("tau2", "sigma2")},
    "mu": ("mu", 1e-8),
}
FUNNEL = {
    **{
        name: (name, CLOSED_FORM)
        for name in ("target", "sigma2", "phi", "phi_winsorised", "phi_corrected", "tau2_dl")
    },
    "tau2_reml": ("tau2_reml", REML),
}
# The planted cases: board, domain, figure, and why it is not there.
PLANTED = [
    ("7", "strategy", "ad_mean", "too_few"),
    ("7", "people", "kendall_w", "too_few"),
    ("4", "finance", "krippendorff_nominal", "no_variation"),
    ("4", "finance", "kendall_w", "no_variation"),
    ("3", "oversight", "kendall_p", "no_variation"),
    ("2100", "people", "mean", "too_few"),
    ("2100", "people", "eb", "too_few"),
    ("2100", "people", "z", "too_few"),
    ("2100", "people", "expected_rank", "too_few"),
    ("2100", "people", "percentile", "too_few"),
    ("2100", "people", "awg", "too_few"),
]
ONE = ("--group", "board", "--domain", "d=q1,q2", "--options", "d=1..4")


def arguments(*names: str) -> list[str]:
    """The reference county's domains and options as they are given on the command line."""
    found = []
    for name in names:
        options = reference.options(name)
        found += ["--domain", f"{name}={','.join(reference.items(name))}"]
        found += ["--options", f"{name}={options[0]}..{options[-1]}"]
    return found


@pytest.fixture
def document(govscore: Run) -> Any:
    ran = govscore(
        "analyse", BOARDS, "--group", "board", "--rater", "person", *arguments(*reference.DOMAINS), "--json"
    )
    assert (ran.status, ran.err) == (0, "")
    return ran.document


@pytest.fixture
def analysed(govscore: Run, tmp_path: Path) -> Any:
    def run(content: bytes | str, *more: str) -> Ran:
        file = tmp_path / "answers.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return govscore("analyse", file, *ONE, *more)

    return run


def differences(
    found: dict[str, Any], expected: dict[str, Any], names: dict[str, tuple[str, float]]
) -> Iterator[str]:
    for name, (theirs, tolerance) in names.items():
        for ours, other in zip(flat(found[name]), flat(expected[theirs]), strict=True):
            if not near(ours, other, tolerance):
                yield f"{name}: {ours} and not {other}"


def flat(value: Any) -> list[float | None]:
    if isinstance(value, dict):
        return [value[key] for key in sorted(value)]
    return value if isinstance(value, list) else [value]


def near(ours: float | None, other: float | None, tolerance: float) -> bool:
    if other is None or math.isnan(other):
        return ours is None
    return ours is not None and abs(ours - other) <= tolerance * max(1, abs(other))


def undefined(value: Any, reasons: Any, path: str = "") -> Iterator[str]:
    """Every null that has no reason beside it."""
    for key, entry in value.items():
        if key == "reasons":
            continue
        why = reasons.get(key) if isinstance(reasons, dict) else None
        if isinstance(entry, dict):
            yield from undefined(entry, why or {}, f"{path}{key}.")
        elif None in flat(entry) and why not in {
            "too_few",
            "no_variation",
            "not_admissible",
            "not_estimable",
        }:
            yield f"{path}{key}"


@pytest.mark.parametrize("name", reference.DOMAINS)
def test_every_figure_of_a_group_is_rs(document: Any, name: str) -> None:
    groups = document["domains"][name]["groups"]
    expected = {
        row["board"]: {column: reference.number(cell) for column, cell in row.items() if column != "domain"}
        for row in reference.table("expected_board_domain.csv")
        if row["domain"] == name
    }
    assert set(groups) == set(expected)
    wrong = {board: list(differences(groups[board], own, AGREEMENT)) for board, own in expected.items()}
    assert {board: each for board, each in wrong.items() if each} == {}


@pytest.mark.parametrize("name", reference.DOMAINS)
def test_every_comparison_of_a_group_is_rs(document: Any, name: str) -> None:
    groups = document["domains"][name]["groups"]
    rows = [row for row in reference.table("expected_compare.csv") if row["domain"] == name]
    expected = {
        row["board"]: {theirs: reference.number(row[theirs]) for theirs, _ in COMPARISON.values()}
        for row in rows
    }
    wrong = {board: list(differences(groups[board], own, COMPARISON)) for board, own in expected.items()}
    assert {board: each for board, each in wrong.items() if each} == {}
    for board in set(groups) - set(expected):
        assert {groups[board][figure] for figure in COMPARISON} == {None}


@pytest.mark.parametrize("name", reference.DOMAINS)
@pytest.mark.parametrize(
    ("block", "names"), [("reliability", RELIABILITY), ("between", BETWEEN), ("funnel", FUNNEL)]
)
def test_every_figure_of_a_domain_is_rs(
    document: Any, name: str, block: str, names: dict[str, tuple[str, float]]
) -> None:
    found = document["domains"][name][block]
    expected = reference.document("expected_domains.json")["domains"][name][block]
    assert list(differences(found, expected, names)) == []
    assert set(found) == set(names)


def test_the_document_has_the_keys_that_are_promised(document: Any) -> None:
    assert list(document) == ["input", "domains"]
    assert document["input"] == {"rows": 529, "groups": 60, "refused": []}
    assert list(document["domains"]) == list(reference.DOMAINS)
    strategy = document["domains"]["strategy"]
    assert list(strategy) == ["items", "options", "reliability", "between", "funnel", "groups"]
    assert (strategy["items"], strategy["options"]) == (["S1", "S2", "S3"], [1, 4])
    assert {tuple(group) for group in strategy["groups"].values()} == {tuple(GROUP_KEYS)}


def test_groups_are_in_the_order_of_numbers(document: Any) -> None:
    boards = list(document["domains"]["strategy"]["groups"])
    assert boards == [str(board) for board in reference.boards()]


@pytest.mark.parametrize(("board", "name", "figure", "why"), PLANTED)
def test_a_planted_case_has_its_reason(document: Any, board: str, name: str, figure: str, why: str) -> None:
    group = document["domains"][name]["groups"][board]
    assert group[figure] is None
    assert group["reasons"][figure] == why


def test_no_null_is_without_a_reason_and_no_reason_without_a_null(document: Any) -> None:
    for domain in document["domains"].values():
        for group in domain["groups"].values():
            assert {name for name, value in group.items() if value is None} == set(group["reasons"])
        for block in ("reliability", "between", "funnel"):
            assert list(undefined(domain[block], domain[block].get("reasons", {}))) == []


def test_the_order_of_domains_and_rows_does_not_matter(govscore: Run, document: Any, tmp_path: Path) -> None:
    lines = BOARDS.read_text("utf-8").splitlines()
    turned = tmp_path / "turned.csv"
    turned.write_text("\n".join([lines[0], *reversed(lines[1:])]), encoding="utf-8")
    ran = govscore("analyse", turned, "--group", "board", *arguments(*reversed(reference.DOMAINS)), "--json")
    assert list(ran.document["domains"]) == list(reversed(reference.DOMAINS))
    for name, domain in document["domains"].items():
        other = ran.document["domains"][name]
        assert list(other["groups"]) == list(domain["groups"])
        for board, group in domain["groups"].items():
            assert other["groups"][board]["reasons"] == group["reasons"]
            same = {key: (key, 1e-9) for key in GROUP_KEYS[:-1]}
            assert list(differences(other["groups"][board], group, same)) == []


def test_a_number_comes_out_unrounded(document: Any) -> None:
    group = document["domains"]["strategy"]["groups"]["2"]
    assert group["mean"] == pytest.approx(193 / 66, rel=1e-15)


def test_a_person_is_told_the_headline_figures(govscore: Run) -> None:
    ran = govscore("analyse", BOARDS, "--group", "board", *arguments("people", "finance"))
    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "529 raters in 60 groups."
    assert lines[2] == "people: P1, P2, P3, P4, P5; 1 to 4"
    assert lines[3].startswith("376 of 529 people answered every question. Alpha 0.78 (0.")
    assert lines[4].startswith("About 1")
    heading = next(line for line in lines if line.startswith("  group"))
    assert re.split(r"  +", heading.strip()) == [
        "group",
        "people",
        "mean",
        "apart",
        "for comparison",
        "against all people",
    ]
    (none,) = [line for line in lines if line.startswith("  2100  ") and " 0 " in line]
    assert none.split() == ["2100", "0", "–", "–", "–", "–"]
    assert "finance: F1, F2, F3, F4; 1 to 4" in lines


def test_refused_rows_are_told_with_line_and_reason_and_the_rest_is_analysed(analysed: Any) -> None:
    content = "board,person,q1,q2\n1,a,1,2\n1,b,5,2\n,c,1,2\n1,d,3\n1,a,3,3\n2,a,4,DK\n"
    ran = analysed(content, "--rater", "person", "--json")
    assert ran.status == 1
    assert ran.document["input"] == {
        "rows": 6,
        "groups": 2,
        "refused": [
            {"line": 3, "reason": "q1 is “5”; it must be 1 to 4, DK, NA or blank"},
            {"line": 4, "reason": "it names no group"},
            {"line": 5, "reason": "it has 3 cells where the headings are 4"},
            {"line": 6, "reason": "rater “a” of group “1” stands on line 2 already"},
        ],
    }
    assert ran.err == "4 of 6 rows of answers.csv were refused and left out.\n"
    told = analysed(content, "--rater", "person")
    assert told.status == 1
    assert told.out.startswith("line 3: q1 is “5”; it must be")


def test_headings_alone_give_a_document_of_nothing_and_say_so(analysed: Any) -> None:
    ran = analysed("board,q1,q2\n", "--json")
    assert (ran.status, ran.err) == (1, "answers.csv has headings and no row below them.\n")
    domain = ran.document["domains"]["d"]
    assert (ran.document["input"]["rows"], domain["groups"]) == (0, {})
    for block in ("reliability", "between", "funnel"):
        assert list(undefined(domain[block], domain[block]["reasons"])) == []
    assert domain["between"]["n"] == domain["between"]["k"] == domain["reliability"]["n_complete"] == 0
    assert analysed("board,q1,q2\n").status == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "answers.csv is empty"),
        (b"\n \n", "answers.csv is empty"),
        (b"board,q1\n1,2\n", "answers.csv has no column “q2”; its columns are board, q1."),
        (b"board,q1,q2,q1\n1,2,3,4\n", "answers.csv has the column “q1” 2 times"),
        (b"PK\x03\x04rest", "answers.csv is a workbook"),
        (b"board,q1,q2\n1,\x00,2\n", "answers.csv is not text"),
        (b"board,q1,q2\n1,\x81,2\n", "answers.csv, line 2: the byte 0x81"),
        (b'board,q1,q2\n1,2,3\n1,"2,3\n', "answers.csv, line 3: the row that begins here cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_so_in_one_line(analysed: Any, content: bytes, said: str) -> None:
    ran = analysed(content, "--json")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith(said)
    assert ran.err.count("\n") == 1


def test_a_file_that_is_not_there_is_said_so(govscore: Run, tmp_path: Path) -> None:
    missing = tmp_path / "missing.csv"
    ran = govscore("analyse", missing, *ONE, "--json")
    assert (ran.status, ran.out, ran.err) == (1, "", f"{missing}: No such file or directory\n")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--domain", "d=q1", "--options", "d=1-4"], "'d=1-4' names no options"),
        (["--domain", "d=q1", "--options", "d=4..1"], "options go up"),
        (["--domain", "d=q1", "--options", "d=3..3"], "there are 2 to 200 of them"),
        (["--domain", "d=q1", "--options", "d=1..201"], "there are 2 to 200 of them"),
        (["--domain", "d", "--options", "d=1..4"], "'d' is no domain"),
        (["--domain", "d=q1,,q2", "--options", "d=1..4"], "'d=q1,,q2' is no domain"),
        (["--domain", "d=q1", "--domain", "e=q2", "--options", "d=1..4"], "domain e has none"),
        (["--domain", "d=q1", "--options", "d=1..4", "--options", "e=1..4"], "there is no domain e"),
        (["--domain", "d=q1", "--domain", "d=q2", "--options", "d=1..4"], "d is given twice"),
        (["--domain", "d=q1", "--options", "d=1..4", "--options", "d=1..5"], "d is given twice"),
        (["--domain", "d=q1,q1", "--options", "d=1..4"], "question q1 is named twice"),
        (
            ["--domain", "d=q1", "--domain", "e=q1", "--options", "d=1..4", "--options", "e=1..4"],
            "question q1 is named twice",
        ),
        (["--domain", "d=q1,board", "--options", "d=1..4"], "column board cannot be a question"),
        (["--domain", "d=q1"], "--options"),
        ([], "--domain"),
    ],
)
def test_wrong_usage_ends_with_2(govscore: Run, given: list[str], said: str) -> None:
    ran = govscore("analyse", BOARDS, "--group", "board", *given)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_a_windows_file_with_semicolons_and_letters_of_its_own_is_read(analysed: Any) -> None:
    ran = analysed("board;q1;q2\r\nCôté;1;2\r\nCôté;3;4\r\n".encode("cp1252"), "--json")
    assert ran.status == 0
    assert list(ran.document["domains"]["d"]["groups"]) == ["Côté"]
    assert json.loads(ran.out)["input"]["rows"] == 2


def test_a_domain_of_one_question_is_warned_of(govscore: Run, tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text("board,q1\n1,2\n1,3\n", encoding="utf-8")
    ran = govscore("analyse", file, "--group", "board", "--domain", "d=q1", "--options", "d=1..4", "--json")
    assert (ran.status, ran.document["domains"]["d"]["groups"]["1"]["n"]) == (0, 0)
    assert ran.err == "Domain d has one question, so nobody has a score: that takes 2 answers.\n"


def test_every_figure_of_the_document_has_its_entry_in_the_docs(document: Any) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "statistics.md").read_text(encoding="utf-8")
    section = page.partition("## An analyst's own data\n")[2].partition("\n## ")[0]
    for domain in document["domains"].values():
        keys = {key for block in ("reliability", "between", "funnel") for key in domain[block]}
        keys |= {key for group in domain["groups"].values() for key in group}
        assert not [key for key in sorted(keys - {"reasons"}) if f"`{key}`" not in section]


def test_without_any_variation_all_of_reliability_says_so(analysed: Any) -> None:
    rows = "".join(f"{group},3,3\n" for group in (1, 1, 1, 2, 2, 2))
    (found,) = analysed("board,q1,q2\n" + rows, "--json").document["domains"].values()
    reasons = found["reliability"]["reasons"]
    assert reasons["alpha"] == reasons["omega"] == "no_variation"
