import pytest

from govscore.benchmarking.model import Balance, Benchmark, Comparator, ComparatorSummary
from govscore.reporting.beside_model import Comparison
from govscore.reporting.comparison import characteristic_words, compose_comparison
from tests.make import make_id


def comparison_of(
    *distances: float,
    left_out: tuple[str, ...] = (),
    filled: tuple[str, ...] = (),
    few_similar: bool = False,
    balance: tuple[Balance, ...] = (),
) -> Comparison:
    summary = ComparatorSummary(
        phase="primary",
        members=tuple(
            Comparator(
                board_id=make_id("board", place),
                name=f"School {place}",
                distance=distance,
                contributions=(("pupils", 0.1), ("fsm", distance**2 - 0.1)),
            )
            for place, distance in enumerate(distances)
        ),
        weights=(("pupils", 0.5), ("fsm", 0.5)) if distances else (),
        left_out=left_out,
        filled=filled,
        balance=balance,
        few_similar=few_similar,
    )
    return compose_comparison(Benchmark(comparators=summary, domains=()), phase="primary")


def test_the_boards_are_named_with_how_alike_they_are() -> None:
    assert [member.words for member in comparison_of(0.4, 0.9, 1.5, 2.5).members] == [
        "very alike",
        "alike; differs most in free school meals",
        "less alike; differs most in free school meals",
        "not much alike; differs most in free school meals",
    ]


def test_how_they_were_chosen_names_every_weight() -> None:
    chosen = " ".join(comparison_of(0.4).how_chosen)
    assert "number of pupils (50%) and free school meals (50%)" in chosen
    assert "never your own" in chosen


def test_without_comparators_it_says_so_and_claims_no_weights() -> None:
    comparison = comparison_of()
    assert comparison.words == "There is no board to compare with yet."
    assert len(comparison.how_chosen) == 1


def test_cautions_name_what_is_weak_about_the_set() -> None:
    cautions = comparison_of(0.4, left_out=("eal",), filled=("sen",), few_similar=True).cautions
    assert [words.split(":")[0].split(",")[0] for words in cautions] == [
        "Few boards are much like yours",
        "Left out",
        "Not known of your board",
    ]
    assert comparison_of(0.4).cautions == ()


@pytest.mark.parametrize(
    ("name", "own", "low", "high", "expected"),
    [
        ("pupils", 210.4, 98.0, 320.0, ("210", "98 to 320")),
        ("fsm", 12.25, 8.0, 30.0, ("12.3%", "8.0% to 30.0%")),
        ("rural", 1.0, 0.0, 0.0, ("rural", "urban")),
        ("sen", None, None, None, ("not known", "not known")),
        ("other", 1.5, 1.0, 2.0, ("1.5", "1.0 to 2.0")),
    ],
)
def test_a_characteristic_is_written_in_its_own_unit(
    name: str, own: float | None, low: float | None, high: float | None, expected: tuple[str, str]
) -> None:
    balance = Balance(characteristic=name, own=own, median=own, p10=low, p90=high)
    (line,) = comparison_of(0.4, balance=(balance,)).balance
    assert (line.own, line.usual) == expected
    assert line.weight == ("50%" if name in ("pupils", "fsm") else "not used")


def test_a_characteristic_that_is_new_here_keeps_its_name() -> None:
    assert characteristic_words("other") == "other"
