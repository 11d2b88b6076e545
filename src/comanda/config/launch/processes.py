"""The processes of a running chain on one machine."""

import sys

from comanda.config.settings.environment import PORT, ROOT, SOCKET_PORT, VAR, env
from comanda.kernel.embedded.children import Child

HOST = env("HOST", default="127.0.0.1")
WEB_WORKERS = env.int("WEB_WORKERS", default=2)
WEB_THREADS = env.int("WEB_THREADS", default=4)
JOB_PROCESSES = env.int("JOB_PROCESSES", default=2)


def environment() -> dict[str, str]:
    return {
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
        "PYTHONUNBUFFERED": "1",
        "COMANDA_VAR": str(VAR),
        "PORT": str(PORT),
        "SOCKET_PORT": str(SOCKET_PORT),
        "DJANGO_SETTINGS_MODULE": env("DJANGO_SETTINGS_MODULE", default="comanda.config.settings.development"),
    }


def children(*, traffic: bool) -> list[Child]:
    """Pages, sockets, jobs, their clock, the outbox relay and, where asked for, the demo's customers."""
    surroundings = environment()
    python, manage = sys.executable, f"{ROOT}/src/manage.py"
    celery = (python, "-m", "celery", "-A", "comanda.config.celery")
    programs: dict[str, tuple[str, ...]] = {
        "web": (
            *(python, "-m", "granian", "--interface", "wsgi", "comanda.config.wsgi:application"),
            *("--host", HOST, "--port", str(PORT), "--no-ws", "--log-level", "warning", "--respawn-failed-workers"),
            *("--workers", str(WEB_WORKERS), "--blocking-threads", str(WEB_THREADS), "--backlog", "2048"),
        ),
        "sockets": (
            *(python, "-m", "uvicorn", "comanda.config.asgi:application", "--host", HOST, "--port", str(SOCKET_PORT)),
            *("--ws", "websockets-sansio", "--lifespan", "off", "--no-access-log", "--log-level", "warning"),
            *("--ws-max-size", "65536", "--ws-per-message-deflate", "false", "--timeout-graceful-shutdown", "3"),
        ),
        "worker": (*celery, "worker", "-Q", "urgent,slow", "-c", str(JOB_PROCESSES), "-l", "INFO", "--without-mingle"),
        "clock": (*celery, "beat", "-l", "INFO", "--pidfile="),
        "relay": (python, manage, "relay_outbox"),
    }
    if traffic:
        programs["traffic"] = (python, manage, "demo", "traffic")
    return [Child(name=name, command=command, environment=surroundings) for name, command in programs.items()]
