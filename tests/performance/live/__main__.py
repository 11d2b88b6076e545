import asyncio
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

import django
import psutil
from django.conf import settings

django.setup()

from comanda.kernel.embedded import ensure_services  # noqa: E402
from tenants.live.messages import channel, frame, version_key  # noqa: E402
from tenants.live.publish import _tell  # noqa: E402 - the news itself, without a transaction around it
from tenants.live.redis_clients import publisher  # noqa: E402
from tests.performance.live.screens import Screens  # noqa: E402

ROUNDS = 7
NAME = channel("t_bench", "bench:1")
TEXT = frame("bench:1", "order.changed", "1234567", "@@")


def start_server(port: int) -> subprocess.Popen[bytes]:
    server = subprocess.Popen([sys.executable, "-m", "tests.performance.live.server", str(port)])
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def tell() -> int:
    """One piece of news; its version."""
    _tell(NAME, TEXT)
    return int(publisher().get(version_key(NAME)) or 0)


async def measure(size: int) -> dict[str, float]:
    port = free_port()
    server = start_server(port)
    _tell(NAME, TEXT)
    idle = psutil.Process(server.pid).memory_info().rss
    screens = Screens(port=port, size=size)
    started = time.perf_counter()
    tasks = await screens.open()
    await asyncio.wait_for(screens.everybody.wait(), 120)
    connected = time.perf_counter() - started
    memory = psutil.Process(server.pid).memory_info().rss - idle

    fan_out = []
    for _ in range(ROUNDS):
        screens.wait_for(int(publisher().get(version_key(NAME)) or 0) + 1)
        begun = time.perf_counter()
        await asyncio.to_thread(tell)
        await asyncio.wait_for(screens.everybody.wait(), 60)
        fan_out.append(max(screens.heard.values()) - begun)

    # The server dies; news is told meanwhile; everybody must come back and know.
    screens.wait_for(int(publisher().get(version_key(NAME)) or 0) + 1)
    server.send_signal(signal.SIGKILL)
    server.wait()
    killed = time.perf_counter()
    await asyncio.to_thread(tell)
    server = await asyncio.to_thread(start_server, port)
    await asyncio.wait_for(screens.everybody.wait(), 180)
    back = sorted(moment - killed for moment in screens.heard.values())
    delivered = len(screens.heard)
    screens.is_over = True
    for task in tasks:
        task.cancel()
    server.terminate()
    server.wait()
    return {
        "sockets": size,
        "connect_s": round(connected, 3),
        "kb_per_socket": round(memory / size / 1024, 1),
        "fan_out_ms_median": round(statistics.median(fan_out) * 1000, 1),
        "fan_out_ms_worst": round(max(fan_out) * 1000, 1),
        "after_restart_delivered": delivered,
        "after_restart_s_median": round(statistics.median(back), 2),
        "after_restart_s_last": round(back[-1], 2),
    }


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    ensure_services(var=settings.VAR, with_postgres=False, with_redis=settings.EMBEDDED_REDIS)
    found = asyncio.run(measure(size))
    found["cpus"] = os.cpu_count() or 0
    target = Path(settings.ROOT) / "build" / "bench" / "live.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(found, indent=2) + "\n")
    for key, value in found.items():
        print(f"{key:26} {value}")


main()
