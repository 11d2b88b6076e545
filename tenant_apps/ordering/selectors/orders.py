"""Reading orders, with a fixed number of statements: one for each table, however many orders."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Count, F, Min, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from comanda.kernel.clock import now
from comanda.kernel.idempotency.claim import find_reference
from tenant_apps.ordering.contracts import AT_THE_VENUE, OPEN, OpenCounts, OrderInfo, OrderState
from tenant_apps.ordering.errors import OrderNotFoundError
from tenant_apps.ordering.models import Check, LineModifier, Order, OrderLine, StateEntry
from tenant_apps.ordering.selectors.order_info import AWAITS_PAYMENT, line_infos, order_info
from tenant_apps.venues.contracts import ServiceType

MAX_PAGE = 201  # the largest page, and one more that tells whether another follows
SCOPE = "order"
"""Of the idempotency keys that stand for orders."""
A_SITTING = timedelta(days=1)
"""Nobody sits at a table for longer."""
_DUE = Coalesce("requested_for", "promised_at")
"""OrderInfo.due_at, where the orders are."""


def get_order(*, order_id: int) -> OrderInfo:
    """Five statements. Raises OrderNotFoundError."""
    return _one(Order.objects.filter(pk=order_id).first())


def get_order_by_token(*, token: str) -> OrderInfo:
    """Raises OrderNotFoundError."""
    return _one(Order.objects.filter(token=token).first())


def find_order(*, token: str) -> OrderInfo | None:
    order = Order.objects.filter(token=token).first()
    return _one(order) if order else None


def find_order_by_check(*, check_id: int) -> OrderInfo | None:
    order = Order.objects.filter(checks__pk=check_id).first()
    return _one(order) if order else None


def find_order_by_key(*, key: str) -> OrderInfo | None:
    """What was placed with that idempotency key, whatever was asked: only for keys nobody can guess."""
    earlier = find_reference(scope=SCOPE, key=key) if key else None
    return find_order(token=earlier) if earlier else None


def list_orders(
    *,
    venue_id: int | None = None,
    venue_ids: Iterable[int] | None = None,
    states: Iterable[str] | None = None,
    business_date: date | None = None,
    customer_id: int | None = None,
    limit: int = 50,
    before: int | None = None,
    search: str = "",
    include_unpaid: bool = True,
    urgent_first: bool = False,
    service: str = "",
) -> tuple[OrderInfo, ...]:
    """Newest first (or what is due first, first), in four statements; without history. `before` is the id of the last
    order of the page before.

    `include_unpaid=False` leaves out card orders whose money is not promised yet: the board's view.
    """
    rows = Order.objects.all()
    if venue_id is not None:
        rows = rows.filter(venue_id=venue_id)
    if venue_ids is not None:
        rows = rows.filter(venue_id__in=list(venue_ids))
    if states is not None:
        rows = rows.filter(state__in=[str(state) for state in states])
    if business_date is not None:
        rows = rows.filter(business_date=business_date)
    if customer_id is not None:
        rows = rows.filter(customer_id=customer_id)
    if service:
        rows = rows.filter(service=service)
    if not include_unpaid:
        rows = rows.exclude(AWAITS_PAYMENT)
    if search.strip():
        rows = rows.filter(matching(search.strip()))
    if before is not None:
        last = Order.objects.filter(pk=before).values_list("placed_at", flat=True).first()
        if last is not None:
            rows = rows.filter(Q(placed_at__lt=last) | Q(placed_at=last, pk__lt=before))
    order = (Coalesce(_DUE, "placed_at"), "pk") if urgent_first else ("-placed_at", "-pk")
    return load_orders(list(rows.order_by(*order)[: min(limit, MAX_PAGE)]))


def list_seated(*, venue_id: int) -> tuple[OrderInfo, ...]:
    """Who sits in the room, those that came first first: running dine-in orders, and what was served today and is not
    paid."""
    today = now() - A_SITTING
    owing = Q(state=OrderState.DELIVERED, paid__lt=F("total"), placed_at__gte=today)
    rows = Order.objects.filter(
        Q(state__in=[str(state) for state in OPEN]) | owing,
        venue_id=venue_id,
        service=ServiceType.DINE_IN,
    )
    return load_orders(list(rows.exclude(AWAITS_PAYMENT).order_by("placed_at", "pk")[:MAX_PAGE]))


def count_open(*, venue_ids: Iterable[int], service: str = "", search: str = "") -> OpenCounts:
    """What the board holds, counted where the orders are: one statement, however many there are."""
    rows = Order.objects.filter(venue_id__in=list(venue_ids), state__in=[str(state) for state in OPEN])
    if service:
        rows = rows.filter(service=service)
    if search.strip():
        rows = rows.filter(matching(search.strip()))
    late = Q(state__in=[str(state) for state in AT_THE_VENUE], due__lt=now())
    waiting = Q(state=OrderState.PENDING)
    found = (
        rows.exclude(AWAITS_PAYMENT)
        .annotate(due=_DUE)
        .aggregate(
            open=Count("pk"),
            late=Count("pk", filter=late),
            waiting=Count("pk", filter=waiting),
            waiting_since=Min("placed_at", filter=waiting),
        )
    )
    return OpenCounts(**found)


def list_unpaid_ids(*, placed_before: object, limit: int = 200) -> list[int]:
    """Card orders that still wait for their money, placed before that moment; the oldest first."""
    rows = Order.objects.filter(AWAITS_PAYMENT, placed_at__lt=placed_before)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:limit])


def load_orders(orders: Sequence[Order], *, with_history: bool = False) -> tuple[OrderInfo, ...]:
    ids = [order.pk for order in orders]
    if not ids:
        return ()
    lines: dict[int, list[OrderLine]] = {}
    for line in OrderLine.objects.filter(order_id__in=ids).order_by("pk"):
        lines.setdefault(line.order_id, []).append(line)
    modifiers: dict[int, list[LineModifier]] = {}
    rows = (
        LineModifier.objects.filter(line__order_id__in=ids)
        .order_by("pk")
        .select_related("line")
        .only("id", "line__order_id", "name", "group_name", "quantity", "unit_price")
    )
    for extra in rows:
        modifiers.setdefault(extra.line.order_id, []).append(extra)
    checks = dict(Check.objects.filter(order_id__in=ids).order_by("-pk").values_list("order_id", "pk"))
    history: dict[int, list[StateEntry]] = {}
    if with_history:
        for entry in StateEntry.objects.filter(order_id__in=ids).order_by("pk"):
            history.setdefault(entry.order_id, []).append(entry)
    return tuple(
        order_info(
            order,
            check_id=checks[order.pk],
            lines=line_infos(lines.get(order.pk, ()), modifiers.get(order.pk, ()), currency=order.currency),
            history=history.get(order.pk, ()),
        )
        for order in orders
    )


def _one(order: Order | None) -> OrderInfo:
    if order is None:
        raise OrderNotFoundError(
            _("There is no such order."), remedy=_("Check the link, or look for the order in the list.")
        )
    return load_orders([order], with_history=True)[0]


def matching(text: str) -> Q:
    """Orders by name, phone, e-mail, table, or the day's number (with or without #)."""
    found = (
        Q(contact_name__icontains=text)
        | Q(contact_phone__icontains=text)
        | Q(contact_email__icontains=text)
        | Q(table_name__iexact=text)
    )
    digits = text.lstrip("#")
    return found | Q(number=int(digits)) if digits.isdecimal() and len(digits) < 9 else found
