"""Past orders from CSV: delivered and paid, in the ledger of their day; all of them or none."""

from collections.abc import Mapping
from typing import BinaryIO

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comanda.kernel.clock import business_date
from comanda.kernel.money import ZERO
from comanda.kernel.tabular import ImportReport, Progress, ReportBuilder, no_progress, read_table, resolve_mapping
from tenant_apps.catalog.facade import lookup_items
from tenant_apps.ordering.models import Order
from tenant_apps.ordering.selectors.import_fields import LINE_FIELDS, LINES_PREFIX, ONE_FILE_FIELDS, ORDER_FIELDS
from tenant_apps.ordering.services.importing.pricing import LinePricer, codes_of
from tenant_apps.ordering.services.importing.reading import OrderReader, RawOrder, Source
from tenant_apps.ordering.services.importing.writing import Destination, PastOrder, write_orders
from tenant_apps.pricing.facade import is_tax_included
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import ServiceType, VenueInfo

_MONTH_FIRST = frozenset({"US"})
_LIKELY = (ServiceType.PICKUP, ServiceType.DELIVERY, ServiceType.DINE_IN)


def import_orders(
    *,
    orders: BinaryIO,
    venue_id: int,
    lines: BinaryIO | None = None,
    mapping: Mapping[str, str] | None = None,
    timezone: str = "",
    service: str = "",
    source: str = "",
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> ImportReport:
    """`lines` None: one file with a row for every line. In `mapping`, the second file's fields begin with `lines.`.

    `timezone` "": the venue's. `source` names where the orders come from: within it an order number is imported once,
    and importing the same file again changes nothing. With any error in the report nothing was written.
    Raises VenueNotFoundError, and ValidationFailedError for a file that cannot be read at all.
    """
    report = ReportBuilder(dry_run=dry_run)
    venue = venues.get_venue(venue_id=venue_id)
    to = Destination(
        venue_id=venue_id,
        currency=venue.currency,
        service=service or next(kind for kind in _LIKELY if kind in venue.services).value,
        language=venue.languages[0] if venue.languages else "en",
        source=(source or f"csv:{venue_id}")[:40],
    )
    reader = OrderReader(
        report=report,
        timezone=timezone or venue.timezone,
        prefer_day_first=venue.country not in _MONTH_FIRST,
        progress=progress,
    )
    column = _read(reader, orders, lines, mapping or {})
    progress(report.rows, report.rows, _("Pricing"))
    with transaction.atomic():
        _alone(to.source)
        new = _not_yet_imported(reader.orders, to.source, report)
        priced = _price(new, venue, to, report, column)
        _sum_up(priced, venue, report)
        if report.is_clean and priced and not dry_run:
            progress(report.rows, report.rows, _("Writing"))
            write_orders(orders=priced, to=to)
    if report.is_clean:
        report.created.update({"orders": len(priced), "lines": sum(len(order.lines) for order in priced)})
    return report.finish()


def _read(reader: OrderReader, orders: BinaryIO, lines: BinaryIO | None, mapping: Mapping[str, str]) -> str:
    """Reads the files and returns the column that names items."""
    table = read_table(orders)
    if lines is None:
        resolved = resolve_mapping(table.columns, ONE_FILE_FIELDS, mapping)
        reader.report.mapping = resolved
        reader.report.refuse_overlong(table)
        reader.read_one_file(Source(table, resolved))
        return resolved["item"]
    line_table = read_table(lines)
    own = {name: column for name, column in mapping.items() if not name.startswith(LINES_PREFIX)}
    theirs = {
        name.removeprefix(LINES_PREFIX): column for name, column in mapping.items() if name.startswith(LINES_PREFIX)
    }
    order_mapping = resolve_mapping(table.columns, ORDER_FIELDS, own)
    line_mapping = resolve_mapping(line_table.columns, LINE_FIELDS, theirs)
    reader.report.mapping = order_mapping | {f"{LINES_PREFIX}{name}": column for name, column in line_mapping.items()}
    reader.report.refuse_overlong(table, file="orders")
    reader.report.refuse_overlong(line_table, file="lines")
    reader.read_two_files(Source(table, order_mapping, "orders"), Source(line_table, line_mapping, "lines"))
    return line_mapping["item"]


def _alone(source: str) -> None:
    """One import at a time from a source: two would both find an order missing and write it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ':ordering.import:' || %s, 0))", [source]
        )


def _not_yet_imported(read: dict[str, RawOrder], source: str, report: ReportBuilder) -> list[RawOrder]:
    """By time, so that the day's numbers follow the clock, whatever way round the file is."""
    known = set(Order.objects.filter(source=source).exclude(external_ref="").values_list("external_ref", flat=True))
    new = [order for order in read.values() if order.ref not in known]
    if len(new) < len(read):
        report.unchanged["orders"] = len(read) - len(new)
        report.note(
            ngettext(
                "One order had been imported before and was left as it is.",
                "%(count)s orders had been imported before and were left as they are.",
                len(read) - len(new),
            )
            % {"count": len(read) - len(new)}
        )
    return sorted(new, key=lambda order: (order.placed_at, len(order.ref), order.ref))


def _price(
    orders: list[RawOrder], venue: VenueInfo, to: Destination, report: ReportBuilder, column: str
) -> list[PastOrder]:
    pricer = LinePricer(
        venue=venue, service=to.service, items=lookup_items(codes=codes_of(orders)), report=report, column=column
    )
    is_included = is_tax_included(country=venue.country)
    priced = []
    for order in orders:
        on = business_date(order.placed_at, venue.timezone, venue.day_ends_at)
        sold = pricer.price(order, on)
        net = tax = total = ZERO
        for line in sold:
            net += line.amounts[0]
            tax += line.amounts[1]
            total += line.amounts[2]
        priced.append(PastOrder(order.ref, order.placed_at, on, sold, total if is_included else net, tax, total))
    pricer.tell()
    return priced


def _sum_up(orders: list[PastOrder], venue: VenueInfo, report: ReportBuilder) -> None:
    """Revenue is what the file's own prices add up to; where tax comes on top at the till, that is told beside it."""
    report.totals = {
        "orders": str(len(orders)),
        "lines": str(sum(len(order.lines) for order in orders)),
        "quantity": str(sum(line.quantity for order in orders for line in order.lines)),
        "revenue": str(sum((order.subtotal for order in orders), ZERO)),
    }
    if not is_tax_included(country=venue.country):
        report.totals["tax"] = str(sum((order.tax for order in orders), ZERO))
