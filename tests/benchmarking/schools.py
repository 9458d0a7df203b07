"""Characteristics for tests: the invented schools of tests/reference, and random ones with gaps and twins."""

import numpy as np
from hypothesis import strategies as st

from govscore.benchmarking.comparators.distance import Characteristics
from tests.benchmarking import reference

NAN = float("nan")
NAMES = ("pupils", "fsm", "sen", "eal", "rural")


def reference_schools() -> Characteristics:
    """All three phases, in the order of the file."""
    rows = reference.table("schools.csv")
    return Characteristics(
        keys=tuple(row["urn"] for row in rows),
        phases=tuple(row["phase"] for row in rows),
        values={name: [reference.number(row[name]) for row in rows] for name in NAMES},
    )


def primaries(**values: list[float]) -> Characteristics:
    """Primary schools a, b, c and so on."""
    n = len(next(iter(values.values())))
    return Characteristics(
        keys=tuple("abcdefghijklmnopqrstuvwxyz"[:n]), phases=("Primary",) * n, values=values
    )


def _characteristics(rows: list[tuple[str, int, int, float]]) -> Characteristics:
    phases, pupils, fsm, rural = zip(*rows, strict=True)
    return Characteristics(
        keys=tuple(f"{i:03}" for i in range(len(rows))),
        phases=phases,
        values={
            "pupils": np.array(pupils, dtype=float),
            "fsm": np.array(fsm, dtype=float),
            "rural": np.array(rural, dtype=float),
        },
    )


some_schools = st.lists(
    st.tuples(
        st.sampled_from(["Primary", "Secondary"]),
        st.integers(0, 12).map(lambda hundreds: hundreds * 100),
        st.integers(0, 8),
        st.sampled_from([0.0, 1.0, NAN]),
    ),
    min_size=2,
    max_size=60,
).map(_characteristics)
