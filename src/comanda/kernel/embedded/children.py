"""Starting a process that can't outlive us by accident, and ending it with everything it started."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Child:
    """A program to keep running. `name` is its log's file name and its name on the console."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    needed: bool = True


def start_child(child: Child, *, cwd: Path) -> subprocess.Popen[bytes]:
    """In a process group of its own (Ctrl-C reaches only the supervisor), asked to end when the supervisor dies."""
    return subprocess.Popen(  # noqa: S603 - our own command
        child.command,
        cwd=cwd,
        env=os.environ | child.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=_die_with_parent(os.getpid()),  # noqa: PLW1509 - only system calls
    )


def run_to_end(command: Sequence[str], *, cwd: Path, environment: Mapping[str, str]) -> int:
    """In the foreground, on our terminal: Ctrl-C reaches it too, and we wait for it to tidy up. Its exit code."""
    process = subprocess.Popen(command, cwd=cwd, env=environment)  # noqa: S603 - our own command
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())  # asked to end, we pass it on
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def end_group(process: subprocess.Popen[bytes], *, seconds: float) -> None:
    """SIGTERM to the child, then SIGKILL to whatever of its group is left after `seconds`."""
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=seconds)
    kill_group(process.pid)
    process.wait()


def kill_group(group: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def adopt_orphans() -> None:
    """Grandchildren whose parent died become ours instead of init's, so that stopping can find them."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def end_with_parent() -> None:
    """Ask for SIGTERM when our own parent dies."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def descendants() -> list[psutil.Process]:
    return psutil.Process().children(recursive=True)


def _die_with_parent(parent: int) -> Callable[[], None]:
    libc = _libc()

    def ask() -> None:
        if libc is not None:
            libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:  # it died between the fork and the request
            os._exit(1)

    return ask


def _prctl(option: int, value: int) -> None:
    if (libc := _libc()) is not None:
        libc.prctl(option, value, 0, 0, 0)


def _libc() -> ctypes.CDLL | None:
    """Only Linux can promise a signal at the parent's death; elsewhere the next start cleans up."""
    return ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
