"""A line that is not to be paid: voided (never made) or comped (made, and on the house)."""

from django.db import transaction
from django.utils.translation import gettext as _

from comanda.kernel.money import ZERO
from comanda.kernel.outbox.publish import publish
from tenant_apps.ordering.contracts import OrderInfo, OrderState, PaymentState, is_closed
from tenant_apps.ordering.errors import LineNotFoundError, OrderClosedError, OrderInvalidError
from tenant_apps.ordering.events import OrderLineVoided
from tenant_apps.ordering.models import EntryKind, OrderLine
from tenant_apps.ordering.selectors.orders import get_order
from tenant_apps.ordering.services.advance_order import lock_order
from tenant_apps.ordering.services.payment_steps import step_payment
from tenant_apps.ordering.services.reverse_sale import reverse_lines
from tenant_apps.pricing.contracts import LineKind
from tenant_apps.pricing.facade import is_tax_included
from tenant_apps.venues import facade as venues


def void_line(*, line_id: int, reason: str, actor: str) -> OrderInfo:
    """Raises LineNotFoundError, OrderInvalidError without a reason, OrderClosedError."""
    return _take_back(line_id=line_id, kind=EntryKind.VOID, reason=reason, actor=actor)


def comp_line(*, line_id: int, reason: str, actor: str) -> OrderInfo:
    """Raises LineNotFoundError, OrderInvalidError without a reason, OrderClosedError."""
    return _take_back(line_id=line_id, kind=EntryKind.COMP, reason=reason, actor=actor)


def _take_back(*, line_id: int, kind: EntryKind, reason: str, actor: str) -> OrderInfo:
    """The sums fall by the line and its options; what was paid too much is for the cashier to refund."""
    if not reason.strip():
        raise OrderInvalidError(
            _("Taking a line back needs a reason."), fields={"reason": [_("Say why, in a few words.")]}
        )
    with transaction.atomic():
        order_id = OrderLine.objects.filter(pk=line_id).values_list("order_id", flat=True).first()
        if order_id is None:
            raise LineNotFoundError(_("There is no such line."))
        order = lock_order(order_id=order_id)
        if is_closed(state=order.state, service=order.service, due=order.total - order.paid):
            raise OrderClosedError(_("This order is closed."), remedy=_("Refund the payment instead."))
        line = OrderLine.objects.select_related("bill").get(pk=line_id)
        if line.voided_at is not None:
            return get_order(order_id=order_id)
        if line.part_of_id is not None:
            raise OrderInvalidError(
                _("This goes with the dish it was chosen for."), remedy=_("Take the dish back: this goes with it.")
            )
        lines = [line, *OrderLine.objects.filter(order_id=order_id, part_of=line).order_by("pk")]
        gross, net = (sum((getattr(one, name) for one in lines), ZERO) for name in ("gross", "net"))
        check = line.bill
        if line.kind == LineKind.REFUND or gross > check.total:
            raise OrderInvalidError(
                _("Money was given back for this already."), remedy=_("Give back the rest, if there is any.")
            )
        reverse_lines(order=order, lines=lines, kind=kind, actor=actor, reason=reason.strip())
        check.total -= gross
        check.save(update_fields=["total"])
        if line.kind == LineKind.ITEM:
            country = venues.get_venue(venue_id=order.venue_id).country
            order.subtotal -= gross if is_tax_included(country=country) else net
        order.tax -= gross - net
        order.total -= gross
        order.save(update_fields=["subtotal", "tax", "total"])
        if order.paid >= order.total and order.payment_state == PaymentState.UNPAID:
            step_payment(order=order, verb="settle", actor=actor)
        if kind == EntryKind.VOID and line.kind == LineKind.ITEM and order.state != OrderState.PENDING:
            publish(OrderLineVoided(order_id=order.pk, venue_id=order.venue_id, line_id=line.pk))
        return get_order(order_id=order_id)
