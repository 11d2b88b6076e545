"""Priced lines as rows: lines, their modifiers, and the ledger entries that say so. A statement a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from comanda.kernel.one_message import insert
from tenant_apps.ordering.models import EntryKind
from tenant_apps.ordering.selectors.dishes_of import dishes_of
from tenant_apps.pricing.contracts import PricedLine, PricedModifier

_DRAW = (
    "SELECT nextval('ordering_order_id_seq'), nextval('ordering_check_id_seq'), "
    "ARRAY(SELECT nextval('ordering_orderline_id_seq') FROM generate_series(1, %s))"
)
_DRAW_LINES = "SELECT nextval('ordering_orderline_id_seq') FROM generate_series(1, %s)"

LINE_COLUMNS = (
    *("id", "order_id", "check_id", "kind", "name", "size_name", "quantity", "unit_price", "net", "tax", "gross"),
    *("tax_code", "tax_rate", "beneficiary", "item_id", "size_id", "station", "allergens", "note", "part_of_id"),
)
MODIFIER_COLUMNS = ("line_id", "group_id", "option_id", "item_id", "group_name", "name", "quantity", "unit_price")
ENTRY_COLUMNS = (
    *("order_id", "line_id", "venue_id", "business_date", "occurred_at", "kind", "line_kind", "item_id", "quantity"),
    *("net", "tax", "gross", "money", "actor", "reason", "payment_ref"),
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Ids for an order that is yet to be written. Those of an order that is refused are never used."""

    order_id: int
    check_id: int
    line_ids: list[int]


def draw_ids(*, lines: int) -> Drawn:
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, [lines])
        return Drawn(*cursor.fetchone())


def draw_line_ids(*, lines: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_DRAW_LINES, [lines])
        return [pk for (pk,) in cursor.fetchall()]


def line_statements(
    *,
    lines: Sequence[PricedLine],
    ids: Drawn,
    venue_id: int,
    business_date: date,
    moment: datetime,
    actor: str,
) -> list[str]:
    """For `one_message.send`, in the transaction that also writes the order or finds it written."""
    known = list(zip(ids.line_ids, lines, strict=True))
    modifiers = [(pk, *_modifier(extra)) for pk, line in known for extra in line.modifiers]
    sale = (venue_id, business_date, moment, EntryKind.SALE.value)
    dishes = dishes_of(line_ids=ids.line_ids, lines=lines)
    rows = [(*_line(pk, ids, line), dish) for (pk, line), dish in zip(known, dishes, strict=True)]
    statements = [insert("ordering_orderline", LINE_COLUMNS, rows)]
    if modifiers:
        statements.append(insert("ordering_linemodifier", MODIFIER_COLUMNS, modifiers))
    entries = [(ids.order_id, pk, *sale, *_sold(line), 0, actor, "", "") for pk, line in known]
    return [*statements, insert("ordering_ledgerentry", ENTRY_COLUMNS, entries)]


def _line(pk: int, ids: Drawn, line: PricedLine) -> tuple[Any, ...]:
    return (
        *(pk, ids.order_id, ids.check_id, line.kind, line.name, line.size_name, line.quantity, line.unit_price),
        *(line.net, line.tax, line.gross, line.tax_code, line.tax_rate, line.beneficiary, line.item_id, line.size_id),
        *(line.station, line.allergens, line.note),
    )


def _modifier(extra: PricedModifier) -> tuple[Any, ...]:
    ids = (extra.group_id, extra.option_id, extra.item_id)
    return (*ids, extra.group_name, extra.name, extra.quantity, extra.unit_price)


def _sold(line: PricedLine) -> tuple[Any, ...]:
    return line.kind, line.item_id, line.quantity, line.net, line.tax, line.gross
