"""`make test`: build what the browser tests need, run pytest on both cores, stop the servers it had to start."""

import os
import sys
from pathlib import Path

from rich.console import Console

from comanda.config.launch.prepare import build_front, compile_translations, make_steps
from comanda.config.settings.environment import EMBEDDED_POSTGRES, EMBEDDED_REDIS, ROOT, env
from comanda.kernel.embedded import ensure_services, running_services, stop_services
from comanda.kernel.embedded.children import run_to_end


def test(console: Console, arguments: list[str]) -> int:
    """pytest's exit code. `arguments` go to pytest: `make test ARGS="tests/tenants -x"`."""
    steps = make_steps(ROOT, console)
    build_front(steps)
    compile_translations(steps)
    # Servers of their own: a chain that runs from this checkout keeps its data and its peace.
    var = Path(env("COMANDA_VAR", default="") or ROOT / "var" / "test")
    before = running_services(var=var)

    def servers(_: object) -> None:
        ensure_services(var=var, with_postgres=EMBEDDED_POSTGRES, with_redis=EMBEDDED_REDIS)

    try:
        steps.run("PostgreSQL and Redis", servers)
        environment = {
            "COMANDA_VAR": str(var),
            "DJANGO_SETTINGS_MODULE": "comanda.config.settings.test",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
        }
        command = [sys.executable, "-m", "pytest", "-q", *_spread(arguments), *arguments]
        return run_to_end(command, cwd=ROOT, environment=os.environ | environment)
    finally:
        if not before:  # a person's own servers stay up; ours leave nothing behind
            stop_services(var=var)


def _spread(arguments: list[str]) -> list[str]:
    """Over all cores, a file to one of them, unless told otherwise or asked for a single file."""
    chosen = [argument for argument in arguments if Path(argument.split("::")[0]).is_file()]
    return (
        []
        if chosen or any(argument.startswith("-n") for argument in arguments)
        else ["-n", "auto", "--dist", "loadfile"]
    )
