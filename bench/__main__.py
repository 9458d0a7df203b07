"""Races every statistic beside other programs, or those named, and prints ratios."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from bench.contests import CONTESTS
from bench.machine import describe, load
from bench.promise import promise
from bench.report import HOW, SIZES, measure

RESULTS = Path(__file__).resolve().parent / "results"
EVERYTHING = "everything"
NAMES = (*(contest.name for contest in CONTESTS), EVERYTHING)


def main() -> int:
    """Run what was asked for; exit 1 if numbers differ, or ours is slower or larger than it is to be."""
    chosen = _chosen()
    names = chosen.names or NAMES
    day = datetime.now(UTC).date().isoformat()
    heading = [f"# Speed beside other programs, {day}", "", f"{describe()}.", ""]
    details: list[str] = []

    def say(line: str) -> None:
        print(line, flush=True)
        details.append(line)

    print("\n".join(heading), flush=True)
    began = load()
    contests = [contest for contest in CONTESTS if contest.name in names]
    found = measure(contests, sizes=chosen.sizes, rounds=chosen.rounds, ends=EVERYTHING in names, say=say)
    rows = promise(contests, found, sizes=chosen.sizes)
    faults = [fault for row in rows for fault in row.faults]
    told = [row.text for row in rows] + ["", *(f"Not as it is to be: {fault}." for fault in faults)]
    told += [f"Programs that wanted a core: {began} when it began, {load()} when it ended.", ""]
    print("\n".join(["", *told, HOW]))
    if chosen.save:
        RESULTS.mkdir(exist_ok=True)
        text = "\n".join([*heading, *told, HOW, "", "## Every race", "", *details])
        (RESULTS / f"{day}.md").write_text(text + "\n", encoding="utf-8")
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
    chosen.sizes = sorted(set(chosen.sizes))
    if chosen.rounds < 1 or min(chosen.sizes) < 2:
        parser.error("there must be 1 round or more, and 2 boards or more")
    return chosen


raise SystemExit(main())
