"""The demo's team at work: each of its own guests' orders takes its next step when its time has come."""

import random
from datetime import datetime, timedelta

from django.db.models import Max, Q

from comanda.config.demo.contracts import TenantSpec
from comanda.kernel.actors import staff_actor
from comanda.kernel.errors import DomainError
from tenant_apps.kitchen import facade as kitchen
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.contracts import OrderState
from tenant_apps.ordering.models import Order
from tenant_apps.ordering.models.states import MONEY_IS_SAFE
from tenant_apps.payments.contracts import Provider
from tenant_apps.venues.contracts import ServiceType, VenueInfo

# Seconds an order stays in a state, from and to. Pending is long enough for a visitor to press Accept first.
PATIENCE: dict[str, tuple[int, int]] = {
    OrderState.PENDING: (60, 150),
    OrderState.CONFIRMED: (25, 70),
    OrderState.PREPARING: (120, 300),
    OrderState.READY: (40, 120),
    OrderState.OUT_FOR_DELIVERY: (120, 300),
    OrderState.FAILED: (200, 400),
}
_REFUSED, _NOBODY_HOME = 0.02, 0.03
_REASONS = {
    "it": ("La cucina è al completo", "Nessuno al citofono"),
    "en": ("The kitchen is full", "Nobody at the door"),
}


def move_on(*, venue: VenueInfo, spec: TenantSpec, staff_id: int, at: datetime, pace: float) -> int:
    """How many orders took a step."""
    mine = Order.objects.filter(
        venue=venue.id,
        state__in=list(PATIENCE),
        contact_phone__startswith=spec.phone_prefix,
        placed_at__gte=at - timedelta(hours=20),
    )
    moved = 0
    since = mine.annotate(since=Max("history__at", filter=Q(history__machine="order"))).order_by("pk")
    for order in since:
        waits = random.Random(f"{order.pk}:{order.state}").uniform(*PATIENCE[order.state]) / pace  # noqa: S311
        if order.since is not None and (at - order.since).total_seconds() < waits:
            continue
        try:
            moved += _step(order, spec, staff_actor(staff_id))
        except DomainError:
            continue  # a visitor was faster
    return moved


def _step(order: Order, spec: TenantSpec, actor: str) -> int:
    if order.state == OrderState.PENDING:
        return _answer(order, spec, actor)
    if order.state in {OrderState.CONFIRMED, OrderState.PREPARING}:
        return _cook(order, actor)
    if order.state == OrderState.READY:
        step = ordering.dispatch if order.service == ServiceType.DELIVERY else ordering.hand_over
        step(order_id=order.pk, actor=actor)
        if order.service == ServiceType.DINE_IN:
            pay_at_table(order_id=order.pk, actor=actor)
    elif order.state == OrderState.FAILED:
        ordering.retry(order_id=order.pk, actor=actor)
    elif _fate(order) < _NOBODY_HOME and not order.history.filter(state=OrderState.FAILED).exists():
        ordering.fail_delivery(order_id=order.pk, reason=_words(spec)[1], actor=actor)
    else:
        ordering.hand_over(order_id=order.pk, actor=actor)
    return 1


def pay_at_table(*, order_id: int, actor: str) -> None:
    """In cash, bill by bill, what the table still owes."""
    for check in ordering.list_checks(order_id=order_id):
        if check.due:
            ordering.take_payment(
                order_id=order_id, check_id=check.id, provider=Provider.CASH, key=f"table:{check.id}", actor=actor
            )


def _answer(order: Order, spec: TenantSpec, actor: str) -> int:
    if order.payment_provider != "cash" and order.payment_state not in MONEY_IS_SAFE:
        return 0
    if _fate(order) < _REFUSED:
        ordering.reject(order_id=order.pk, reason=_words(spec)[0], actor=actor)
    else:
        ordering.accept(order_id=order.pk, actor=actor)
    return 1


def _cook(order: Order, actor: str) -> int:
    """Start what has not been started, then bump it. Nothing while the kitchen has not heard of the order yet."""
    step = kitchen.start_ticket if order.state == OrderState.CONFIRMED else kitchen.bump_ticket
    tickets = [ticket for ticket in kitchen.tickets_for_order(order_id=order.pk) if ticket.bumped_at is None]
    for ticket in tickets:
        step(ticket_id=ticket.id, actor=actor)
    return 1 if tickets else 0


def _fate(order: Order) -> float:
    return random.Random(f"{order.pk}:{order.state}:fate").random()  # noqa: S311 - a story, not a secret


def _words(spec: TenantSpec) -> tuple[str, str]:
    return _REASONS.get(spec.languages[0], _REASONS["en"])
