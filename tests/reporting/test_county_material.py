from govscore.benchmarking.standing.funnel import funnel_limits
from govscore.reporting.county_material import funnel_steps


def test_limits_become_one_step_a_number_of_answers_with_plain_numbers() -> None:
    limits = funnel_limits([4, 16], 3.0, 0.64)
    steps = funnel_steps(limits)
    assert [step.n for step in steps] == [4, 16]
    assert all(type(step.n) is int and type(step.low_95) is float for step in steps)
    wide, narrow = steps
    assert wide.low_998 < wide.low_95 < narrow.low_95 < 3 < narrow.high_95 < wide.high_95 < wide.high_998
