"""What a table of times says of the machine it was made on: nothing that names the machine or a place on it."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

from bench.peers import r_version


def describe() -> str:
    """Say processor, cores, memory, system and versions in one line."""
    parts = [f"{_processor()}, {os.cpu_count()} cores"]
    if memory := _gigabytes():
        parts.append(f"{memory:.0f} GB")
    parts += [f"{_system()} {platform.machine()}", f"Python {platform.python_version()}"]
    parts += [f"{label} {version(name)}" for label, name in (("NumPy", "numpy"), ("SciPy", "scipy"))]
    return ", ".join([*parts, *r_version()])


def load() -> str:
    """Say how many programs want a core, on average of the last minute; others' work slows both sides."""
    return f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else "not known"


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return f"{platform.system()} {platform.release()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "processor not known"
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, "processor not known")


def _gigabytes() -> float | None:
    names = os.sysconf_names if hasattr(os, "sysconf_names") else {}
    if not {"SC_PAGE_SIZE", "SC_PHYS_PAGES"} <= names.keys():
        return None
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
