"""The catalog's work that waits for a time."""

from datetime import datetime
from typing import Any

from celery import shared_task

from comanda.kernel.clock import now
from tenant_apps.catalog.services.expire_eighty_sixes import expire_eighty_sixes

LONGEST_WAIT = 300
"""Seconds. A broker gives a message it has lent for longer to somebody else, so long waits go in steps."""


@shared_task(bind=True, name="catalog.end_eighty_six", queue="slow", max_retries=None)
def end_eighty_six(self: Any, until: str) -> None:
    """At `until` (ISO 8601), close what has run out."""
    remaining = (datetime.fromisoformat(until) - now()).total_seconds()
    # Run in line (the demo's seed, scripts) there is no broker to wait at; menus go by the clock in any case.
    if remaining > 0 and not self.request.is_eager:
        raise self.retry(countdown=min(LONGEST_WAIT, remaining + 1))
    expire_eighty_sixes()
