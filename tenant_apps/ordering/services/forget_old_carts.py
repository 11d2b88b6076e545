from datetime import timedelta

from comanda.kernel.clock import now
from tenant_apps.ordering.models import Cart

KEPT_FOR = timedelta(days=30)


def forget_old_carts() -> int:
    """Delete the current tenant's carts that nobody touched for a month; returns how many."""
    old = Cart.objects.filter(updated_at__lt=now() - KEPT_FOR)
    count = old.count()
    old.delete()
    return count
