"""What is off right now, kept in the process like the menu; rows that run out drop off by the clock."""

from collections.abc import Callable

from comanda.kernel.clock import now
from tenant_apps.catalog.contracts import EightySixed
from tenant_apps.catalog.models import EightySix
from tenants.context import current_tenant
from tenants.local_cache import LocalCache

CHANNEL = "eighty_six"
"""What a change is announced as; the key is the venue's id."""

_open: LocalCache[tuple[EightySixed, ...]] = LocalCache(limit=20_000, lifetime=60)


def list_eighty_sixed(*, venue_id: int, channel: str = "") -> tuple[EightySixed, ...]:
    """What is off at a venue: on that channel, or with "" on any channel at all."""
    rows = _open.get((current_tenant().id, venue_id), _loader(venue_id))
    if not rows:
        return rows
    at = now()
    return tuple(
        row for row in rows if (row.until is None or row.until > at) and (not channel or row.channel in ("", channel))
    )


def forget_eighty_sixed(tenant_id: int, key: str) -> None:
    _open.forget((tenant_id, int(key)))


def forget_all() -> None:
    """Announcements may have been missed."""
    _open.forget_all()


def _loader(venue_id: int) -> Callable[[], tuple[EightySixed, ...]]:
    def load() -> tuple[EightySixed, ...]:
        return tuple(
            EightySixed(row.item_id, row.venue_id, row.channel, row.until, row.reason, row.source)
            for row in EightySix.objects.open_at(now()).filter(venue_id=venue_id).order_by("pk")
        )

    return load
