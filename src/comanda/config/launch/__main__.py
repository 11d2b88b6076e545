"""python -m comanda.config.launch run | test | check | prepare | front | translations | stop | reset"""

import sys
from collections.abc import Callable

from rich.console import Console
from rich.markup import escape

from comanda.config.launch.checking import check
from comanda.config.launch.prepare import build_front, compile_translations, make_steps, prepare
from comanda.config.launch.resetting import reset
from comanda.config.launch.run import run
from comanda.config.launch.testing import test
from comanda.config.settings.environment import ROOT, VAR
from comanda.kernel.embedded import stop_services


def main() -> None:
    console = Console()
    command = sys.argv[1] if len(sys.argv) > 1 else "run"
    actions: dict[str, Callable[[], int | None]] = {
        "run": lambda: run(console),
        "test": lambda: test(console, sys.argv[2:]),
        "check": lambda: check(console),
        "prepare": lambda: prepare(make_steps(ROOT, console)),
        "front": lambda: build_front(make_steps(ROOT, console)),
        "translations": lambda: compile_translations(make_steps(ROOT, console)),
        "stop": lambda: stop_services(var=VAR),
        "reset": lambda: reset(console),
    }
    if command not in actions:
        sys.exit(__doc__)
    try:
        sys.exit(actions[command]() or 0)
    except RuntimeError as error:
        console.print(f"  [red]✗[/red] {escape(str(error))}", highlight=False, soft_wrap=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
