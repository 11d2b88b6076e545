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
from dataclasses import dataclass
from pathlib import Path

from comanda.kernel.embedded import ensure_services, stop_services

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 90.0
GRACE = 5.0


@dataclass(frozen=True, slots=True)
class Chain:
    port: int
    var: Path

    @property
    def platform(self) -> str:
        return f"http://localhost:{self.port}"


@contextmanager
def running_chain() -> Iterator[Chain]:
    """Raises RuntimeError with the end of the logs where it does not come up."""
    var = Path(tempfile.mkdtemp(prefix="ce-", dir="/tmp"))
    port = _two_free_ports()
    environment = _environment(var, port)
    started: list[subprocess.Popen[bytes]] = []
    try:
        ensure_services(var=var, with_postgres=True, with_redis=True)
        _run(environment, "migrate_platform", "--spares", "3", "-v", "0")
        log = (var / "e2e.log").open("wb")
        with log:
            started += [
                subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
                for command in _programs(port)
            ]
        _wait_until_ready(Chain(port, var), started)
        yield Chain(port, var)
    finally:
        for process in started:
            process.terminate()
        for process in started:
            try:
                process.wait(GRACE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        stop_services(var=var)
        shutil.rmtree(var, ignore_errors=True)


def _programs(port: int) -> list[list[str]]:
    python, manage = sys.executable, str(ROOT / "src" / "manage.py")
    wsgi, asgi = "comanda.config.wsgi:application", "comanda.config.asgi:application"
    return [
        [python, "-m", "granian", "--interface", "wsgi", wsgi, "--host", "127.0.0.1", "--port", str(port), "--no-ws",
         "--log-level", "warning", "--workers", "1", "--blocking-threads", "4"],
        [python, "-m", "uvicorn", asgi, "--host", "127.0.0.1", "--port", str(port + 1), "--ws", "websockets-sansio",
         "--lifespan", "off", "--no-access-log", "--log-level", "warning"],
        [python, "-m", "celery", "-A", "comanda.config.celery", "worker", "-Q", "urgent,slow", "-P", "threads",
         "-c", "2", "-l", "WARNING", "--without-mingle", "--without-gossip"],
        [python, manage, "relay_outbox"],
    ]  # fmt: skip


def _environment(var: Path, port: int) -> dict[str, str]:
    return os.environ | {
        "COMANDA_VAR": str(var),
        "PORT": str(port),
        "SOCKET_PORT": str(port + 1),
        "DJANGO_SETTINGS_MODULE": "comanda.config.settings.test",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
        "PYTHONUNBUFFERED": "1",
    }


def _run(environment: dict[str, str], *arguments: str) -> None:
    command = [sys.executable, str(ROOT / "src" / "manage.py"), *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        msg = f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
        raise RuntimeError(msg)


def _wait_until_ready(chain: Chain, started: list[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        if any(process.poll() is not None for process in started):
            break
        if _is_ready(chain.port) and _listens(chain.port + 1):
            return
        time.sleep(0.2)
    tail = (chain.var / "e2e.log").read_text(errors="replace")[-4000:]
    msg = f"the chain on port {chain.port} did not come up:\n{tail}"
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
