"""Keeps a handful of processes running: logs to files, restarts with patience, and leaves nothing behind."""

import contextlib
import json
import os
import selectors
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

from comanda.kernel.embedded import processes
from comanda.kernel.embedded.children import Child, adopt_orphans, descendants, end_group, kill_group, start_child

SETTLED_AFTER = 60.0  # seconds of life that make a crash a new story
LONGEST_PAUSE = 30.0
GRACE = 12.0  # seconds a child has to finish what it is doing
LARGEST_LOG = 20 * 1024 * 1024

Listener = Callable[[str, str], None]  # (child's name, line)


@dataclass
class _Running:
    child: Child
    log: IO[bytes]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    failures: int = 0
    restart_at: float = 0.0
    unfinished: bytes = b""


class Supervisor:
    """`listen` gets every line of every child; `say` gets the supervisor's own words."""

    def __init__(
        self, children: Sequence[Child], *, cwd: Path, var: Path, listen: Listener, say: Callable[[str], None]
    ):
        self._cwd, self._listen, self._say = cwd, listen, say
        self._ledger = var / "run" / "children.json"
        self._selector = selectors.DefaultSelector()
        self._stopping = False
        log_dir = var / "log"
        log_dir.mkdir(parents=True, exist_ok=True)
        self._running = [_Running(child, _open_log(log_dir / f"{child.name}.log")) for child in children]

    def start(self) -> None:
        """Clean up after a supervisor that was killed, then start every child."""
        adopt_orphans()
        end_leftovers(self._ledger)
        for running in self._running:
            self._launch(running)

    def tick(self, seconds: float) -> None:
        """Pass on what children write, notice who ended, restart who waited long enough. Blocks up to `seconds`."""
        for key, _ in self._selector.select(timeout=seconds):
            self._read(key)
        now = time.monotonic()
        for running in self._running:
            if running.process is not None and running.process.poll() is not None:
                self._ended(running, now)
            elif running.process is None and now >= running.restart_at and not self._stopping:
                self._launch(running)

    def stop(self) -> None:
        """All at once asked to end, each given `GRACE`; whatever any of them left behind is killed."""
        self._stopping = True
        alive = [running.process for running in self._running if running.process is not None]
        for process in alive:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
        deadline = time.monotonic() + GRACE
        while time.monotonic() < deadline and any(process.poll() is None for process in alive):
            for key, _ in self._selector.select(timeout=0.1):
                self._read(key)
        for process in alive:
            end_group(process, seconds=0)
        for orphan in descendants():
            with contextlib.suppress(psutil.NoSuchProcess):
                orphan.kill()
        for key in list(self._selector.get_map().values()):
            self._forget(key)
        self._selector.close()
        for running in self._running:
            running.log.close()
        self._ledger.unlink(missing_ok=True)

    def _launch(self, running: _Running) -> None:
        process = start_child(running.child, cwd=self._cwd)
        running.process, running.started_at = process, time.monotonic()
        assert process.stdout is not None  # noqa: S101 - a pipe was asked for
        os.set_blocking(process.stdout.fileno(), False)
        self._selector.register(process.stdout, selectors.EVENT_READ, running)
        self._write_ledger()

    def _read(self, key: selectors.SelectorKey) -> None:
        running: _Running = key.data
        chunk = os.read(key.fd, 65536)
        if not chunk:
            self._forget(key)
            return
        running.log.write(chunk)
        running.log.flush()
        *lines, running.unfinished = (running.unfinished + chunk).split(b"\n")
        for line in lines:
            self._listen(running.child.name, line.decode(errors="replace"))

    def _forget(self, key: selectors.SelectorKey) -> None:
        self._selector.unregister(key.fileobj)
        key.fileobj.close()  # type: ignore[union-attr]

    def _ended(self, running: _Running, now: float) -> None:
        process = running.process
        assert process is not None  # noqa: S101 - just polled
        kill_group(process.pid)  # its own children must be gone before it takes their port again
        running.process = None
        if process.returncode == 0 and not running.child.needed:
            running.restart_at = float("inf")
            return
        running.failures = 1 if now - running.started_at > SETTLED_AFTER else running.failures + 1
        pause = min(LONGEST_PAUSE, 0.5 * 2 ** (running.failures - 1))
        running.restart_at = now + pause
        self._say(f"{running.child.name} ended with {process.returncode}; starting it again in {pause:g} s")

    def _write_ledger(self) -> None:
        alive = [running.process.pid for running in self._running if running.process is not None]
        known = [{"pid": pid, "created": created} for pid in alive if (created := _created(pid)) is not None]
        self._ledger.parent.mkdir(parents=True, exist_ok=True)
        draft = self._ledger.with_suffix(".new")
        draft.write_text(json.dumps(known))
        draft.replace(self._ledger)


def end_leftovers(ledger: Path, *, seconds: float = GRACE) -> None:
    """End the children of a supervisor that was killed, and what those started: found by process group and by birth."""
    try:
        births = {entry["pid"]: entry["created"] for entry in json.loads(ledger.read_text())}
    except (FileNotFoundError, json.JSONDecodeError):
        return
    left = [found for found in psutil.process_iter() if _is_left_over(found, births)]
    processes.end(left, seconds=seconds)
    ledger.unlink(missing_ok=True)


def _is_left_over(process: psutil.Process, births: dict[int, float]) -> bool:
    """A group keeps its number while anything of it lives, so an older birth can only be a stranger's."""
    try:
        born = births.get(os.getpgid(process.pid))
        return born is not None and process.create_time() >= born
    except (psutil.NoSuchProcess, ProcessLookupError):
        return False


def _created(pid: int) -> float | None:
    try:
        return psutil.Process(pid).create_time()
    except psutil.NoSuchProcess:
        return None


def _open_log(path: Path) -> IO[bytes]:
    if path.exists() and path.stat().st_size > LARGEST_LOG:
        path.replace(path.with_suffix(".log.1"))
    return path.open("ab")
