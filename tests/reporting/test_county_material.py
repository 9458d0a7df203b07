import pytest
from scipy.special import bdtr, bdtrc

from govscore.benchmarking.standing.funnel import funnel_limits
from govscore.reporting.county_material import funnel_steps, share_steps


def test_limits_become_one_step_a_number_of_answers_with_plain_numbers() -> None:
    limits = funnel_limits([4, 16], 3.0, 0.64)
    steps = funnel_steps(limits)
    assert [step.n for step in steps] == [4, 16]
    assert all(type(step.n) is int and type(step.low_95) is float for step in steps)
    wide, narrow = steps
    assert wide.low_998 < wide.low_95 < narrow.low_95 < 3 < narrow.high_95 < wide.high_95 < wide.high_998


@pytest.mark.parametrize("share", [0.1, 0.5, 0.8])
@pytest.mark.parametrize("n", [5, 9, 16, 40])
def test_a_share_lies_outside_the_limits_only_if_that_is_rare(n: int, share: float) -> None:
    (step,) = share_steps([n], share)
    for yes in range(n + 1):
        below, above = bdtr(yes, n, share), bdtrc(yes - 1, n, share) if yes else 1.0
        assert (yes / n < step.low_95 - 1e-12) == (below < 0.025)
        assert (yes / n > step.high_95 + 1e-12) == (above < 0.025)
        assert (yes / n < step.low_998 - 1e-12) == (below < 0.001)
        assert (yes / n > step.high_998 + 1e-12) == (above < 0.001)
