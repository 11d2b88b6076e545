"""What the counter page knows of the menu, so that a tap needs no network. The server prices again in the end."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import get_language

from comanda.kernel.money import exponent
from tenant_apps.catalog import facade as catalog
from tenant_apps.catalog.contracts import Menu, MenuGroup, MenuItem
from tenant_apps.ordering.contracts import OrderInfo
from tenant_apps.ordering.selectors.orders import list_seated
from tenant_apps.payments.facade import list_cards
from tenant_apps.pricing.facade import list_dishes
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import Channel, TableInfo, VenueInfo

SERVICE_ORDER = ("dine_in", "pickup", "delivery")


def counter_data(*, venue: VenueInfo, order: OrderInfo | None, at: datetime, table: str = "") -> dict[str, Any]:
    """JSON for the page; `table` is the token of the one chosen before. Raises NotFoundError without a menu."""
    menu = catalog.get_menu(venue_id=venue.id)
    local = at.astimezone(ZoneInfo(venue.timezone))
    offered = venues.list_services(venue_id=venue.id)
    services = [service for service in SERVICE_ORDER if service in offered]
    off = {entry.item_id for entry in catalog.list_eighty_sixed(venue_id=venue.id, channel=Channel.COUNTER)}
    running: dict[int | None, list[OrderInfo]] = {}
    for seated in list_seated(venue_id=venue.id):
        running.setdefault(seated.table_id, []).append(seated)
    return {
        "venue": venue.id,
        "currency": menu.currency,
        "exponent": exponent(menu.currency),
        "language": get_language() or "en",
        "services": services,
        "tables": [_table(table, running.get(table.id, [])) for table in venues.list_tables(venue_id=venue.id)],
        "cards": [{"token": card.token, "label": card.label, "outcome": card.outcome} for card in list_cards()],
        "categories": [{"id": category.id, "name": category.name} for category in menu.categories if category.item_ids],
        "items": _items(menu, services, local, off),
        "order": _running(order) if order else None,
        "table": table,
    }


def _table(table: TableInfo, orders: list[OrderInfo]) -> dict[str, Any]:
    return {
        "name": table.name,
        "token": table.token,
        "seats": table.seats,
        "orders": [_running(order) for order in orders],
    }


def _items(menu: Menu, services: list[str], local: datetime, off: set[int]) -> list[dict[str, Any]]:
    found = []
    seen: set[int] = set()
    for category in menu.categories:
        for item_id in category.item_ids:
            item = menu.items.get(item_id)
            if item is None or item_id in seen:
                continue
            seen.add(item_id)
            found.append(_item(item, category.id, services, local, off))
    return found


def _item(item: MenuItem, category_id: int, services: list[str], local: datetime, off: set[int]) -> dict[str, Any]:
    return {
        "id": item.id,
        "name": item.name,
        "category": category_id,
        "off": item.id in off,
        "picture": item.image.sources[min(item.image.sources)] if item.image and item.image.sources else "",
        "sizes": [
            {
                "id": size.id,
                "name": size.name,
                "prices": {service: str(size.price_for(service, Channel.COUNTER, local)) for service in services},
            }
            for size in item.sizes
        ],
        "groups": [_group(group, off) for group in item.groups],
    }


def _group(group: MenuGroup, off: set[int]) -> dict[str, Any]:
    return {
        "id": group.id,
        "name": group.name,
        "minimum": group.minimum,
        "maximum": group.maximum,
        "included": group.included,
        "options": [
            {
                "id": option.id,
                "name": option.name,
                "price": str(option.price),
                "default": option.is_default,
                "off": option.item_id in off,
            }
            for option in group.options
        ],
    }


def _running(order: OrderInfo) -> dict[str, Any]:
    dishes = list_dishes(line for line in order.lines if not line.is_voided)
    return {
        "id": order.id,
        "reference": order.reference,
        "table": order.table_name,
        "service": order.service,
        "total": str(order.total),
        "due": str(max(order.due, Decimal(0))),
        "bill": reverse("ordering_office:bill", args=[order.id]),
        "lines": [
            {
                "name": f"{dish.line.name} {dish.line.size_name}".strip(),
                "quantity": dish.line.quantity,
                "gross": str(dish.gross),
            }
            for dish in dishes
        ],
    }
