"""Past orders as the rows the product itself would have written: sales, money, steps, and the card provider's books."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta

from comanda.config.demo.copying import Table, reserve
from comanda.config.demo.past import DemoOrder
from comanda.kernel.actors import GUEST, staff_actor
from comanda.kernel.copying import NULL, cell, cells
from comanda.kernel.ids import token
from tenant_apps.ordering.contracts import DeliveryAddress
from tenant_apps.ordering.models import Check, DayCounter, LedgerEntry, LineModifier, Order, OrderLine, StateEntry
from tenant_apps.ordering.selectors.dishes_of import dishes_of
from tenant_apps.ordering.services.write_lines import ENTRY_COLUMNS, LINE_COLUMNS, MODIFIER_COLUMNS
from tenant_apps.payments.models import PaymentAttempt, PaymentEntry, TestGatewayCharge
from tenant_apps.pricing.contracts import PricedLine

_LINE_TAIL = LINE_COLUMNS[LINE_COLUMNS.index("kind") : LINE_COLUMNS.index("part_of_id")]
_SALE_TAIL = ENTRY_COLUMNS[ENTRY_COLUMNS.index("kind") :]
_EXTRA_TAIL = MODIFIER_COLUMNS[MODIFIER_COLUMNS.index("group_id") :]


@dataclass(frozen=True, slots=True)
class _Encoded:
    """What of a priced line is the same in every order that has it."""

    line: str
    extras: tuple[str, ...]
    sale: str
    void: str


class _Told:
    """One order's ids and moments as text, written many times."""

    def __init__(self, order: DemoOrder, order_id: str, check_id: str, attempt_id: str) -> None:
        self.order, self.order_id, self.check_id, self.attempt_id = order, order_id, check_id, attempt_id
        self.moments = {state: cell(at) for state, at in order.steps}
        self.placed, self.ended = cell(order.placed_at), cell(order.ended_at)
        self.provider = "test_card" if order.by_card else "cash"
        self.actor = staff_actor(order.placed_by) if order.placed_by else GUEST


@dataclass
class PastWriter:
    """Collects the rows of many orders and writes them in ten COPYs. Inside one transaction: a past is whole or not."""

    language: str
    currency: str
    city: str
    _encoded: dict[int, _Encoded] = field(default_factory=dict)
    _kept: list[PricedLine] = field(default_factory=list)

    def write(self, orders: Sequence[DemoOrder]) -> int:
        """How many rows it took."""
        count = len(orders)
        line_ids = iter(reserve(OrderLine, sum(len(order.choice.basket.lines) for order in orders)))
        ids = zip(reserve(Order, count), reserve(Check, count), reserve(PaymentAttempt, count), strict=True)
        rows = _Rows()
        last: dict[date, int] = {}
        for order, (order_id, check_id, attempt_id) in zip(orders, ids, strict=True):
            told = _Told(order, str(order_id), str(check_id), str(attempt_id))
            self._order(rows, told)
            self._lines(rows, told, line_ids)
            _steps(rows, told)
            self._money(rows, told)
            last[order.day] = order.number
        for day, number in last.items():
            rows.counters.add(cells((orders[0].venue.id, day, number)))
        return rows.write()

    def _order(self, rows: "_Rows", told: "_Told") -> None:
        order = told.order
        basket, guest, zone = order.choice.basket, order.guest, order.choice.zone
        paid = 0 if order.was_cancelled else basket.total
        address = zone_copy = None
        if zone is not None:
            place = DeliveryAddress(guest.street, self.city, guest.postcode, guest.latitude, guest.longitude)
            address = json.dumps({key: None if value is None else str(value) for key, value in asdict(place).items()})
            zone_copy = json.dumps({"id": zone.id, "name": zone.name, "fee": str(zone.fee), "minutes": zone.minutes})
        minutes = order.venue.prep_minutes + (zone.minutes if zone else 0)
        values = (
            token(), order.venue.id, order.day, order.number, order.channel, order.service.value, self.language,
            order.steps[-1][0], "unpaid" if order.was_cancelled else "paid", told.provider, guest.customer_id,
            order.placed_by, guest.name, guest.phone, guest.email, address, zone_copy,
            order.table.id if order.table else None, order.table.name if order.table else "", basket.snapshot_id,
            self.currency, basket.subtotal, basket.tax, basket.total, paid, order.choice.note, order.reason,
            order.placed_at, None, order.placed_at + timedelta(minutes=minutes), "", "",
        )  # fmt: skip
        rows.orders.add(told.order_id, cells(values))
        rows.checks.add(told.check_id, told.order_id, "1", str(basket.total), str(paid))

    def _lines(self, rows: "_Rows", told: "_Told", ids: Iterator[int]) -> None:
        order = told.order
        voided = told.ended if order.was_cancelled else NULL
        head = f"{order.venue.id}\t{order.day}"
        lines = order.choice.basket.lines
        line_ids = [next(ids) for _line in lines]
        for pk, line, dish in zip(line_ids, lines, dishes_of(line_ids=line_ids, lines=lines), strict=True):
            line_id = str(pk)
            ready = self._encode(line)
            rows.lines.add(
                line_id, told.order_id, told.check_id, voided, NULL if dish is None else str(dish), ready.line
            )
            for extra in ready.extras:
                rows.extras.add(line_id, extra)
            rows.ledger.add(told.order_id, line_id, head, told.placed, ready.sale, told.actor, "", "")
            if voided is not NULL:
                rows.ledger.add(told.order_id, line_id, head, voided, ready.void, told.actor, cell(order.reason), "")

    def _encode(self, line: PricedLine) -> _Encoded:
        if (known := self._encoded.get(id(line))) is not None:
            return known
        self._kept.append(line)  # its id must not go to another one
        values = [getattr(line, name) for name in _LINE_TAIL]
        values[0], values[-2] = line.kind.value, json.dumps(list(line.allergens))
        extras = tuple(cells([getattr(extra, name) for name in _EXTRA_TAIL]) for extra in line.modifiers)
        what = (line.kind.value, line.item_id)
        sale = cells(("sale", *what, line.quantity, line.net, line.tax, line.gross, 0))
        void = cells(("void", *what, -line.quantity, -line.net, -line.tax, -line.gross, 0))
        self._encoded[id(line)] = made = _Encoded(cells(values), extras, sale, void)
        return made

    def _money(self, rows: "_Rows", told: "_Told") -> None:
        order, total = told.order, str(told.order.choice.basket.total)
        if total == "0" or (order.was_cancelled and not order.by_card):
            return
        key, reason = token(), cell(order.reason)
        settled = told.moments.get("confirmed", told.ended) if order.by_card else told.ended
        asked = cell(order.placed_at + timedelta(seconds=2))
        state, taken = ("cancelled", "0") if order.was_cancelled else ("captured", total)
        reference, card = (f"tch_{key}", "tok_success") if order.by_card else ("", "")
        attempt_key = f"order:{key}" if order.by_card else f"hand-over:{told.check_id}"
        rows.attempts.add(
            told.attempt_id, key, told.check_id, attempt_key, told.provider, card, state, total, taken, "0",
            self.currency, "", reference, reason, NULL, NULL, told.placed if order.by_card else settled, settled,
        )  # fmt: skip
        if order.by_card:
            rows.payments.add(told.attempt_id, "authorized", total, asked, "system", "")
            rows.charges.add(key, reference, card, total, self.currency, state, "", taken, "0", asked)
            rows.steps.add(told.order_id, "payment", "pending", told.placed, "guest", "")
            rows.steps.add(told.order_id, "payment", "authorized", asked, "system", "")
        rows.payments.add(told.attempt_id, state, total, settled, "system", reason)
        rows.steps.add(told.order_id, "payment", "unpaid" if order.was_cancelled else "paid", settled, "system", "")
        if not order.was_cancelled:
            rows.ledger.add(
                told.order_id, NULL, str(order.venue.id), cell(order.day), settled, "payment", "", NULL, "0", "0", "0",
                "0", total, "system", "", f"capture:{told.attempt_id}",
            )  # fmt: skip


class _Rows:
    """The tables, parents before children."""

    def __init__(self) -> None:
        self.orders = Table(
            Order, "id", "token", "venue", "business_date", "number", "channel", "service", "language", "state",
            "payment_state", "payment_provider", "customer_id", "placed_by", "contact_name", "contact_phone",
            "contact_email", "address", "zone", "table_id", "table_name", "menu_snapshot_id", "currency", "subtotal",
            "tax",
            "total", "paid", "note", "reason", "placed_at", "requested_for", "promised_at", "source", "external_ref",
        )  # fmt: skip
        self.checks = Table(Check, "id", "order", "number", "total", "paid")
        self.lines = Table(OrderLine, "id", "order", "bill", "voided_at", "part_of", *_LINE_TAIL)
        self.extras = Table(LineModifier, "line", *_EXTRA_TAIL)
        self.steps = Table(StateEntry, "order", "machine", "state", "at", "actor", "reason")
        self.ledger = Table(LedgerEntry, "order", "line", "venue_id", "business_date", "occurred_at", *_SALE_TAIL)
        self.counters = Table(DayCounter, "venue", "business_date", "last_number")
        self.attempts = Table(
            PaymentAttempt, "id", "token", "check_id", "key", "provider", "method_token", "state", "amount", "captured",
            "refunded", "currency", "decline_code", "provider_ref", "release_reason", "capture_asked_at",
            "release_asked_at", "created_at", "updated_at",
        )  # fmt: skip
        self.payments = Table(PaymentEntry, "attempt", "kind", "amount", "at", "actor", "detail")
        self.charges = Table(
            TestGatewayCharge, "key", "reference", "card", "amount", "currency", "state", "decline_code", "captured",
            "refunded", "created_at",
        )  # fmt: skip

    def write(self) -> int:
        tables: list[Table] = list(vars(self).values())
        count = sum(len(table) for table in tables)
        for table in tables:
            table.write()
        return count


def _steps(rows: _Rows, told: _Told) -> None:
    for state, at in told.moments.items():
        who = told.actor if state in {"pending", "cancelled"} else "system"
        rows.steps.add(told.order_id, "order", state, at, who, cell(told.order.reason) if state == "cancelled" else "")
