"""A whole Comanda for one test session: servers, pages, sockets, jobs, relay, in a folder and on ports of its own."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from comanda.kernel.embedded import ensure_services, stop_services

ROOT = Path(__file__).resolve().parents[1]
MANAGE = str(ROOT / "src" / "manage.py")
READY_WITHIN = 90.0
GRACE = 5.0


@dataclass(frozen=True, slots=True)
class Chain:
    port: int
    var: Path
    programs: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    """What runs, by its name: web, sockets, worker, relay."""

    def run(self, *command: str) -> None:
        """To its end, in this chain's surroundings. Raises RuntimeError with what it said."""
        done = subprocess.run(
            command, cwd=ROOT, env=_environment(self.var, self.port), capture_output=True, text=True, check=False
        )
        if done.returncode:
            msg = f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
            raise RuntimeError(msg)

    def log(self, last: int = 4000) -> str:
        """The last characters of what the programs said."""
        return (self.var / "chain.log").read_text(errors="replace")[-last:]

    @property
    def platform(self) -> str:
        return f"http://localhost:{self.port}"


@contextmanager
def running_chain(*, job_pool: str = "threads") -> Iterator[Chain]:
    """`job_pool` is Celery's. Raises RuntimeError with the end of the logs where it does not come up."""
    var = Path(tempfile.mkdtemp(prefix="ce-", dir="/tmp"))
    port = _two_free_ports()
    chain = Chain(port, var)
    environment = _environment(var, port)
    try:
        ensure_services(var=var, with_postgres=True, with_redis=True)
        chain.run(sys.executable, MANAGE, "migrate_platform", "--spares", "3", "-v", "0")
        with (var / "chain.log").open("wb") as log:
            for name, command in _programs(port, job_pool).items():
                chain.programs[name] = subprocess.Popen(
                    command, cwd=ROOT, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL
                )
        _wait_until_ready(chain)
        yield chain
    finally:
        for process in chain.programs.values():
            process.terminate()
        for process in chain.programs.values():
            try:
                process.wait(GRACE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        stop_services(var=var)
        shutil.rmtree(var, ignore_errors=True)


def _programs(port: int, job_pool: str) -> dict[str, list[str]]:
    python = sys.executable
    wsgi, asgi = "comanda.config.wsgi:application", "comanda.config.asgi:application"
    return {
        "web":
        [python, "-m", "granian", "--interface", "wsgi", wsgi, "--host", "127.0.0.1", "--port", str(port), "--no-ws",
         "--log-level", "warning", "--workers", "1", "--blocking-threads", "4"],
        "sockets":
        [python, "-m", "uvicorn", asgi, "--host", "127.0.0.1", "--port", str(port + 1), "--ws", "websockets-sansio",
         "--lifespan", "off", "--no-access-log", "--log-level", "warning"],
        "worker":
        [python, "-m", "celery", "-A", "comanda.config.celery", "worker", "-Q", "urgent,slow", "-P", job_pool,
         "-c", "2", "-l", "WARNING", "--without-mingle", "--without-gossip"],
        "relay":
        [python, MANAGE, "relay_outbox"],
    }  # fmt: skip


def _environment(var: Path, port: int) -> dict[str, str]:
    return os.environ | {
        "COMANDA_VAR": str(var),
        "PORT": str(port),
        "SOCKET_PORT": str(port + 1),
        "DJANGO_SETTINGS_MODULE": "comanda.config.settings.test",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
        "PYTHONUNBUFFERED": "1",
    }


def _wait_until_ready(chain: Chain) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        if any(process.poll() is not None for process in chain.programs.values()):
            break
        if _is_ready(chain.port) and _listens(chain.port + 1):
            return
        time.sleep(0.2)
    msg = f"the chain on port {chain.port} did not come up:\n{chain.log()}"
    raise RuntimeError(msg)


def _is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz", headers={"Host": f"localhost:{port}"})
        checks = json.loads(connection.getresponse().read())["checks"]
    except (OSError, http.client.HTTPException, ValueError, KeyError):
        return False
    finally:
        connection.close()
    # The worker's pulse comes with time; a task it does is the proof this needs.
    return all(check["ok"] for name, check in checks.items() if name != "worker")


def _listens(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


def _two_free_ports() -> int:
    """A port whose next one is free too."""
    for _try in range(50):
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
    raise RuntimeError("no two neighbouring ports are free")
