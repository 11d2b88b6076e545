"""Ordering's housekeeping."""

from celery import shared_task

from tenant_apps.ordering.services.expire_unpaid import expire_unpaid
from tenant_apps.ordering.services.forget_old_carts import forget_old_carts


@shared_task(name="ordering.expire_unpaid")
def expire_unpaid_orders() -> int:
    return expire_unpaid()


@shared_task(name="ordering.forget_carts")
def forget_carts() -> int:
    return forget_old_carts()
