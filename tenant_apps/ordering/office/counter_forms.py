"""What the counter page sends, checked and typed."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import orjson
from django.http import HttpRequest
from django.utils.translation import gettext as _

from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.tabular import parse_amount
from tenant_apps.ordering.contracts import Contact, DeliveryAddress
from tenant_apps.pricing.contracts import BasketLine, BasketModifier

MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class CounterBasket:
    venue_id: int
    service: str
    lines: tuple[BasketLine, ...]
    address: DeliveryAddress | None
    order_id: int | None
    """A running dine-in order to add to."""


@dataclass(frozen=True, slots=True)
class CounterOrder:
    basket: CounterBasket
    contact: Contact
    table_token: str
    note: str
    key: str
    provider: str
    payment_token: str
    expected_total: Decimal | None


def read_body(request: HttpRequest) -> dict[str, Any]:
    try:
        body = orjson.loads(request.body)
    except orjson.JSONDecodeError:
        body = None
    if not isinstance(body, dict):
        raise ValidationFailedError(_("The order did not arrive whole."), remedy=_("Send it again."))
    return body


def read_basket(body: dict[str, Any]) -> CounterBasket:
    """Raises ValidationFailedError naming the field."""
    lines = body.get("lines")
    if not isinstance(lines, list) or len(lines) > MOST_LINES:
        raise ValidationFailedError(_("There is nothing to order."), fields={"lines": [_("Add an item first.")]})
    return CounterBasket(
        venue_id=_whole(body.get("venue"), "venue"),
        service=_text(body, "service", 16),
        lines=tuple(_line(line, index) for index, line in enumerate(lines)),
        address=_address(body.get("address")),
        order_id=_whole(body["order"], "order") if body.get("order") else None,
    )


def read_order(body: dict[str, Any]) -> CounterOrder:
    """Raises ValidationFailedError naming the field."""
    return CounterOrder(
        basket=read_basket(body),
        contact=Contact(name=_text(body, "name", 120), phone=_text(body, "phone", 40), email=_text(body, "email", 254)),
        table_token=_text(body, "table", 64),
        note=_text(body, "note", 2000),
        key=_text(body, "key", 64),
        provider=_text(body, "provider", 32) or "cash",
        payment_token=_text(body, "token", 64),
        expected_total=_amount(body["expected_total"], "expected_total") if body.get("expected_total") else None,
    )


def _line(line: Any, index: int) -> BasketLine:
    place = f"lines.{index}"
    modifiers = line.get("modifiers") or [] if isinstance(line, dict) else None
    if not isinstance(modifiers, list):
        raise _wrong(place)
    return BasketLine(
        item_id=_whole(line.get("item"), f"{place}.item"),
        size_id=_whole(line["size"], f"{place}.size") if line.get("size") else None,
        quantity=_whole(line.get("quantity", 1), f"{place}.quantity"),
        modifiers=tuple(_modifier(modifier, index) for modifier in modifiers),
        note=_text(line, "note", 500),
    )


def _modifier(modifier: Any, index: int) -> BasketModifier:
    place = f"lines.{index}.modifiers"
    if not isinstance(modifier, dict):
        raise _wrong(place)
    return BasketModifier(
        group_id=_whole(modifier.get("group"), place),
        option_id=_whole(modifier.get("option"), place),
        quantity=_whole(modifier.get("quantity", 1), place),
    )


def _address(address: Any) -> DeliveryAddress | None:
    if not isinstance(address, dict) or not any(address.values()):
        return None
    return DeliveryAddress(
        street=_text(address, "street", 200),
        city=_text(address, "city", 120),
        postcode=_text(address, "postcode", 16),
        details=_text(address, "details", 300),
    )


def _whole(value: Any, field: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not -(2**62) < value < 2**62:
        raise _wrong(field)
    return value


def _amount(value: Any, field: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _wrong(field)
    try:
        return parse_amount(str(value))
    except ValueError:
        raise _wrong(field) from None


def _text(body: dict[str, Any], field: str, longest: int) -> str:
    value = body.get(field) or ""
    if not isinstance(value, str):
        raise _wrong(field)
    return value.strip()[:longest]


def _wrong(field: str) -> ValidationFailedError:
    return ValidationFailedError(
        _("The order did not arrive whole."), fields={field: [_("Not what was expected here.")]}
    )
