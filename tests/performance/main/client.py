"""Requests as fast as a server answers them: `wrk` where the machine has it, threads over plain sockets where not."""

import json
import random
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

WRK = shutil.which("wrk")
TOOL = "wrk" if WRK else "python threads"


@dataclass(frozen=True, slots=True)
class Target:
    """One request. `KEY` in the headers becomes a new idempotency key every time."""

    method: str
    host: str
    path: str
    body: str = ""
    packed: bool = True
    """Take compressed answers, as every browser and every app does."""

    def headers(self) -> dict[str, str]:
        taken = {"Accept-Encoding": "gzip"} if self.packed else {}
        return taken | ({"Idempotency-Key": "KEY", "Content-Type": "application/json"} if self.body else {})


@dataclass(frozen=True, slots=True)
class Answers:
    per_second: float
    p50_ms: float
    p99_ms: float
    failures: int


def drive(port: int, targets: Sequence[Target], *, seconds: float, connections: int = 8) -> Answers:
    """Closed loop: each connection sends the next request, to a random target, when the last is answered."""
    return _wrk(port, targets, seconds, connections) if WRK else _threads(port, targets, seconds, connections)


_SCRIPT = """
local parts = {%(parts)s}
local count, run = 0, "%(run)s-"
local random = math.random
request = function()
  local part = parts[random(#parts)]
  count = count + 1
  return (part:gsub("KEY", run .. count, 1))
end
done = function(summary, latency, requests)
  local failures = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  io.write(string.format('\\n{"requests": %%d, "us": %%d, "p50": %%d, "p99": %%d, "failures": %%d}\\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), failures))
end
"""


def _wrk(port: int, targets: Sequence[Target], seconds: float, connections: int) -> Answers:
    parts = ", ".join(_lua(_raw(target).decode()) for target in targets)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_SCRIPT % {"parts": parts, "run": f"{time.time_ns()}"})
        script.flush()
        done = subprocess.run(
            [str(WRK), "-t1", f"-c{connections}", f"-d{seconds:.0f}s", "--timeout", "30s", "-s", script.name,
             f"http://127.0.0.1:{port}/"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    found = json.loads(done.stdout.strip().splitlines()[-1])
    return Answers(
        per_second=found["requests"] / (found["us"] / 1e6),
        p50_ms=found["p50"] / 1000,
        p99_ms=found["p99"] / 1000,
        failures=found["failures"],
    )


def _lua(text: str) -> str:
    level = "=" * 3
    return f"[{level}[{text}]{level}]"


def _raw(target: Target) -> bytes:
    lines = [f"{target.method} {target.path} HTTP/1.1", f"Host: {target.host}", "Accept: */*"]
    lines += [f"{name}: {value}" for name, value in target.headers().items()]
    if target.body:
        lines.append(f"Content-Length: {len(target.body.encode())}")
    return ("\r\n".join(lines) + "\r\n\r\n" + target.body).encode()


def _threads(port: int, targets: Sequence[Target], seconds: float, connections: int) -> Answers:
    requests = [_raw(target) for target in targets]
    took: list[float] = []
    failures: list[int] = []
    until = time.perf_counter() + seconds
    workers = [
        threading.Thread(target=_talk, args=(port, requests, until, place, took, failures))
        for place in range(connections)
    ]
    started = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    elapsed = time.perf_counter() - started
    took.sort()
    return Answers(
        per_second=len(took) / elapsed,
        p50_ms=took[len(took) // 2] * 1000,
        p99_ms=took[len(took) * 99 // 100] * 1000,
        failures=len(failures),
    )


def _talk(port: int, requests: list[bytes], until: float, place: int, took: list[float], failures: list[int]) -> None:
    count, run, choose = 0, f"{time.time_ns()}-{place}-", random.Random(place)
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while time.perf_counter() < until:
            count += 1
            started = time.perf_counter()
            line.sendall(choose.choice(requests).replace(b"KEY", f"{run}{count}".encode(), 1))
            status = _answer(line)
            took.append(time.perf_counter() - started)
            if status >= 400:
                failures.append(status)


def _answer(line: socket.socket) -> int:
    head = b""
    while b"\r\n\r\n" not in head:
        head += _some(line)
    top, rest = head.split(b"\r\n\r\n", 1)
    lowered = top.lower()
    at = lowered.find(b"content-length:")
    missing = int(lowered[at + 15 :].split(b"\r\n", 1)[0]) - len(rest) if at >= 0 else 0
    while missing > 0:
        missing -= len(_some(line))
    return int(top.split(b" ", 2)[1])


def _some(line: socket.socket) -> bytes:
    data = line.recv(262_144)
    if not data:
        raise ConnectionError("the server hung up")
    return data
