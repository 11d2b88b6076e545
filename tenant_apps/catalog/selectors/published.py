"""Published menus, decoded once per process. A warm read is two dictionary look-ups and no query."""

from collections.abc import Callable
from dataclasses import dataclass

from tenant_apps.catalog.contracts import Menu
from tenant_apps.catalog.errors import MenuNotPublishedError
from tenant_apps.catalog.models import MenuSnapshot
from tenant_apps.catalog.selectors.content import decode
from tenants.context import current_tenant
from tenants.local_cache import LocalCache

CHANNEL = "menu"
"""What a publication is announced as; the key is the venue's id."""


@dataclass(frozen=True, slots=True)
class Latest:
    snapshot_id: int
    version: int
    etag: str


# Which snapshot is the latest may change; what a snapshot holds never does.
_latest: LocalCache[Latest] = LocalCache(limit=20_000, lifetime=60)
_menus: LocalCache[Menu] = LocalCache(limit=256, lifetime=float("inf"))


def get_menu(*, venue_id: int) -> Menu:
    """The latest published menu. Raises MenuNotPublishedError."""
    return get_snapshot(snapshot_id=get_latest(venue_id=venue_id).snapshot_id)


def get_latest(*, venue_id: int) -> Latest:
    """Which snapshot is in force. Raises MenuNotPublishedError."""
    return _latest.get((current_tenant().id, venue_id), _latest_loader(venue_id))


def get_snapshot(*, snapshot_id: int) -> Menu:
    """Any snapshot, also one long replaced: carts and orders cite it. Raises MenuNotPublishedError."""
    return _menus.get((current_tenant().id, snapshot_id), _menu_loader(snapshot_id))


def forget_menu(tenant_id: int, key: str) -> None:
    """Some process published: look again which version is the latest."""
    _latest.forget((tenant_id, int(key)))


def forget_all() -> None:
    """Announcements may have been missed, or the database itself exchanged for another."""
    _latest.forget_all()
    _menus.forget_all()


def _latest_loader(venue_id: int) -> Callable[[], Latest]:
    def load() -> Latest:
        row = (
            MenuSnapshot.objects.filter(venue_id=venue_id)
            .order_by("-version")
            .values_list("id", "version", "etag")
            .first()
        )
        if row is None:
            raise MenuNotPublishedError()
        return Latest(*row)

    return load


def _menu_loader(snapshot_id: int) -> Callable[[], Menu]:
    def load() -> Menu:
        row = MenuSnapshot.objects.filter(pk=snapshot_id).first()
        if row is None:
            raise MenuNotPublishedError()
        return decode_row(row)

    return load


def decode_row(row: MenuSnapshot) -> Menu:
    return decode(
        bytes(row.content),
        snapshot_id=row.pk,
        venue_id=row.venue_id,
        version=row.version,
        published_at=row.published_at,
        etag=row.etag,
    )


def list_publications(*, venue_id: int, limit: int = 50) -> list[MenuSnapshot]:
    """The last versions of a venue's menu, the newest first, without what is in them."""
    return list(MenuSnapshot.objects.filter(venue_id=venue_id).without_content().order_by("-version")[:limit])
