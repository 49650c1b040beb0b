"""How long a call takes."""

import statistics
import threading
import time
from collections.abc import Callable

SECONDS = 1.0  # for one measurement


def median_ms(call: Callable[[], object], seconds: float = SECONDS) -> float:
    """Return the median time of a call in milliseconds, after a warm-up of a tenth of the time."""
    warm = time.perf_counter() + seconds / 10
    while time.perf_counter() < warm:
        call()
    times = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(times) < 5:
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1_000


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
