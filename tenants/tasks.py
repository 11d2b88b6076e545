"""What the clock asks of the engine."""

import logging

from celery import current_app, shared_task

from tenants.celery import PlatformTask
from tenants.context import use_tenant
from tenants.contracts import SERVED
from tenants.fleet.audit import find_drifted
from tenants.provisioning.refill import refill_spares
from tenants.selectors import list_tenants

logger = logging.getLogger(__name__)


@shared_task(name="tenants.for_each_tenant", base=PlatformTask)
def for_each_tenant(task: str, expires: float) -> int:
    """Send the named task to every served tenant, each in its own context; how the clock reaches tenants.

    A task that has not been begun after `expires` seconds is dropped.
    """
    refs = list_tenants(statuses=SERVED)
    for ref in refs:
        with use_tenant(ref):
            current_app.tasks[task].apply_async(expires=expires)
    return len(refs)


@shared_task(name="tenants.refill_spares", base=PlatformTask)
def refill() -> int:
    return refill_spares()


@shared_task(name="tenants.audit", base=PlatformTask)
def audit() -> list[str]:
    """Names schemas that drifted from the template, loudly."""
    drifted = find_drifted()
    if drifted:
        logger.error("schemas differ from the template: %s", ", ".join(drifted))
    return drifted
