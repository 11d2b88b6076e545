"""A published menu as the bytes of its API answer, made once per change and process, plain and compressed."""

import gzip
import hashlib
from dataclasses import dataclass
from typing import Any

import orjson

from tenant_apps.catalog.contracts import EightySixed, Menu, MenuGroup, MenuItem, MenuSize, MenuVenue
from tenant_apps.catalog.selectors.eighty_six import list_eighty_sixed
from tenant_apps.catalog.selectors.published import get_latest, get_snapshot
from tenants.context import current_tenant
from tenants.local_cache import LocalCache


@dataclass(frozen=True, slots=True)
class MenuBytes:
    plain: bytes
    gzipped: bytes
    etag: str
    """Quoted, as the header has it: changes with the version and with what is off."""
    snapshot_etag: str
    off: tuple[EightySixed, ...]


_bytes: LocalCache[MenuBytes] = LocalCache(limit=512, lifetime=3600)


def menu_bytes(*, venue: MenuVenue) -> MenuBytes:
    """Raises MenuNotPublishedError. Warm: three look-ups and two comparisons."""
    latest = get_latest(venue_id=venue.id)
    off = list_eighty_sixed(venue_id=venue.id)
    key = (current_tenant().id, venue.id)
    made = _bytes.get(key, lambda: _make(venue, latest.snapshot_id, off))
    if made.snapshot_etag != latest.etag or made.off != off:
        _bytes.forget(key)
        made = _bytes.get(key, lambda: _make(venue, latest.snapshot_id, off))
    return made


def forget_all() -> None:
    """The database itself may have been exchanged for another, whose ids mean other things."""
    _bytes.forget_all()


def _make(venue: MenuVenue, snapshot_id: int, off: tuple[EightySixed, ...]) -> MenuBytes:
    menu = get_snapshot(snapshot_id=snapshot_id)
    plain = orjson.dumps(menu_as_json(menu=menu, venue=venue, off=off))
    return MenuBytes(
        plain=plain,
        gzipped=gzip.compress(plain, compresslevel=6, mtime=0),
        etag=f'"{hashlib.sha256(plain).hexdigest()[:32]}"',
        snapshot_etag=menu.etag,
        off=off,
    )


def menu_as_json(*, menu: Menu, venue: MenuVenue, off: tuple[EightySixed, ...]) -> dict[str, Any]:
    """Money as strings, in the menu's currency; ids are stable across versions."""
    return {
        "venue": {"id": venue.id, "slug": venue.slug, "name": venue.name},
        "version": menu.version,
        "snapshot_id": menu.snapshot_id,
        "published_at": menu.published_at,
        "currency": menu.currency,
        "categories": [
            {
                "id": category.id,
                "name": category.name,
                "slug": category.slug,
                "description": category.description,
                "parent_id": category.parent_id,
                "item_ids": category.item_ids,
            }
            for category in menu.categories
        ],
        "items": [_item(item) for item in menu.items.values()],
        "eighty_sixed": [eighty_sixed_as_json(row) for row in off],
    }


def eighty_sixed_as_json(row: EightySixed) -> dict[str, Any]:
    return {"item_id": row.item_id, "channel": row.channel, "until": row.until, "reason": row.reason}


def _item(item: MenuItem) -> dict[str, Any]:
    image = item.image
    return {
        "id": item.id,
        "name": item.name,
        "slug": item.slug,
        "description": item.description,
        "category_id": item.category_id,
        "tax_category": item.tax_category,
        "ingredients": item.ingredients,
        "allergens": sorted(item.allergens),
        "diets": sorted(item.diets),
        "spicy": item.spicy,
        "calories": item.calories,
        "is_featured": item.is_featured,
        "image": image
        and {
            "sources": {str(width): address for width, address in image.sources.items()},
            "alt": image.alt,
            "colour": image.colour,
            "width": image.width,
            "height": image.height,
        },
        "sizes": [_size(size) for size in item.sizes],
        "modifier_groups": [_group(group) for group in item.groups],
    }


def _size(size: MenuSize) -> dict[str, Any]:
    return {
        "id": size.id,
        "name": size.name,
        "price": str(size.price),
        "service_prices": {service: str(price) for service, price in size.service_prices.items()},
        "special_prices": [
            {
                "price": str(special.price),
                "channel": special.channel,
                "service": special.service,
                "weekdays": [day for day in range(7) if special.weekdays >> day & 1],
                "starts_at": special.starts_at,
                "ends_at": special.ends_at,
            }
            for special in size.special_prices
        ],
    }


def _group(group: MenuGroup) -> dict[str, Any]:
    return {
        "id": group.id,
        "name": group.name,
        "minimum": group.minimum,
        "maximum": group.maximum,
        "included": group.included,
        "options": [
            {
                "id": option.id,
                "item_id": option.item_id,
                "name": option.name,
                "price": str(option.price),
                "is_default": option.is_default,
                "max_quantity": option.max_quantity,
                "allergens": sorted(option.allergens),
            }
            for option in group.options
        ],
    }
