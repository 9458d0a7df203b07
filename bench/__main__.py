"""Races every statistic beside other programs, or those named, and prints ratios."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from bench.contests import CONTESTS
from bench.report import SIZES, report

RESULTS = Path(__file__).resolve().parent / "results"
EVERYTHING = "everything"
NAMES = (*(contest.name for contest in CONTESTS), EVERYTHING)


def main() -> int:
    """Run what was asked for; exit 1 if numbers differ, or ours is slower or larger than it is to be."""
    chosen = _chosen()
    names = chosen.names or NAMES
    day = datetime.now(UTC).date().isoformat()
    told: list[str] = [f"# Speed beside other programs, {day}", ""]
    faults: list[str] = []
    print("\n".join(told), flush=True)
    contests = [contest for contest in CONTESTS if contest.name in names]
    for row in report(contests, sizes=chosen.sizes, rounds=chosen.rounds, ends=EVERYTHING in names):
        print(row.text, flush=True)
        told.append(row.text)
        faults += row.faults
    verdict = ["", *(f"Not as it is to be: {fault}." for fault in faults)]
    print("\n".join(verdict))
    if chosen.save:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"{day}.md").write_text(
            "\n".join(told + (verdict if faults else [])) + "\n", encoding="utf-8"
        )
    return 1 if faults else 0


def _chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"which of {', '.join(NAMES)} (default: all)")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each, in turn (default: 5)")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, help="numbers of boards (default: 300 3000 22000)"
    )
    parser.add_argument("--save", action="store_true", help="keep the table in bench/results, by its date")
    chosen = parser.parse_args()
    unknown = [name for name in chosen.names if name not in NAMES]
    if unknown:
        parser.error(f"no benchmark is called {', '.join(unknown)}; there are {', '.join(NAMES)}")
    if chosen.rounds < 1 or min(chosen.sizes) < 2:
        parser.error("there must be 1 round or more, and 2 boards or more")
    return chosen


raise SystemExit(main())
