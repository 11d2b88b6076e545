"""Run everything that would follow by itself: events to their subscribers, payments' tasks to the provider."""

from datetime import timedelta

from comanda.kernel.outbox.testing import drain_outbox
from tenant_apps.payments.services.reconcile import reconcile


def settle() -> None:
    """Until nothing is left. Payments' tasks and its reconciliation call the same services; no worker is needed."""
    for _round in range(10):
        if not drain_outbox() + reconcile(quiet_for=timedelta(0)):
            return
    raise AssertionError("still not settled after ten rounds")
