"""What `govscore analyse --json` prints where a figure is not defined: null, and why, in the same place."""

import json
from typing import Any

import pytest

from govscore.benchmarking.analysis import analyse_domain
from govscore.benchmarking.ratings import read_ratings
from govscore.reporting.analysis_json import NamedAnalysis, written


def document(rows: str, questions: str = "q1,q2,q3", *names: str) -> Any:
    """The whole document of a file with one domain, or with the same one under several names."""
    scales = dict.fromkeys(questions.split(","), (1, 4))
    content = f"board,{questions}\n{rows}".encode()
    ratings = read_ratings(content, name="a.csv", group="board", scales=scales)
    found = analyse_domain(ratings.group, ratings.codes, n_groups=len(ratings.groups), options=(1, 4))
    domains = [
        NamedAnalysis(name=name, questions=tuple(scales), analysis=found) for name in (names or ("d",))
    ]
    return json.loads("".join(written(ratings, domains)))


def domain(rows: str, questions: str = "q1,q2,q3") -> Any:
    return document(rows, questions)["domains"]["d"]


def test_a_question_that_all_answered_alike_has_its_own_reason() -> None:
    found = domain("1,1,2,4\n1,2,2,4\n2,3,4,4\n2,4,3,4\n")["reliability"]
    assert found["item_rest"]["q3"] is found["alpha_if_dropped"]["q3"] is None
    assert found["item_rest"]["q1"] == pytest.approx(0.6742, abs=1e-4)
    assert found["reasons"] == {
        "item_rest": {"q3": "no_variation"},
        "alpha_if_dropped": {"q1": "too_few", "q2": "too_few", "q3": "no_variation"},
    }


def test_an_interval_that_is_not_there_is_two_nulls_with_one_reason() -> None:
    found = domain("1,1,2,4\n")
    assert found["reliability"]["alpha_ci"] == found["between"]["icc1_ci"] == [None, None]
    assert found["reliability"]["reasons"]["alpha_ci"] == "too_few"
    assert found["between"]["reasons"]["icc1_ci"] == "too_few"
    assert (found["between"]["n"], found["between"]["k"]) == (1, 1)


def test_where_nobody_differs_within_a_group_the_model_says_no_variation() -> None:
    found = domain("1,1,1,1\n1,1,1,1\n2,3,3,3\n2,3,3,3\n")
    assert found["between"]["msw"] == found["funnel"]["sigma2"] == 0.0
    assert found["between"]["icc1"] == 1.0
    assert found["between"]["reasons"] == dict.fromkeys(
        ("f", "icc1_ci", "icc2_ci", "tau2", "sigma2", "mu"), "no_variation"
    )
    assert set(found["funnel"]["reasons"].values()) == {"no_variation"}
    assert found["groups"]["1"]["reasons"]["z"] == "no_variation"
    assert found["groups"]["1"]["percentile"] == 0.0


def test_items_that_run_against_each_other_have_no_omega() -> None:
    found = domain("1,1,4\n1,2,3\n2,3,2\n2,4,2\n", "q1,q2")["reliability"]
    assert found["omega"] is None
    assert found["reasons"]["omega"] == "not_admissible"
    assert found["alpha"] < 0


def test_a_domain_of_one_question_gives_nobody_a_score_and_keeps_its_agreement() -> None:
    found = domain("1,1\n1,2\n1,4\n", "q1")
    group = found["groups"]["1"]
    assert (group["n"], group["mean"], group["reasons"]["mean"]) == (0, None, "too_few")
    assert group["ad_mean"] == pytest.approx(10 / 9)


def test_blocks_without_a_null_have_no_reasons_and_a_group_always_has() -> None:
    found = domain("1,1,2,2\n1,2,2,1\n1,3,4,3\n1,4,3,4\n2,1,1,2\n2,1,2,1\n2,2,1,1\n2,1,1,1\n")
    assert "reasons" not in found["reliability"] | found["between"] | found["funnel"]
    assert found["groups"]["1"]["reasons"] == {}


def test_names_with_quotation_marks_are_still_json_and_domains_keep_their_order() -> None:
    found = document('"the ""old"" one",1,2,4\n', "q1,q2,q3", 'b"', "a")
    assert list(found["domains"]) == ['b"', "a"]
    assert list(found["domains"]["a"]["groups"]) == ['the "old" one']


def test_without_a_domain_or_a_group_it_is_still_one_document() -> None:
    found = document("")
    assert found["input"] == {"rows": 0, "groups": 0, "refused": []}
    assert found["domains"]["d"]["groups"] == {}
