"""Processes in which the cases are read: each case under a limit, and a worker that dies is told of and replaced.

Memory is what a process holds in all, the program with it; time is that of the processor, so that a busy
machine does no reader wrong. A reader that sleeps or hangs is ended by the clock.
"""

import multiprocessing
import resource
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from bench.fuzzing.cases import Case, kind_of, make_case
from bench.fuzzing.verdict import BREACH, Verdict, judge

LIMIT_MB = 512
LIMIT_SECONDS = 10
HANGS_AFTER = 90
_ADDRESSES = LIMIT_MB * 1024 * 1024
_FETCHES = ("socket.connect", "socket.getaddrinfo", "urllib.Request", "subprocess.Popen", "os.system")


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a worker tells of one case."""

    number: int
    kind: str
    outcome: str
    said: str
    seconds: float
    megabytes: float


@dataclass(kw_only=True)
class _Worker:
    process: SpawnProcess
    line: Connection
    number: int | None = None
    since: float = 0.0


def send_all(numbers: Iterable[int], *, seed: int, workers: int) -> Iterator[Told]:
    """Read every case in one of some processes, and tell of each as it is done."""
    left = iter(numbers)
    crew = [_hire(seed) for _ in range(workers)]
    for worker in crew:
        _give(worker, left)
    while any(worker.number is not None for worker in crew):
        ready = wait([worker.line for worker in crew if worker.number is not None], timeout=5)
        for place, worker in enumerate(crew):
            if worker.number is None:
                continue
            if worker.line in ready:
                told = _heard(worker)
                if told is None:
                    again = worker.number
                    worker = crew[place] = _hire(seed)
                    _give(worker, iter((again,)))
                    continue
            elif time.monotonic() - worker.since > HANGS_AFTER:
                told = _lost(worker, f"hung for {HANGS_AFTER} s")
            else:
                continue
            if not worker.process.is_alive():
                worker = crew[place] = _hire(seed)
            _give(worker, left)
            yield told
    for worker in crew:
        worker.line.close()
        worker.process.join(10)


def _hire(seed: int) -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, seed), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process=process, line=ours)


def _give(worker: _Worker, left: Iterator[int]) -> None:
    worker.number, worker.since = next(left, None), time.monotonic()
    if worker.number is not None:
        worker.line.send(worker.number)


def _heard(worker: _Worker) -> Told | None:
    """What became of a case; nothing where somebody asked the process to end, which no reader can do."""
    try:
        told = worker.line.recv()
    except EOFError:
        worker.process.join(10)
        code = worker.process.exitcode
        if code == -signal.SIGTERM:
            return None
        is_slow = code == -signal.SIGPROF
        return _lost(worker, f"took over {LIMIT_SECONDS} s" if is_slow else f"ended the process ({code})")
    if not isinstance(told, Told):
        raise TypeError(told)
    return told


def _lost(worker: _Worker, reason: str) -> Told:
    worker.process.kill()
    worker.process.join(10)
    number = worker.number or 0
    return Told(
        number=number,
        kind=kind_of(number),
        outcome=BREACH,
        said=reason,
        seconds=float(LIMIT_SECONDS),
        megabytes=0,
    )


def _work(line: Connection, seed: int) -> None:
    """Make and read the cases that are asked for; making one is not limited, and reading it is."""
    reached: list[str] = []
    sys.addaudithook(lambda event, given: _note(reached, event, given))
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    while True:
        try:
            number = line.recv()
        except EOFError:
            return
        case = make_case(number, seed=seed)
        reached.clear()
        resource.setrlimit(resource.RLIMIT_AS, (_held("VmSize") + _ADDRESSES, most))
        told = _measured(case, reached)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        line.send(told)


def _note(reached: list[str], event: str, given: tuple[object, ...]) -> None:
    if event in _FETCHES or (event == "open" and given and str(given[0]).startswith("/etc/")):
        reached.append(f"{event} {given[:1]}")


def _measured(case: Case, reached: list[str]) -> Told:
    _forget_peak()
    began = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, LIMIT_SECONDS)
    verdict = judge(case.file)
    signal.setitimer(signal.ITIMER_PROF, 0)
    seconds, megabytes = time.process_time() - began, _held("VmHWM") / 1e6
    if reached:
        verdict = Verdict(outcome=BREACH, said=f"reached out: {reached[:3]}")
    elif megabytes > LIMIT_MB:
        verdict = Verdict(outcome=BREACH, said=f"took {megabytes:,.0f} MB")
    return Told(
        number=case.number,
        kind=case.kind,
        outcome=verdict.outcome,
        said=verdict.said[:3_000] if verdict.outcome == BREACH else "",
        seconds=seconds,
        megabytes=megabytes,
    )


def _held(name: str) -> int:
    """What Linux says of this process, in bytes."""
    lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(name + ":"))


def _forget_peak() -> None:
    """Let the peak of memory begin anew."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
