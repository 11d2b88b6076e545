"""More for the table: new lines on a running order, priced as of now, sent to the kitchen as what is new."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from comanda.kernel.clock import business_date, now
from comanda.kernel.idempotency.claim import claim, fingerprint
from comanda.kernel.one_message import send
from comanda.kernel.outbox.publish import publish
from tenant_apps.ordering.contracts import OrderInfo, OrderState, PaymentState, is_closed
from tenant_apps.ordering.errors import OrderClosedError
from tenant_apps.ordering.events import OrderLinesSent
from tenant_apps.ordering.models import Check
from tenant_apps.ordering.selectors.orders import get_order
from tenant_apps.ordering.services.advance_order import lock_order, step
from tenant_apps.ordering.services.payment_steps import step_payment
from tenant_apps.ordering.services.quote import quote
from tenant_apps.ordering.services.write_lines import Drawn, draw_line_ids, line_statements
from tenant_apps.pricing.contracts import BasketLine
from tenant_apps.venues import facade as venues

_GONE = frozenset({OrderState.OUT_FOR_DELIVERY, OrderState.FAILED})
_COOKED = frozenset({OrderState.READY, OrderState.DELIVERED})
"""There is work again: what stands at the pass, or on the table, is not all of it any more."""


def add_lines(*, order_id: int, lines: Sequence[BasketLine], actor: str, key: str = "") -> OrderInfo:
    """The first check pays; the same `key` adds once. What is added takes its time: the promise moves with it.

    Raises OrderClosedError once it is on the road, delivered (served and paid, at a table) or called off, and what
    `quote` raises.
    """
    with transaction.atomic():
        order = lock_order(order_id=order_id)
        if key:
            asked = fingerprint([order_id, list(lines)])
            if claim(scope="lines", key=key, fingerprint=asked, reference=str(order_id)) is not None:
                return get_order(order_id=order_id)
        if is_closed(state=order.state, service=order.service, due=order.total - order.paid):
            raise OrderClosedError(_("This order is closed."), remedy=_("Start a new order for what is still wanted."))
        if order.state in _GONE:
            raise OrderClosedError(
                _("This order has left the venue."), remedy=_("Start a new order for what is still wanted.")
            )
        moment = now()
        venue = venues.get_venue(venue_id=order.venue_id)
        basket = quote(
            venue_id=order.venue_id,
            service=order.service,
            lines=lines,
            channel=order.channel,
            at=moment,
            must_be_open=False,
            zone_required=False,
        ).basket
        check = Check.objects.filter(order_id=order.pk).order_by("pk")[0]
        ids = Drawn(order.pk, check.pk, draw_line_ids(lines=len(basket.lines)))
        send(
            *line_statements(
                lines=basket.lines,
                ids=ids,
                venue_id=order.venue_id,
                business_date=business_date(moment, venue.timezone, venue.day_ends_at),
                moment=moment,
                actor=actor,
            )
        )
        minutes = venue.prep_minutes + (order.zone["minutes"] if order.zone else 0)
        order.promised_at = max(order.promised_at or moment, moment + timedelta(minutes=minutes))
        check.total += basket.total
        check.save(update_fields=["total"])
        order.subtotal += basket.subtotal
        order.tax += basket.tax
        order.total += basket.total
        order.save(update_fields=["subtotal", "tax", "total", "promised_at"])
        if order.payment_state == PaymentState.PAID and order.paid < order.total:
            # What a card has only promised stays promised: its capture will tell what is still owed.
            step_payment(order=order, verb="owe", actor=actor)
        if order.state in _COOKED:
            step(order=order, verb="send_more", actor=actor)
        if order.state != OrderState.PENDING:
            publish(OrderLinesSent(order_id=order.pk, venue_id=order.venue_id, line_ids=tuple(ids.line_ids)))
        return get_order(order_id=order_id)
