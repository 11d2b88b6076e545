"""What is scheduled exists, goes to a queue that is served, and may not outlive the broker's patience."""

import os
import subprocess
import sys

from django.conf import settings

from comanda.config import celery_app
from tenants.celery import TenantTask


def ours() -> dict[str, TenantTask]:
    celery_app.loader.import_default_modules()
    return {name: task for name, task in celery_app.tasks.items() if not name.startswith("celery.")}


def test_every_scheduled_task_exists() -> None:
    known = ours()
    for name, entry in settings.CELERY_BEAT_SCHEDULE.items():
        assert entry["task"] in known, name
        assert known[entry["task"]].platform, f"{name}: the clock has no tenant"
        for task in entry.get("args", []):
            assert task in known, name


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
