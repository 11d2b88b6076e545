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
_EVERY_TENANT = "tenants.for_each_tenant"
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "spares": {"task": "tenants.refill_spares", "schedule": 60.0},
    "audit": {"task": "tenants.audit", "schedule": crontab(hour=3, minute=20)},
    "unpaid": {"task": _EVERY_TENANT, "schedule": 60.0, "args": ["ordering.expire_unpaid"]},
    "payments": {"task": _EVERY_TENANT, "schedule": 120.0, "args": ["payments.reconcile"]},
    "notices": {"task": _EVERY_TENANT, "schedule": 60.0, "args": ["notifications.sweep"]},
    "imports": {"task": _EVERY_TENANT, "schedule": 300.0, "args": ["office.sweep_imports"]},
    "carts": {"task": _EVERY_TENANT, "schedule": crontab(hour=4, minute=5), "args": ["ordering.forget_carts"]},
    "keys": {"task": _EVERY_TENANT, "schedule": crontab(hour=4, minute=25), "args": ["ordering.forget_keys"]},
}
