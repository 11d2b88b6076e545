"""Rows as the dataclasses other rooms see."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Q

from comanda.kernel.money import quantize
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
from tenant_apps.payments.contracts import Provider
from tenant_apps.pricing.contracts import PricedLine

AWAITS_PAYMENT = (
    Q(state=OrderState.PENDING, paid=0)
    & ~Q(payment_provider=Provider.CASH)
    & ~Q(payment_state__in=[str(state) for state in MONEY_IS_SAFE])
)
"""OrderInfo.awaits_payment, where the orders are: not on the board, and called off in the end."""


def order_info(
    order: Order,
    *,
    check_id: int,
    lines: Iterable[LineInfo] = (),
    history: Iterable[StateEntry | StateChange] = (),
) -> OrderInfo:
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
        subtotal=quantize(order.subtotal, order.currency),
        tax=quantize(order.tax, order.currency),
        total=quantize(order.total, order.currency),
        paid=quantize(order.paid, order.currency),
        placed_at=order.placed_at,
        requested_for=order.requested_for,
        promised_at=order.promised_at,
        note=order.note,
        table_name=order.table_name,
        reason=order.reason,
        customer_id=order.customer_id,
        check_id=check_id,
        address=_address(order.address),
        lines=tuple(lines),
        history=tuple(
            StateChange(entry.machine, entry.state, entry.at, entry.actor, entry.reason) for entry in history
        ),
        language=order.language,
        placed_by=order.placed_by,
        table_id=order.table_id,
        zone_name=order.zone["name"] if order.zone else "",
        zone_minutes=order.zone["minutes"] if order.zone else 0,
        awaits_payment=awaits_payment(order),
    )


def awaits_payment(order: Order) -> bool:
    """Placed with a card of which nothing is promised or paid yet. `AWAITS_PAYMENT` says it in SQL."""
    return (
        order.state == OrderState.PENDING
        and order.payment_provider != Provider.CASH
        and order.payment_state not in MONEY_IS_SAFE
        and not order.paid
    )


def line_infos(lines: Iterable[OrderLine], modifiers: Iterable[LineModifier], *, currency: str) -> list[LineInfo]:
    """Lines as they stand in their table; amounts with the currency's own decimals, as they were sold."""
    by_line: dict[int, list[ModifierInfo]] = {}
    for extra in modifiers:
        by_line.setdefault(extra.line_id, []).append(
            ModifierInfo(extra.name, extra.group_name, extra.quantity, quantize(extra.unit_price, currency))
        )
    return [
        LineInfo(
            id=line.pk,
            kind=line.kind,
            name=line.name,
            size_name=line.size_name,
            quantity=line.quantity,
            unit_price=quantize(line.unit_price, currency),
            net=quantize(line.net, currency),
            tax=quantize(line.tax, currency),
            gross=quantize(line.gross, currency),
            tax_rate=line.tax_rate.normalize(),
            note=line.note,
            station=line.station,
            item_id=line.item_id,
            allergens=tuple(line.allergens),
            modifiers=tuple(by_line.get(line.pk, ())),
            size_id=line.size_id,
            tax_code=line.tax_code,
            beneficiary=line.beneficiary,
            is_voided=line.voided_at is not None,
            part_of=line.part_of_id,
        )
        for line in lines
    ]


def line_sold(pk: int, line: PricedLine, *, part_of: int | None, currency: str) -> LineInfo:
    """A line that was written a moment ago, without reading it back."""
    return LineInfo(
        id=pk,
        kind=line.kind.value,
        name=line.name,
        size_name=line.size_name,
        quantity=line.quantity,
        unit_price=line.unit_price,
        net=line.net,
        tax=line.tax,
        gross=line.gross,
        tax_rate=line.tax_rate.normalize(),
        note=line.note,
        station=line.station,
        item_id=line.item_id,
        allergens=line.allergens,
        modifiers=tuple(
            ModifierInfo(extra.name, extra.group_name, extra.quantity, quantize(extra.unit_price, currency))
            for extra in line.modifiers
        ),
        size_id=line.size_id,
        tax_code=line.tax_code,
        beneficiary=line.beneficiary,
        part_of=part_of,
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
