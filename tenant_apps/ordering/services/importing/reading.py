"""From files to orders in memory, naming every row that makes no sense."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from comanda.kernel.clock import now
from comanda.kernel.tabular import Progress, ReportBuilder, Table, parse_amount
from tenant_apps.ordering.services.importing.moments import UnreadableMomentError, day_first, reader, to_utc

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Older taxes are in no table of ours."""

EVERY = 5000
"""Rows between two words to whoever watches."""


@dataclass(slots=True)
class RawLine:
    row: int
    item: str
    quantity: int
    price: Decimal | None


@dataclass(slots=True)
class RawOrder:
    ref: str
    row: int
    placed_at: datetime
    """UTC."""
    lines: list[RawLine] = field(default_factory=list)
    line_count: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One of the files: its rows, which column feeds which field, and what to call it in the report."""

    table: Table
    mapping: Mapping[str, str]
    name: str = ""

    def column(self, field_name: str) -> str:
        return self.mapping.get(field_name, "")


class OrderReader:
    """Orders by their number in the file, whatever the order of its rows."""

    def __init__(self, *, report: ReportBuilder, timezone: str, prefer_day_first: bool, progress: Progress) -> None:
        self.report = report
        self.timezone = timezone
        self.prefer_day_first = prefer_day_first
        self.progress = progress
        self.orders: dict[str, RawOrder] = {}
        self._latest = now() + timedelta(days=1)  # whatever the file's zone is
        # A year of sales has few different quantities and prices: each is understood once.
        self._quantities: dict[str, int] = {"": 1}
        self._prices: dict[str, Decimal | None] = {"": None}

    def read_one_file(self, source: Source) -> None:
        """A row for every line; the order's number and date stand on each of them."""
        self._choose_dates(source)
        names = ("order_ref", "placed_at", "time", "item", "quantity", "price", "line_count")
        total = source.table.size
        for row, (ref, day, clock, *line, count) in source.table.pick(source.mapping, names):
            self._count(total)
            order = self.orders.get(ref) or self._new_order(row, (ref, day, clock), source)
            if order is None:
                continue
            if count and order.line_count is None:
                order.line_count = self._quantity(row, count, "line_count", source)
            self._add_line(order, row, line, source)
        self._compare_counts()

    def read_two_files(self, orders: Source, lines: Source) -> None:
        self._choose_dates(orders)
        total = orders.table.size + lines.table.size
        for row, cells in orders.table.pick(orders.mapping, ("order_ref", "placed_at", "time")):
            self._count(total)
            if cells[0] in self.orders:
                self._refuse(
                    row, "order_ref", cells[0], orders, _("This order number comes twice."),
                    _("Give every order a number of its own, or leave one of the rows out."),
                )  # fmt: skip
            else:
                self._new_order(row, cells, orders)
        for row, (ref, *line) in lines.table.pick(lines.mapping, ("order_ref", "item", "quantity", "price")):
            self._count(total)
            order = self.orders.get(ref)
            if order is None:
                self._refuse(
                    row, "order_ref", ref, lines, _("No order has this number."),
                    _("Add the order to the orders file, or leave the line out."),
                )  # fmt: skip
            else:
                self._add_line(order, row, line, lines)
        self._leave_out_empty(orders)

    def _count(self, total: int) -> None:
        self.report.rows += 1
        if self.report.rows % EVERY == 0:
            self.progress(self.report.rows, total, _("Reading"))

    def _refuse(self, row: int, field_name: str, value: str, source: Source, problem: str, remedy: str) -> None:  # noqa: PLR0917
        self.report.error(row, source.column(field_name), value, problem, remedy, file=source.name)

    def _choose_dates(self, source: Source) -> None:
        samples = [day for _row, (day,) in source.table.pick(source.mapping, ("placed_at",))]
        is_day_first, is_certain = day_first(samples, prefer=self.prefer_day_first)
        if not is_certain:
            self.report.note(
                _("Dates can be read two ways; they were taken as day/month/year.")
                if is_day_first
                else _("Dates can be read two ways; they were taken as month/day/year.")
            )
        self._read_moment = reader(is_day_first=is_day_first)

    def _new_order(self, row: int, cells: Sequence[str], source: Source) -> RawOrder | None:
        ref, day, clock = cells
        if not ref or len(ref) > 64:
            self._refuse(
                row, "order_ref", ref, source, _("The order number is missing or too long."),
                _("Write a number or code of at most 64 characters."),
            )  # fmt: skip
            return None
        written = f"{day} {clock}".strip()
        try:
            local = self._read_moment(day, clock)
        except UnreadableMomentError:
            self._refuse(
                row, "placed_at", written, source, _("That is no date."),
                _("Write dates such as 2026-03-31 19:30 or 31/03/26 19:30."),
            )  # fmt: skip
            return None
        moment, was_skipped = to_utc(local, self.timezone)
        if was_skipped:
            self.report.warn(
                row, source.column("placed_at"), written,
                _("The clocks skipped this time; it was taken as an hour later."),
                _("Nothing to do, unless the time itself is wrong."), file=source.name,
            )  # fmt: skip
        if not _EARLIEST <= moment <= self._latest:
            self._refuse(
                row, "placed_at", written, source, _("No past order can be of that day."),
                _("Write a date between 1990 and now."),
            )  # fmt: skip
            return None
        order = self.orders[ref] = RawOrder(ref, row, moment)
        return order

    def _add_line(self, order: RawOrder, row: int, cells: Sequence[str], source: Source) -> None:
        item, quantity, price = cells
        if not item:
            self._refuse(row, "item", "", source, _("The item is missing."), _("Write its code or its name."))
            return
        units = self._quantity(row, quantity, "quantity", source)
        order.lines.append(RawLine(row, item, units, self._price(row, price, source)))

    def _quantity(self, row: int, text: str, field_name: str, source: Source) -> int:
        known = self._quantities.get(text)
        if known is None:
            known = _whole(text)
            if known < 1:
                self._refuse(
                    row, field_name, text, source, _("That is no quantity."), _("Write a whole number above zero.")
                )
                return 1
            self._quantities[text] = known
        return known

    def _price(self, row: int, text: str, source: Source) -> Decimal | None:
        if text in self._prices:
            return self._prices[text]
        try:
            amount = parse_amount(text)
        except ValueError:
            amount = Decimal(-1)
        if not 0 <= amount < 10**8:
            self._refuse(
                row, "price", text, source, _("That is no price."), _("Write an amount such as 12.50, zero or more.")
            )
            return Decimal(0)  # a number to go on with; the error stops the import
        self._prices[text] = amount
        return amount

    def _leave_out_empty(self, source: Source) -> None:
        for order in [order for order in self.orders.values() if not order.lines]:
            self.report.warn(
                order.row, source.column("order_ref"), order.ref, _("This order has no lines; it was left out."),
                _("Check that the lines file is complete."), file=source.name,
            )  # fmt: skip
            del self.orders[order.ref]

    def _compare_counts(self) -> None:
        wrong = [order for order in self.orders.values() if order.line_count not in {None, len(order.lines)}]
        if wrong:
            self.report.note(
                _("%(count)s orders have another number of rows than the file itself says (such as order %(ref)s).")
                % {"count": len(wrong), "ref": wrong[0].ref}
            )


def _whole(text: str) -> int:
    """0 for what is no whole number."""
    try:
        amount = Decimal(text)
        return int(amount) if amount == int(amount) and amount < 10**6 else 0
    except (ArithmeticError, ValueError):
        return 0
