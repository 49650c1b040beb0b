"""How long a call takes."""

import statistics
import threading
import time
from collections.abc import Callable, Mapping

SECONDS = 2.0  # for one measurement
TURNS = 8


def medians_ms(ways: Mapping[str, Callable[[], object]], seconds: float = SECONDS) -> dict[str, float]:
    """Return the median time of each way in milliseconds.

    The ways take turns, so that what else the machine does falls on all of them; the first turn is a warm-up.
    """
    times: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(TURNS + 1):
        for name, way in ways.items():
            measured = turn_of(way, seconds / TURNS)
            times[name] += measured if turn else []
    return {name: statistics.median(measured) * 1_000 for name, measured in times.items()}


def turn_of(way: Callable[[], object], seconds: float) -> list[float]:
    """Return how long each call took, in seconds, for some time and three calls at least."""
    times = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(times) < 3:
        start = time.perf_counter()
        way()
        times.append(time.perf_counter() - start)
    return times


def per_second(call: Callable[[], object], threads: int, seconds: float = SECONDS) -> float:
    """Return how many calls a second some threads make together."""
    counts = [0] * threads
    end = time.perf_counter() + seconds

    def work(index: int) -> None:
        while time.perf_counter() < end:
            call()
            counts[index] += 1

    workers = [threading.Thread(target=work, args=(index,)) for index in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(counts) / seconds
