"""`make run`: build what changed, start the servers, migrate, seed, keep it all running until told to stop."""

import fcntl
import http.client
import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from rich.console import Console
from rich.panel import Panel

from comanda.config.launch.console import Trouble
from comanda.config.launch.own_servers import check_postgres, check_redis
from comanda.config.launch.ports import refuse_taken
from comanda.config.launch.prepare import make_steps, manage, prepare
from comanda.config.launch.processes import HOST, children, environment
from comanda.config.launch.steps import Progress, Steps, Unfinished
from comanda.config.settings.demo import DEMO
from comanda.config.settings.environment import (
    DATABASE_URL,
    EMBEDDED_POSTGRES,
    EMBEDDED_REDIS,
    IN_PRODUCTION,
    PLATFORM_HOST,
    PORT,
    REDIS_URL,
    ROOT,
    SOCKET_PORT,
    VAR,
    env,
)
from comanda.kernel.embedded import ensure_services, stop_services
from comanda.kernel.embedded.children import end_with_parent
from comanda.kernel.embedded.supervisor import Supervisor, end_leftovers

READY_WITHIN = 90.0  # seconds from start to the first good /readyz


class StoppedError(Exception):
    """Somebody asked us to end."""


def run(console: Console) -> None:
    """Returns when stopped. Raises StepFailedError, PortTakenError, and what starting the servers may raise."""
    if "MAKELEVEL" in os.environ:
        end_with_parent()  # kill -9 of make must not leave a chain running that nobody sees
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    VAR.mkdir(parents=True, exist_ok=True)
    os.environ.update(environment())
    with alone():
        end_leftovers(VAR / "run" / "children.json")
        refuse_taken(HOST, {"PORT": PORT, "SOCKET_PORT": SOCKET_PORT})
        try:
            _start_and_stay(console)
        except StoppedError:
            pass
        finally:
            _ignore_further_signals()
            if EMBEDDED_POSTGRES or EMBEDDED_REDIS:
                stop_services(var=VAR)
    console.print("  Stopped.", highlight=False)


def _start_and_stay(console: Console) -> None:
    steps = make_steps(ROOT, console)
    prepare(steps)
    steps.run("PostgreSQL and Redis", _servers)
    steps.run("Database of the platform and of every tenant", lambda step: _last_line(step, "migrate_platform"))
    signs: list[str] = []
    if DEMO:
        steps.run("Demo chain", lambda step: _seed(step, signs))
    traffic = DEMO and env.bool("DEMO_TRAFFIC", default=True)
    listen = Trouble(console, everything=env.bool("ALL_LOGS", default=False))
    supervisor = Supervisor(
        children(traffic=traffic),
        cwd=ROOT,
        var=VAR,
        listen=listen,
        say=lambda words: console.print(f"  [yellow]![/yellow] {words}"),
    )
    try:
        missing = _wait_until_ready(steps, supervisor)
        _welcome(console, signs, missing)
        while True:
            supervisor.tick(1.0)
    finally:
        _ignore_further_signals()
        console.print("\n  Stopping …", highlight=False)
        supervisor.stop()


def _servers(_: Progress) -> str:
    ensure_services(var=VAR, with_postgres=EMBEDDED_POSTGRES, with_redis=EMBEDDED_REDIS)
    if not EMBEDDED_POSTGRES:
        check_postgres("DATABASE_URL", DATABASE_URL)
    if not EMBEDDED_REDIS:
        check_redis("REDIS_URL", REDIS_URL)
    own = [
        name for name, embedded in (("DATABASE_URL", EMBEDDED_POSTGRES), ("REDIS_URL", EMBEDDED_REDIS)) if not embedded
    ]
    return f"own servers by {' and '.join(own)}" if own else "embedded"


def _last_line(progress: Progress, *command: str) -> str:
    lines = progress.program(*manage(*command)).splitlines()
    return lines[-1].strip()[:90] if lines else ""


def _seed(progress: Progress, signs: list[str]) -> None:
    lines = progress.program(*manage("demo", "seed", "--sign-ins")).splitlines()
    signs.extend(json.loads(lines[-1]))


def _wait_until_ready(steps: Steps, supervisor: Supervisor) -> list[str]:
    """What is still missing when patience ends; empty if all went well."""
    missing: list[str] = []

    def wait(progress: Progress) -> str:
        supervisor.start()
        deadline = time.monotonic() + READY_WITHIN
        asked = 0.0
        while True:
            supervisor.tick(0.2)
            if time.monotonic() - asked < 0.3:  # a talkative child cuts the tick short
                continue
            asked = time.monotonic()
            missing[:] = not_ready()
            if not missing:
                return ""
            if asked >= deadline:
                return Unfinished(f"still waiting for {', '.join(missing)}")
            progress.show(f"waiting for {', '.join(missing)}")

    steps.run("Processes", wait)
    return missing


def not_ready() -> list[str]:
    """What `/readyz` misses; `web` or `sockets` while nobody answers there."""
    checks = _ask(PORT, "/readyz").get("checks", {"web": {"ok": False}})
    silent = [] if _ask(SOCKET_PORT, "/healthz") else ["sockets"]
    return [name for name, check in checks.items() if not check["ok"]] + silent


def _ask(port: int, path: str) -> dict[str, Any]:
    """The answer to a probe; empty where there is none."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", path, headers={"Host": f"{PLATFORM_HOST}:{port}"})
        answer: dict[str, Any] = json.loads(connection.getresponse().read())
    except (OSError, http.client.HTTPException, ValueError):
        return {}
    finally:
        connection.close()
    return answer


def _welcome(console: Console, signs: list[str], missing: list[str]) -> None:
    """Where everything is; or, where something has not come up, what and where to look."""
    platform = f"http://{PLATFORM_HOST}:{PORT}/"
    lines = [
        f"[bold]{platform}[/bold]  the platform: sign up a restaurant",
        *([] if IN_PRODUCTION else [f"[bold]{platform}mail/[/bold]  every e-mail that was written"]),
        f"[bold]{platform}api/v1/docs/[/bold]  the API",
        *signs,
        "",
        f"[dim]Logs in {VAR}/log. Ctrl-C stops everything.[/dim]",
    ]
    title, colour = "Comanda is running", "green"
    if missing:
        title, colour = f"Not all of Comanda is running: {', '.join(missing)}", "yellow"
    console.print(Panel("\n".join(lines), title=title, border_style=colour, expand=False), highlight=False)


@contextmanager
def alone() -> Iterator[None]:
    """One running chain a state folder: a second says so instead of fighting over ports and data."""
    with (VAR / ".run.lock").open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            msg = f"it is running already from {VAR}; stop that one first, or set COMANDA_VAR to another folder"
            raise RuntimeError(msg) from error
        os.set_inheritable(handle.fileno(), False)
        yield


def _stop(number: int, frame: FrameType | None) -> None:
    raise StoppedError


def _ignore_further_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
