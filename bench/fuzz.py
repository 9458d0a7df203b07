"""Sends spoilt questionnaires to every reader, each under a limit: no traceback, no breach of memory or time.

`python -m bench.fuzz` sends 20,000; `--seed` makes others, and `--case` shows what becomes of one.
"""

import argparse
import os
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from bench.fuzzing.cases import KINDS, SEED, kind_of, make_case
from bench.fuzzing.verdict import BREACH, judge
from bench.fuzzing.workers import LIMIT_MB, LIMIT_SECONDS, Told, send_all


@dataclass(kw_only=True)
class Tally:
    """What came of the cases so far."""

    outcomes: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    breaches: list[Told] = field(default_factory=list)
    slowest: Told | None = None
    largest: Told | None = None

    def take(self, told: Told) -> None:
        """Count one."""
        self.outcomes[told.outcome] += 1
        self.kinds[told.kind] += 1
        if told.outcome == BREACH:
            self.breaches.append(told)
        if self.slowest is None or told.seconds > self.slowest.seconds:
            self.slowest = told
        if self.largest is None or told.megabytes > self.largest.megabytes:
            self.largest = told


def main() -> int:
    """Send the cases; exit 1 if any reader broke its word."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument(
        "--first", type=int, default=0, metavar="NUMBER", help="begin with the case of this number"
    )
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--kind", choices=KINDS, help="send only the cases of one kind")
    parser.add_argument("--case", type=int, help="send one case only, here and without a limit")
    chosen = parser.parse_args()
    if chosen.case is not None:
        return _show(chosen.case, chosen.seed)
    numbers = [
        n for n in range(chosen.first, chosen.first + chosen.cases) if chosen.kind in (None, kind_of(n))
    ]
    began, tally = time.monotonic(), Tally()
    for told in send_all(numbers, seed=chosen.seed, workers=chosen.workers):
        tally.take(told)
        if told.outcome == BREACH:
            print(_line(told, chosen.seed), flush=True)
    _report(tally, seconds=time.monotonic() - began, seed=chosen.seed)
    return 1 if tally.breaches else 0


def _show(number: int, seed: int) -> int:
    case = make_case(number, seed=seed)
    verdict = judge(case.file)
    print(
        f"{case.kind}: {case.file.name[:80]!r}, {len(case.file.raw):,} bytes: {verdict.outcome}\n{verdict.said}"
    )
    return 1 if verdict.outcome == BREACH else 0


def _report(tally: Tally, *, seconds: float, seed: int) -> None:
    total = sum(tally.outcomes.values())
    print(f"{total:,} cases of {len(tally.kinds)} kinds with the seed {seed} in {seconds:,.0f} s")
    for outcome, count in tally.outcomes.most_common():
        print(f"  {outcome}: {count:,}")
    print(f"limits: {LIMIT_SECONDS} s of processor time and {LIMIT_MB} MB for each case")
    if tally.slowest and tally.largest:
        print(f"slowest: {_line(tally.slowest, seed)}")
        print(f"most memory: {_line(tally.largest, seed)}")


def _line(told: Told, seed: int) -> str:
    said = f"\n{told.said}" if told.outcome == BREACH else ""
    return (
        f"case {told.number} of seed {seed} ({told.kind}): {told.outcome}, "
        f"{told.seconds:.2f} s, {told.megabytes:,.0f} MB{said}"
    )


if __name__ == "__main__":
    sys.exit(main())
