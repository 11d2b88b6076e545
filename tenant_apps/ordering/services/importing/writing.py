"""Orders by COPY: five tables, a few round trips, one transaction that is the caller's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from secrets import token_urlsafe

from django.db import connection

from comanda.kernel.copying import NULL, analyse, copy_rows, escaped
from tenant_apps.ordering.services.importing.pricing import SoldLine
from tenant_apps.ordering.services.write_lines import ENTRY_COLUMNS, LINE_COLUMNS

ACTOR = "import"
_DRAW = (
    "INSERT INTO ordering_daycounter (venue_id, business_date, last_number) "
    "SELECT %s, wanted.day, wanted.count FROM unnest(%s::date[], %s::int[]) AS wanted(day, count) ORDER BY wanted.day "
    "ON CONFLICT (venue_id, business_date) "
    "DO UPDATE SET last_number = ordering_daycounter.last_number + EXCLUDED.last_number "
    "RETURNING business_date, last_number"
)
_ORDER = (
    *("id", "token", "venue_id", "business_date", "number", "channel", "service", "language", "state"),
    *("payment_state", "payment_provider", "contact_name", "contact_phone", "contact_email", "table_name", "currency"),
    *("subtotal", "tax", "total", "paid", "note", "reason", "placed_at", "source", "external_ref"),
)


@dataclass(slots=True)
class PastOrder:
    ref: str
    placed_at: datetime
    business_date: date
    lines: list[SoldLine]
    subtotal: Decimal
    """What the file's prices add up to."""
    tax: Decimal
    total: Decimal
    number: int = 0
    id: int = 0
    check_id: int = 0


@dataclass(frozen=True, slots=True)
class Destination:
    venue_id: int
    currency: str
    service: str
    language: str
    source: str


def write_orders(*, orders: list[PastOrder], to: Destination) -> None:
    """Inside the caller's transaction: all of them or none. The day's numbers are drawn last."""
    line_ids = _reserve("ordering_orderline_id_seq", sum(len(order.lines) for order in orders))
    for order, pk, check_id in zip(
        orders,
        _reserve("ordering_order_id_seq", len(orders)),
        _reserve("ordering_check_id_seq", len(orders)),
        strict=True,
    ):
        order.id, order.check_id = pk, check_id
    _draw_numbers(orders, to.venue_id)
    with_lines = list(_with_ids(orders, line_ids))
    copy_rows("ordering_order", _ORDER, (_order_row(order, to) for order in orders))
    copy_rows(
        "ordering_check",
        ("id", "order_id", "number", "total", "paid"),
        (f"{order.check_id}\t{order.id}\t1\t{order.total}\t{order.total}" for order in orders),
    )
    copy_rows("ordering_orderline", LINE_COLUMNS, (_line_row(order, pk, line) for order, pk, line in with_lines))
    copy_rows("ordering_ledgerentry", ENTRY_COLUMNS, _entry_rows(orders, with_lines, to))
    copy_rows(
        "ordering_stateentry",
        ("order_id", "machine", "state", "at", "actor", "reason"),
        (
            f"{order.id}\t{change}\t{order.placed_at.isoformat()}\t{ACTOR}\t"
            for order in orders
            for change in ("order\tdelivered", "payment\tpaid")
        ),
    )
    analyse("ordering_order", "ordering_check", "ordering_orderline")


def _reserve(sequence: str, count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s) FROM generate_series(1, %s)", [sequence, count])
        return [row[0] for row in cursor.fetchall()]


def _draw_numbers(orders: list[PastOrder], venue_id: int) -> None:
    """`orders` come by time: each day's numbers follow the clock, behind those the day already has."""
    by_day: dict[date, list[PastOrder]] = {}
    for order in orders:
        by_day.setdefault(order.business_date, []).append(order)
    days = sorted(by_day)
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, [venue_id, days, [len(by_day[day]) for day in days]])
        for day, last in cursor.fetchall():
            first = last - len(by_day[day]) + 1
            for number, order in enumerate(by_day[day], start=first):
                order.number = number


def _with_ids(orders: list[PastOrder], ids: list[int]) -> Iterator[tuple[PastOrder, int, SoldLine]]:
    following = iter(ids)
    for order in orders:
        for line in order.lines:
            yield order, next(following), line


def _order_row(order: PastOrder, to: Destination) -> str:
    return (
        f"{order.id}\t{token_urlsafe(24)}\t{to.venue_id}\t{order.business_date}\t{order.number}\timport\t{to.service}"
        f"\t{to.language}\tdelivered\tpaid\tcash\t\t\t\t\t{to.currency}\t{order.subtotal}\t{order.tax}\t{order.total}"
        f"\t{order.total}\t\t\t{order.placed_at.isoformat()}\t{escaped(to.source)}\t{escaped(order.ref)}"
    )


def _line_row(order: PastOrder, pk: int, line: SoldLine) -> str:
    net, tax, gross = line.amounts
    item = NULL if line.item_id is None else line.item_id
    size = NULL if line.size_id is None else line.size_id
    return (
        f"{pk}\t{order.id}\t{order.check_id}\titem\t{escaped(line.name)}\t{escaped(line.size_name)}\t{line.quantity}"
        f"\t{line.unit_price}\t{net}\t{tax}\t{gross}\t{line.rule.code}\t{line.rule.rate}\tvenue\t{item}\t{size}"
        f"\t\t[]\t\t{NULL}"
    )


def _entry_rows(
    orders: list[PastOrder], with_lines: list[tuple[PastOrder, int, SoldLine]], to: Destination
) -> Iterator[str]:
    for order, pk, line in with_lines:
        net, tax, gross = line.amounts
        item = NULL if line.item_id is None else line.item_id
        yield (
            f"{order.id}\t{pk}\t{to.venue_id}\t{order.business_date}\t{order.placed_at.isoformat()}\tsale\titem"
            f"\t{item}\t{line.quantity}\t{net}\t{tax}\t{gross}\t0\t{ACTOR}\t\t"
        )
    for order in orders:
        yield (
            f"{order.id}\t{NULL}\t{to.venue_id}\t{order.business_date}\t{order.placed_at.isoformat()}\tpayment\t\t{NULL}"
            f"\t0\t0\t0\t0\t{order.total}\t{ACTOR}\t\t"
        )
