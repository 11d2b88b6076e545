"""`make check`: everything that can be known without running the product. All of it runs; all failures are shown."""

import sys
import time
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from comanda.config.launch.prepare import manage
from comanda.config.launch.steps import Progress, StepFailedError
from comanda.config.settings.environment import ROOT

PATHS = {"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
ROOMS = ("src", "tenants", "shared_apps", "tenant_apps")


def checks() -> dict[str, tuple[str, ...]]:
    """Name -> command, the quick ones first."""
    python, tools = sys.executable, Path(sys.executable).parent
    ruff = str(tools / "ruff")
    return {
        "Format": (ruff, "format", "--check", "--quiet", "."),
        "Lint": (ruff, "check", "--quiet", "--output-format", "concise", "."),
        "Imports between rooms": (str(tools / "lint-imports"),),
        "System": manage("check", "--fail-level", "WARNING"),
        "Migrations match models": manage("makemigrations", "--check", "--dry-run"),
        "Italian is complete": manage("extract_messages", "--check"),
        "docs/map.md is fresh": manage("write_map", "--check"),
        "Links in the documentation": manage("check_links"),
        "Requirements are pinned alike": (python, "-m", "comanda.config.launch.pins"),
        "Types": (str(tools / "mypy"), *ROOMS),
    }


def check(console: Console) -> int:
    """0 where all pass, else 1."""
    failed: list[str] = []
    for name, command in checks().items():
        started = time.monotonic()
        with console.status(f"{name} …", spinner="dots"):
            problem = _problem(command)
        took = f"[dim]{time.monotonic() - started:.1f} s[/dim]"
        console.print(f"  {'[red]✗[/red]' if problem else '[green]✓[/green]'} {name}  {took}", highlight=False)
        if problem:
            failed.append(name)
            console.print(escape(problem), highlight=False, soft_wrap=True, style="dim")
    if failed:
        console.print(f"  [red]{len(failed)} of {len(checks())} failed:[/red] {', '.join(failed)}", highlight=False)
    return 1 if failed else 0


def _problem(command: tuple[str, ...]) -> str:
    try:
        Progress(show=lambda _line: None, root=ROOT).program(*command, environment=PATHS)
    except StepFailedError as error:
        return str(error)
    return ""
