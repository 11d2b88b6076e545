"""Two installations share one Redis: nothing of the one is the other's to take, to hear or to read."""

import json
import os
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PUT = """
from comanda.config import celery_app, heartbeat
from django.core.cache import cache
from tenants.context import use_platform
from tenants.relay import waking
with use_platform():
    celery_app.send_task("tenants.refill_spares", queue="slow")
    cache.set("fruit", "fig", 60)
    waking.wake()
heartbeat.beat()
print(json.dumps({}))
"""
LOOK = """
from comanda.config import celery_app, heartbeat
from django.core.cache import cache
from tenants.cache import forget_tenant
from tenants.context import platform_ref, use_platform
from tenants.relay import waking
with celery_app.connection_for_read() as broker:
    task = broker.SimpleQueue("slow")
    taken = task.queue.get(no_ack=True)
with use_platform():
    fruit = cache.get("fruit")
    forgotten = forget_tenant(platform_ref())
print(json.dumps({
    "job": taken is not None, "fruit": fruit, "forgotten": forgotten, "woken": waking.pop(timeout=0.2),
    "worker": heartbeat.worker_age() is not None,
}))
"""


def run(installation: str, program: str) -> dict[str, object]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "comanda.config.settings.test",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
        "INSTALLATION": installation,
    }
    done = subprocess.run(
        [sys.executable, "-c", f"import json, django\ndjango.setup()\n{program}"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


@pytest.mark.django_db
def test_each_finds_what_it_put_and_nothing_of_its_neighbours() -> None:
    one, other = (f"test-{uuid.uuid4().hex}" for _ in range(2))
    run(one, PUT)
    assert run(other, LOOK) == {"job": False, "fruit": None, "forgotten": 0, "woken": None, "worker": False}
    assert run(one, LOOK) == {"job": True, "fruit": "fig", "forgotten": 1, "woken": "public", "worker": True}
