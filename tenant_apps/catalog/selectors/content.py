"""The bytes of a snapshot: canonical JSON, so that equal menus have equal hashes; and back into the contract's Menu."""

import hashlib
from datetime import datetime, time
from decimal import Decimal
from typing import Any

import orjson
from django.conf import settings

from tenant_apps.catalog.contracts import (
    Menu,
    MenuCategory,
    MenuGroup,
    MenuImage,
    MenuItem,
    MenuOption,
    MenuSize,
    SpecialPrice,
)
from tenant_apps.catalog.models import Picture

Content = dict[str, Any]


def encode(content: Content) -> tuple[bytes, str]:
    """(bytes, etag). Money must be text already: JSON knows no decimals."""
    data = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    return data, hashlib.sha256(data).hexdigest()


def decode(data: bytes, *, snapshot_id: int, venue_id: int, version: int, published_at: datetime, etag: str) -> Menu:
    content: Content = orjson.loads(data)
    items = {row["id"]: _item(row) for row in content["items"]}
    return Menu(
        snapshot_id=snapshot_id,
        venue_id=venue_id,
        version=version,
        currency=content["currency"],
        published_at=published_at,
        etag=etag,
        categories=tuple(_category(row) for row in content["categories"]),
        items=items,
    )


def _category(row: Content) -> MenuCategory:
    return MenuCategory(
        id=row["id"],
        name=row["name"],
        slug=row["slug"],
        parent_id=row["parent_id"],
        item_ids=tuple(row["item_ids"]),
        description=row["description"],
    )


def _item(row: Content) -> MenuItem:
    return MenuItem(
        id=row["id"],
        name=row["name"],
        slug=row["slug"],
        description=row["description"],
        category_id=row["category_id"],
        tax_category=row["tax_category"],
        sizes=tuple(_size(size) for size in row["sizes"]),
        groups=tuple(_group(group) for group in row["groups"]),
        ingredients=tuple(row["ingredients"]),
        allergens=frozenset(row["allergens"]),
        diets=frozenset(row["diets"]),
        spicy=row["spicy"],
        calories=row["calories"],
        is_featured=row["is_featured"],
        image=image_of(row["image"]),
        station=row["station"],
    )


def _size(row: Content) -> MenuSize:
    return MenuSize(
        id=row["id"],
        name=row["name"],
        price=Decimal(row["price"]),
        code=row["code"],
        service_prices={service: Decimal(price) for service, price in row["service_prices"].items()},
        scale=Decimal(row["scale"]),
        special_prices=tuple(
            SpecialPrice(
                price=Decimal(special["price"]),
                channel=special["channel"],
                service=special["service"],
                weekdays=special["weekdays"],
                starts_at=_time(special["starts_at"]),
                ends_at=_time(special["ends_at"]),
            )
            for special in row["special_prices"]
        ),
    )


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def _group(row: Content) -> MenuGroup:
    return MenuGroup(
        id=row["id"],
        name=row["name"],
        minimum=row["minimum"],
        maximum=row["maximum"],
        included=row["included"],
        options=tuple(
            MenuOption(
                id=option["id"],
                item_id=option["item_id"],
                name=option["name"],
                price=Decimal(option["price"]),
                is_default=option["is_default"],
                tax_category=option["tax_category"],
                allergens=frozenset(option["allergens"]),
                max_quantity=option["max_quantity"],
            )
            for option in row["options"]
        ),
    )


def picture_content(picture: Picture | None, name: str) -> Content | None:
    """A picture as a snapshot keeps it; the dish's name speaks for it where nobody wrote a text."""
    if picture is None:
        return None
    return {
        "path": picture.path,
        "widths": picture.widths,
        "width": picture.width,
        "height": picture.height,
        "colour": picture.colour,
        "alt": picture.alt or name,
    }


def image_of(row: Content | None) -> MenuImage | None:
    """Addresses on the tenant's own host, whatever the storage: one signed by it would not outlive this menu."""
    if row is None:
        return None
    return MenuImage(
        sources={width: f"{settings.MEDIA_URL}{row['path']}/{width}.webp" for width in row["widths"]},
        alt=row["alt"],
        colour=row["colour"],
        width=row["width"],
        height=row["height"],
    )
