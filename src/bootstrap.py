"""Make `.venv` and install the pinned requirements, with nothing but Python's own library: every target's first step.

    python3 src/bootstrap.py base     what running needs
    python3 src/bootstrap.py dev      and what tests and checks need

Skipped where the requirements installed last are the same.
"""

import hashlib
import json
import os
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
OLDEST = (3, 11)


def main() -> None:
    wanted = sys.argv[1] if len(sys.argv) > 1 else "base"
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:2]))
        sys.exit(f"Python 3.11 or newer is needed, this is {found}. Name another: make PYTHON=/path/to/python3.11 ...")
    if wanted in _installed():
        return
    if not PYTHON.exists():
        _step("Python environment in .venv", _make_environment)
    _step(f"Packages of requirements/{wanted}.txt", lambda: _install(wanted))


def _installed() -> set[str]:
    """Names of the requirement sets whose present content is installed; the larger holds the smaller."""
    try:
        stamped = json.loads(STAMP.read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return set()
    fresh = {name for name, digest in stamped.items() if PYTHON.exists() and digest == _digest(name)}
    return fresh | ({"base"} if "dev" in fresh else set())


def _digest(name: str) -> str:
    return hashlib.sha256((ROOT / "requirements" / f"{name}.txt").read_bytes()).hexdigest()


def _make_environment() -> None:
    venv.create(VENV, with_pip=True, clear=VENV.exists(), symlinks=True)


def _install(name: str) -> None:
    requirements = ROOT / "requirements" / f"{name}.txt"
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check"]
    command += ["--require-hashes", "--only-binary", ":all:", "-r", str(requirements)]
    # What the user's own environment may say about other projects must not reach this one.
    environment = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PYTHONHOME"}}
    done = subprocess.run(command, env=environment, check=False)  # noqa: S603 - our own command
    if done.returncode != 0:
        sys.exit(f"\nThe packages could not be installed. Is a package index reachable? Tried: {' '.join(command)}")
    kept = {known: _digest(known) for known in _installed()} if STAMP.exists() else {}
    STAMP.write_text(json.dumps(kept | {name: _digest(name)}))


def _step(what: str, action: Callable[[], None]) -> None:
    started = time.monotonic()
    print(f"  … {what}", end="", flush=True)
    action()
    print(f"\r  ✓ {what}  {time.monotonic() - started:.1f} s", flush=True)


if __name__ == "__main__":
    main()
