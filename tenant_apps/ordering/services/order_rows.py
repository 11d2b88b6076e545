"""A priced basket as rows: lines, their modifiers, and the ledger entries that say so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from tenant_apps.ordering.models import EntryKind, LedgerEntry, LineModifier, OrderLine
from tenant_apps.pricing.contracts import PricedLine

_RESERVE = (
    "SELECT nextval('ordering_order_id_seq'), nextval('ordering_check_id_seq'), "
    "ARRAY(SELECT nextval('ordering_orderline_id_seq') FROM generate_series(1, %s))"
)
_RESERVE_LINES = "SELECT nextval('ordering_orderline_id_seq') FROM generate_series(1, %s)"


@dataclass(frozen=True, slots=True)
class ReservedIds:
    order: int
    check: int
    lines: list[int]


def reserve_ids(*, lines: int) -> ReservedIds:
    """Ids in one round trip, so that everything can be written before the order's number is drawn."""
    with connection.cursor() as cursor:
        cursor.execute(_RESERVE, [lines])
        order, check, line_ids = cursor.fetchone()
    return ReservedIds(order, check, line_ids)


def reserve_line_ids(*, lines: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_RESERVE_LINES, [lines])
        return [row[0] for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Rows:
    lines: list[OrderLine]
    modifiers: list[LineModifier]
    entries: list[LedgerEntry]

    def write(self) -> None:
        """Two statements, three where anything was modified."""
        OrderLine.objects.bulk_create(self.lines)
        if self.modifiers:
            LineModifier.objects.bulk_create(self.modifiers)
        LedgerEntry.objects.bulk_create(self.entries)


def build_rows(
    *,
    order_id: int,
    check_id: int,
    line_ids: Sequence[int],
    lines: Sequence[PricedLine],
    venue_id: int,
    business_date: date,
    moment: datetime,
    actor: str,
) -> Rows:
    rows = Rows([], [], [])
    for pk, line in zip(line_ids, lines, strict=True):
        row = OrderLine(
            pk=pk,
            order_id=order_id,
            bill_id=check_id,
            kind=line.kind.value,
            name=line.name,
            size_name=line.size_name,
            quantity=line.quantity,
            unit_price=line.unit_price,
            net=line.net,
            tax=line.tax,
            gross=line.gross,
            tax_code=line.tax_code,
            tax_rate=line.tax_rate,
            beneficiary=line.beneficiary,
            item_id=line.item_id,
            size_id=line.size_id,
            station=line.station,
            allergens=list(line.allergens),
            note=line.note,
        )
        rows.lines.append(row)
        rows.modifiers.extend(
            LineModifier(
                line_id=pk,
                group_id=extra.group_id,
                option_id=extra.option_id,
                item_id=extra.item_id,
                group_name=extra.group_name,
                name=extra.name,
                quantity=extra.quantity,
                unit_price=extra.unit_price,
            )
            for extra in line.modifiers
        )
        rows.entries.append(
            LedgerEntry(
                order_id=order_id,
                line_id=pk,
                venue_id=venue_id,
                business_date=business_date,
                occurred_at=moment,
                kind=EntryKind.SALE.value,
                line_kind=line.kind.value,
                item_id=line.item_id,
                quantity=line.quantity,
                net=line.net,
                tax=line.tax,
                gross=line.gross,
                actor=actor,
            )
        )
    return rows
