"""The Celery application. Every task carries its tenant in a signed header; `tenants.celery_app` sees to it."""

import os
import sys
import time
from typing import Any

from celery.signals import heartbeat_sent, setup_logging, worker_init
from django.core.exceptions import ImproperlyConfigured

from comanda.config.checks import refuse_unsafe
from comanda.config.heartbeat import EVERY, beat
from tenants.celery_app import TenantCelery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comanda.config.settings.development")

app = TenantCelery("comanda")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

_last_beat = [0.0]


@heartbeat_sent.connect
def _report_alive(**_: Any) -> None:
    if time.monotonic() - _last_beat[0] >= EVERY:
        _last_beat[0] = time.monotonic()
        beat()


@setup_logging.connect
def _keep_our_logging(**_: Any) -> None:
    """Celery would replace the handlers that settings configured."""


@worker_init.connect
@setup_logging.connect  # the clock's first signal: `beat_init` comes after it has opened its files
def _refuse_unsafe(**_: Any) -> None:
    """Celery logs what a receiver raises and goes on; only an exit ends the process."""
    try:
        refuse_unsafe()
    except ImproperlyConfigured as refusal:
        sys.exit(str(refusal))
