"""A step of a start: shown while it runs, skipped where nothing it reads has changed."""

import hashlib
import os
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from comanda.kernel.embedded.children import kill_group


class StepFailedError(RuntimeError):
    """A step's program failed; the message says which, with the end of what it wrote."""


class Unfinished(str):
    """What an action gives back that did not get where it wanted to, though the start can go on without it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Steps:
    """Runs steps and remembers, in `stamps`, what each read the last time it succeeded."""

    console: Console
    root: Path
    stamps: Path

    def run(
        self, what: str, action: Callable[["Progress"], str | None], *, inputs: str = "", outputs: bool = True
    ) -> None:
        """Do `action`, or skip it where `inputs` (a fingerprint) is known and its `outputs` are still there.

        What `action` returns is shown beside its name; an `Unfinished` one has no tick.
        """
        stamp = self.stamps / hashlib.sha256(what.encode()).hexdigest()[:16]
        if inputs and outputs and stamp.exists() and stamp.read_text() == inputs:
            self.console.print(f"  [dim]· {what}  unchanged[/dim]", highlight=False)
            return
        started = time.monotonic()
        with self.console.status(f"{what} …", spinner="dots") as status:
            note = action(Progress(lambda line: status.update(_live(what, line)), self.root))
        took = time.monotonic() - started
        tick = "[yellow]![/yellow]" if isinstance(note, Unfinished) else "[green]✓[/green]"
        self.console.print(f"  {tick} {what}  [dim]{took:.1f} s{f' · {note}' if note else ''}[/dim]", highlight=False)
        if inputs:
            self.stamps.mkdir(parents=True, exist_ok=True)
            stamp.write_text(inputs)


@dataclass(frozen=True, slots=True)
class Progress:
    """What an action gets: a way to show its last line, and a way to run a program that shows its own."""

    show: Callable[[str], None]
    root: Path

    def program(self, *command: str, environment: Mapping[str, str] | None = None) -> str:
        """Run to its end, showing each line as it comes; returns all it wrote. Raises StepFailedError."""
        lines: list[str] = []
        with subprocess.Popen(  # noqa: S603 - our own commands
            command,
            cwd=self.root,
            env=os.environ | (environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        ) as process:
            try:
                for line in process.stdout or ():
                    lines.append(line.rstrip())
                    if lines[-1]:
                        self.show(lines[-1].rsplit("\r", 1)[-1])
                code = process.wait()
            except BaseException:
                kill_group(process.pid)
                raise
        if code != 0:
            tail = "\n".join(lines[-40:])
            msg = f"`{' '.join(command[:4])}` ended with {code}:\n{tail}"
            raise StepFailedError(msg)
        return "\n".join(lines)


def fingerprint(root: Path, *, files: Iterable[Path] = (), folders: Mapping[str, tuple[str, ...]] | None = None) -> str:
    """A hash of names and contents: of `files`, and of what ends in the given suffixes below `folders`."""
    found = {path for path in files if path.is_file()}
    for folder, suffixes in (folders or {}).items():
        for path in (root / folder).rglob("*"):
            if path.is_file() and (not suffixes or path.suffix in suffixes) and "__pycache__" not in path.parts:
                found.add(path)
    digest = hashlib.sha256()
    for path in sorted(found):
        with suppress(FileNotFoundError):  # an editor's temporary file
            content = hashlib.sha256(path.read_bytes()).digest()
            digest.update(str(path.relative_to(root)).encode() + b"\0" + content)
    return digest.hexdigest()


def _live(what: str, line: str) -> Text:
    return Text(f"{what} … ").append(line[:90], style="dim")
