"""The clock's nightly round."""

from celery import shared_task

from comanda.config.tidy import tidy_schema
from tenants.celery import PlatformTask


@shared_task(name="config.tidy")
def tidy() -> dict[str, int]:
    """In each tenant's schema: ended sessions, old keys, told facts."""
    return tidy_schema()


@shared_task(name="config.tidy_platform", base=PlatformTask)
def tidy_platform() -> dict[str, int]:
    return tidy_schema()
