"""Rows as the dataclasses other rooms see."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from tenant_apps.ordering.contracts import (
    Contact,
    DeliveryAddress,
    LineInfo,
    ModifierInfo,
    OrderInfo,
    OrderState,
    StateChange,
)
from tenant_apps.ordering.models import LineModifier, Order, OrderLine, StateEntry
from tenant_apps.ordering.models.states import MONEY_IS_SAFE


def order_info(
    order: Order,
    *,
    check_id: int,
    lines: Iterable[OrderLine] = (),
    modifiers: Iterable[LineModifier] = (),
    history: Iterable[StateEntry] = (),
) -> OrderInfo:
    by_line: dict[int, list[ModifierInfo]] = {}
    for extra in modifiers:
        by_line.setdefault(extra.line_id, []).append(
            ModifierInfo(extra.name, extra.group_name, extra.quantity, extra.unit_price)
        )
    return OrderInfo(
        id=order.pk,
        number=order.number,
        token=order.token,
        venue_id=order.venue_id,
        business_date=order.business_date,
        channel=order.channel,
        service=order.service,
        state=order.state,
        payment_state=order.payment_state,
        payment_provider=order.payment_provider,
        contact=Contact(order.contact_name, order.contact_phone, order.contact_email),
        currency=order.currency,
        subtotal=order.subtotal,
        tax=order.tax,
        total=order.total,
        paid=order.paid,
        placed_at=order.placed_at,
        requested_for=order.requested_for,
        promised_at=order.promised_at,
        note=order.note,
        table_name=order.table_name,
        reason=order.reason,
        customer_id=order.customer_id,
        check_id=check_id,
        address=_address(order.address),
        lines=tuple(_line_info(line, by_line) for line in lines),
        history=tuple(
            StateChange(entry.machine, entry.state, entry.at, entry.actor, entry.reason) for entry in history
        ),
        language=order.language,
        placed_by=order.placed_by,
        zone_name=order.zone["name"] if order.zone else "",
        awaits_payment=awaits_payment(order),
    )


def awaits_payment(order: Order) -> bool:
    """Placed with a card whose money is not promised yet."""
    return (
        order.state == OrderState.PENDING
        and order.payment_provider != "cash"
        and order.payment_state not in MONEY_IS_SAFE
    )


def _line_info(line: OrderLine, modifiers: dict[int, list[ModifierInfo]]) -> LineInfo:
    return LineInfo(
        id=line.pk,
        kind=line.kind,
        name=line.name,
        size_name=line.size_name,
        quantity=line.quantity,
        unit_price=line.unit_price,
        net=line.net,
        tax=line.tax,
        gross=line.gross,
        tax_rate=line.tax_rate,
        note=line.note,
        station=line.station,
        item_id=line.item_id,
        allergens=tuple(line.allergens),
        modifiers=tuple(modifiers.get(line.pk, ())),
        size_id=line.size_id,
        tax_code=line.tax_code,
        beneficiary=line.beneficiary,
        is_voided=line.voided_at is not None,
    )


def _address(stored: dict[str, Any] | None) -> DeliveryAddress | None:
    if not stored:
        return None
    latitude, longitude = stored.get("latitude"), stored.get("longitude")
    return DeliveryAddress(
        street=stored["street"],
        city=stored["city"],
        postcode=stored["postcode"],
        latitude=Decimal(latitude) if latitude else None,
        longitude=Decimal(longitude) if longitude else None,
        details=stored.get("details") or "",
    )
