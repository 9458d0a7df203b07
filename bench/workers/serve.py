"""The loop of a worker; standard library only, since peers run it too."""

import json
import resource
import sys
import time


def _peak_megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def serve(work):
    """Time `work()` once for every line read, and print seconds, numbers and peak memory above the start."""
    before = _peak_megabytes()
    for _ in sys.stdin:
        start = time.perf_counter()
        numbers = work()
        seconds = time.perf_counter() - start
        lap = {"seconds": seconds, "numbers": numbers, "megabytes": _peak_megabytes() - before}
        print(json.dumps(lap), flush=True)
