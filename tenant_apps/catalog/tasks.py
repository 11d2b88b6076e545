"""The catalog's work that the clock asks for."""

from celery import shared_task

from tenant_apps.catalog.services.expire_eighty_sixes import expire_eighty_sixes


@shared_task(name="catalog.end_eighty_sixes", queue="slow")
def end_eighty_sixes() -> int:
    """Close what has run out, and say so. Menus have been going by the clock since the moment it did."""
    return expire_eighty_sixes()
