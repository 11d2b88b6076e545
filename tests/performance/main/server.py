"""The product's own server, as `make run` starts it, on a free port."""

import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from comanda.config.launch.processes import WEB_THREADS, WEB_WORKERS, children

ROOT = Path(__file__).resolve().parents[3]
WORKERS, THREADS = WEB_WORKERS, WEB_THREADS
READY_WITHIN = 60.0


@contextlib.contextmanager
def serving() -> Iterator[int]:
    """Its port, while it runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = list(next(child.command for child in children(traffic=False) if child.name == "web"))
    command[command.index("--port") + 1] = str(port)
    environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}", "PORT": str(port)}
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        _wait(port, server)
        yield port
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        if server.poll() is not None:
            problem = f"the server ended with {server.returncode}"
            raise RuntimeError(problem)
        with contextlib.suppress(OSError, HTTPException):
            line = HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", "/healthz", headers={"Host": "localhost"})
            if line.getresponse().status == 200:
                return
        time.sleep(0.2)
    raise RuntimeError("the server did not come up")
