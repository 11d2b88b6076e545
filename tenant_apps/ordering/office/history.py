"""All orders that ever were: filtered, searched, exported. The address holds the filters."""

from collections.abc import Iterator
from datetime import time
from io import StringIO
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from comanda.kernel.access import access_of, requires
from comanda.kernel.clock import now, zone
from comanda.kernel.moments import format_time
from comanda.kernel.numbers import whole_number
from comanda.kernel.tabular.writing import write_csv
from tenant_apps.ordering.contracts import OrderInfo
from tenant_apps.ordering.office.cards import order_card
from tenant_apps.ordering.office.scope import Scope, find_scope
from tenant_apps.ordering.office.wording import STATES, select_options
from tenant_apps.ordering.selectors.history import HistoryFilter, find_history, find_item_name, iterate_history
from tenant_apps.pricing.contracts import LineKind
from tenant_apps.venues.facade import CHANNEL_WORDS, SERVICE_WORDS

VIEW, EXPORT = "orders.view", "customers.view"
PAGE = 50
EXPORT_LIMIT = 100_000


@require_GET
@requires(VIEW)
def history(request: HttpRequest) -> HttpResponse:
    scope = find_scope(request)
    before = request.GET.get("before", "")
    found = find_history(wanted=_filter(scope), limit=PAGE + 1, before=whole_number(before))
    shown, at = found[:PAGE], now()
    context: dict[str, Any] = {
        "scope": scope,
        "cards": [order_card(order, scope=scope, at=at) for order in shown],
        "older": f"?{scope.query(before=shown[-1].id)}" if len(found) > PAGE else "",
        "newer": f"?{scope.address}" if before else "",
        "is_filtered": scope.is_filtered,
        "may_export": access_of(request).can(EXPORT),
        "narrowed": _narrowed(scope),
        "columns": [
            {"label": _("Order")}, {"label": _("Placed")}, {"label": _("Guest")}, {"label": _("Service")},
            {"label": _("State")}, {"label": _("Payment")}, {"label": _("Total"), "num": True},
        ],
        "states": select_options(STATES, _("All states")),
        "services": select_options(SERVICE_WORDS, _("All services")),
        "channels": select_options(CHANNEL_WORDS, _("All channels")),
        "venue_options": [("", _("All venues")), *((venue.id, venue.name) for venue in scope.venues)],
    }  # fmt: skip
    template = "ordering/history_rows.html" if request.headers.get("HX-Request") else "ordering/history.html"
    return render(request, template, context)


@require_GET
@requires(EXPORT)
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The same filters as CSV, streamed: one row an order. Text that a spreadsheet would run is neutralised.

    Names, phones and addresses of all guests at once: for those who may see guests, not for who sees orders alone.
    """
    scope = find_scope(request, capability=EXPORT)
    response = StreamingHttpResponse(_csv(scope), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="orders-{now():%Y-%m-%d}.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _narrowed(scope: Scope) -> list[dict[str, str]]:
    """What narrows the list without a field of its own in the form: said in words, each taken back by itself."""
    found = []
    if scope.hour is not None and scope.shown:
        venue, language = scope.shown[0], get_language() or "en"
        ends = [
            format_time(time(hour % 24), timezone=venue.timezone, country=venue.country, language=language)
            for hour in (scope.hour, scope.hour + 1)
        ]
        found.append({"label": " – ".join(ends), "without": scope.query(hour="")})
    if scope.item_id is not None:
        label = find_item_name(item_id=scope.item_id) or _("A dish nobody has ordered")
        found.append({"label": label, "without": scope.query(item="")})
    return found


def _filter(scope: Scope) -> HistoryFilter:
    return HistoryFilter(
        venue_ids=scope.venue_ids,
        state=scope.state,
        service=scope.service,
        channel=scope.channel,
        search=scope.search,
        since=scope.since,
        until=scope.until,
        hour=scope.hour,
        timezone=scope.shown[0].timezone if scope.shown else "UTC",
        item_id=scope.item_id,
    )


def _csv(scope: Scope) -> Iterator[str]:
    columns = (
        "order_id", "venue", "business_date", "number", "placed_at", "channel", "service", "state", "payment_state",
        "payment_provider", "name", "phone", "email", "table", "items", "quantity", "subtotal", "tax", "total", "paid",
        "currency", "reason",
    )  # fmt: skip
    yield _part(columns, ())
    chunk: list[tuple[Any, ...]] = []
    for order in iterate_history(wanted=_filter(scope), limit=EXPORT_LIMIT):
        chunk.append(_row(order, scope))
        if len(chunk) == PAGE:
            yield _part((), chunk)
            chunk = []
    yield _part((), chunk)


def _part(columns: tuple[str, ...], rows: Any) -> str:
    target = StringIO()
    write_csv(target, columns, rows)
    text = target.getvalue()
    # The mark and the heading belong to the first part only.
    return text if columns else text.removeprefix("\ufeff").removeprefix("\r\n")


def _row(order: OrderInfo, scope: Scope) -> tuple[Any, ...]:
    items = [line for line in order.standing_lines if line.kind == LineKind.ITEM]
    venue = scope.by_id[order.venue_id]
    return (
        order.id, venue.name, order.business_date.isoformat(), order.number,
        order.placed_at.astimezone(zone(venue.timezone)).isoformat(timespec="seconds"), order.channel, order.service,
        order.state, order.payment_state, order.payment_provider, order.contact.name, order.contact.phone,
        order.contact.email, order.table_name, "; ".join(f"{line.quantity} {line.name}" for line in items),
        sum(line.quantity for line in items), order.subtotal, order.tax, order.total, order.paid, order.currency,
        order.reason,
    )  # fmt: skip
