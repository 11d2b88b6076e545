"""Medians of interleaved rounds: what slows the machine for a moment slows all sides."""

import statistics
import time
from collections.abc import Callable


def milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def interleaved(rounds: int, **sides: Callable[[], object]) -> dict[str, list[float]]:
    """Milliseconds of each side, taking turns."""
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, work in sides.items():
            taken[name].append(milliseconds(work))
    return taken


def median(values: list[float]) -> float:
    return statistics.median(values)


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
