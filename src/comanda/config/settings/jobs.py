"""Celery over Redis.

Acknowledged when done, so a killed worker's task runs again; a task may not run longer than the broker's patience,
or it would run twice.
"""

from celery.schedules import crontab
from kombu import Queue

from comanda.config.redis_urls import for_celery
from comanda.config.settings.environment import INSTALLATION, REDIS_URL, VAR, env

VISIBILITY_TIMEOUT = env.int("CELERY_VISIBILITY_TIMEOUT", default=600)  # seconds

CELERY_BROKER_URL = for_celery(env("BROKER_URL", default=REDIS_URL))
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": VISIBILITY_TIMEOUT,
    "global_keyprefix": f"{INSTALLATION}:jobs:",  # a neighbour's worker would take our tasks, and refuse them
    "queue_order_strategy": "priority",  # a worker that serves both queues empties `urgent` first
    "socket_keepalive": True,
    "health_check_interval": 30,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True

CELERY_TASK_QUEUES = [Queue("urgent"), Queue("slow")]
CELERY_TASK_DEFAULT_QUEUE = "slow"
CELERY_TASK_CREATE_MISSING_QUEUES = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SOFT_TIME_LIMIT = VISIBILITY_TIMEOUT - 60
CELERY_TASK_TIME_LIMIT = VISIBILITY_TIMEOUT - 30
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 1000
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_TIMEZONE = "UTC"

CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat-schedule")


def _entry(task: str, schedule: float | crontab, *args: object, expires: float) -> dict[str, object]:
    """What has not been begun `expires` seconds after its time is dropped: the next one is due by then.

    Workers that were away for an hour must not find an hour's worth of each tenant's minutes.
    """
    return {"task": task, "schedule": schedule, "args": args, "options": {"expires": expires}}


def _for_each(task: str, schedule: float | crontab, *, expires: float) -> dict[str, object]:
    return _entry("tenants.for_each_tenant", schedule, task, expires, expires=expires)


_NIGHT = 6 * 3600.0
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "spares": _entry("tenants.refill_spares", 60.0, expires=60.0),
    "sign-ups": _entry("signup.finish_abandoned", 60.0, expires=60.0),
    "audit": _entry("tenants.audit", crontab(hour=3, minute=20), expires=_NIGHT),
    "platform": _entry("config.tidy_platform", crontab(hour=4, minute=20), expires=_NIGHT),
    "unpaid": _for_each("ordering.expire_unpaid", 60.0, expires=60.0),
    "payments": _for_each("payments.reconcile", 120.0, expires=120.0),
    "notices": _for_each("notifications.sweep", 60.0, expires=60.0),
    "imports": _for_each("office.sweep_imports", 300.0, expires=300.0),
    "eighty-sixes": _for_each("catalog.end_eighty_sixes", 60.0, expires=60.0),
    "carts": _for_each("ordering.forget_carts", crontab(hour=4, minute=5), expires=_NIGHT),
    "tidying": _for_each("config.tidy", crontab(hour=4, minute=25), expires=_NIGHT),
}
