"""What the disk alone takes meanwhile: an order is answered when PostgreSQL has synced its log, and never earlier.

On a shared machine a sync of eight kilobytes takes 0.1 ms, and now and then a second, whoever asks. Beside the p99 of
orders stands what the same disk did to a file that knows no order.
"""

import contextlib
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

EVERY = 0.02
BLOCK = b"\0" * 8192
FILE_BLOCKS = 512


class Syncs:
    """Milliseconds of each sync so far."""

    def __init__(self) -> None:
        self.took: list[float] = []

    @property
    def p99_ms(self) -> float:
        return sorted(self.took)[len(self.took) * 99 // 100]

    @property
    def worst_ms(self) -> float:
        return max(self.took)


@contextlib.contextmanager
def watching(folder: Path) -> Iterator[Syncs]:
    """Overwrite and sync a block of a file in `folder` fifty times a second, until the block ends."""
    syncs, over = Syncs(), threading.Event()
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(BLOCK * FILE_BLOCKS)
        file.flush()
        os.fsync(file.fileno())
        watcher = threading.Thread(target=_watch, args=(file.fileno(), syncs, over))
        watcher.start()
        try:
            yield syncs
        finally:
            over.set()
            watcher.join()


def _watch(file: int, syncs: Syncs, over: threading.Event) -> None:
    while True:
        os.pwrite(file, BLOCK, len(syncs.took) % FILE_BLOCKS * len(BLOCK))
        started = time.perf_counter()
        os.fdatasync(file)
        syncs.took.append((time.perf_counter() - started) * 1000)
        if over.wait(EVERY):
            return
