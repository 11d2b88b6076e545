"""What is scheduled exists, goes to a queue that is served, and may not outlive the broker's patience."""

import os
import re
import subprocess
import sys

from django.conf import settings

from comanda.config import celery_app
from tenants.celery import TenantTask

EACH = "tenants.for_each_tenant"


def ours() -> dict[str, TenantTask]:
    celery_app.loader.import_default_modules()
    return {name: task for name, task in celery_app.tasks.items() if not name.startswith("celery.")}


def test_every_scheduled_task_exists() -> None:
    known = ours()
    for name, entry in settings.CELERY_BEAT_SCHEDULE.items():
        assert entry["task"] in known, name
        assert known[entry["task"]].platform, f"{name}: the clock has no tenant"
        assert known[entry["task"]].name != EACH or entry["args"][0] in known, name


def test_what_comes_too_late_is_dropped() -> None:
    """The next one is due by then: an hour without workers must not become an hour of catching up."""
    for name, entry in settings.CELERY_BEAT_SCHEDULE.items():
        expires = entry["options"]["expires"]
        every = entry["schedule"] if isinstance(entry["schedule"], float) else 24 * 3600
        assert 0 < expires <= every, name
        if entry["task"] == EACH:
            assert entry["args"][1] == expires, name


def test_every_task_is_sent_by_somebody() -> None:
    """By the clock, by its own name, or as a function of `tasks.py`."""
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    scheduled |= {entry["args"][0] for entry in settings.CELERY_BEAT_SCHEDULE.values() if entry["task"] == EACH}
    sources = "\n".join(
        path.read_text()
        for room in ("src/comanda", "tenants", "shared_apps", "tenant_apps")
        for path in (settings.ROOT / room).rglob("*.py")
        if path.name != "tasks.py" and "settings" not in path.parts
    )
    for name, task in ours().items():
        sent = rf"\b{task.run.__name__}\.(delay|apply_async)\b|\"{re.escape(name)}\""
        assert name in scheduled or re.search(sent, sources), f"{name}: nobody sends it"


def test_every_task_carries_its_tenant_and_is_served() -> None:
    queues = {queue.name for queue in settings.CELERY_TASK_QUEUES}
    known = ours()
    assert len(known) > 5
    for name, task in known.items():
        assert isinstance(task, TenantTask), name
        assert (getattr(task, "queue", None) or settings.CELERY_TASK_DEFAULT_QUEUE) in queues, name


def test_no_task_outlives_the_brokers_patience() -> None:
    assert settings.CELERY_TASK_ACKS_LATE
    assert settings.CELERY_TASK_REJECT_ON_WORKER_LOST
    patience = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    assert patience > settings.CELERY_TASK_TIME_LIMIT
    for name, task in ours().items():
        assert patience > (task.time_limit or 0), name


def test_a_broker_of_its_own_is_spelled_for_celery() -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "comanda.config.settings.test",
        "BROKER_URL": "unix:///run/jobs.sock?db=3",
    }
    program = "from django.conf import settings; print(settings.CELERY_BROKER_URL)"
    told = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout == "redis+socket:///run/jobs.sock?virtual_host=3\n"
