"""Runs every benchmark, or those named, and prints ratios."""

import argparse

from bench import shrinkage

BENCHMARKS = {"shrinkage": shrinkage.run}


def main() -> int:
    """Run what was asked for; exit 1 if ours and a peer do not give the same numbers."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"which of {', '.join(BENCHMARKS)} (default: all)")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each, in turn (default: 5)")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"no benchmark is called {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    agreed = [BENCHMARKS[name](arguments.rounds) for name in arguments.names or BENCHMARKS]
    return 0 if all(agreed) else 1


raise SystemExit(main())
