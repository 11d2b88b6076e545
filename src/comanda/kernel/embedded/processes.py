"""Telling a server of ours from a stranger that inherited its process id."""

import contextlib
import socket
from pathlib import Path

import psutil


def read_pid(path: Path) -> int | None:
    """The number in the first line of a pid file, or None where there is none (a crash can leave it empty)."""
    try:
        first = path.read_text().split("\n", 1)[0].strip()
    except (FileNotFoundError, PermissionError):
        return None
    return int(first) if first.isdigit() else None


def is_program_in(pid: int | None, *, program: str, folder: Path) -> bool:
    """Whether `pid` lives, runs `program`, and works in `folder`: after a crash or a reboot the id may be anyone's."""
    if pid is None:
        return False
    try:
        process = psutil.Process(pid)
        alive = process.status() != psutil.STATUS_ZOMBIE
        return alive and process.name().startswith(program) and Path(process.cwd()) == folder.resolve()
    except psutil.Error:
        return False


def listens(path: Path) -> bool:
    """Whether somebody answers at that socket; a file that a crash left does not."""
    with socket.socket(socket.AF_UNIX) as attempt:
        try:
            attempt.connect(str(path))
        except OSError:
            return False
    return True


def orphans_of(folder: Path, *, program: str) -> list[psutil.Process]:
    """Processes of `program` still working in `folder`."""
    return [process for process in psutil.process_iter() if is_program_in(process.pid, program=program, folder=folder)]


def end(processes: list[psutil.Process], *, seconds: float) -> None:
    """Ask, wait, then insist."""
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.terminate()
    _, alive = psutil.wait_procs(processes, timeout=seconds)
    for process in alive:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(alive, timeout=seconds)
