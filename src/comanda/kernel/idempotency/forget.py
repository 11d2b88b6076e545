"""Keys do not live for ever: a client that retries does so within days."""

from datetime import timedelta

from comanda.kernel.clock import now
from comanda.kernel.idempotency.models import IdempotencyKey

KEPT_FOR = timedelta(days=30)


def forget_old_keys() -> int:
    """Delete the current schema's keys past their time; returns how many."""
    deleted, _by_model = IdempotencyKey.objects.filter(created_at__lt=now() - KEPT_FOR).delete()
    return deleted
