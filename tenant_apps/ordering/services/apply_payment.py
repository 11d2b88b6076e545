"""Money came or went: into the ledger once, into the sums of check and order, and into the payment machine."""

from decimal import Decimal

from comanda.kernel.clock import business_date, now
from tenant_apps.ordering.models import Check, EntryKind, LedgerEntry, Order
from tenant_apps.ordering.services.payment_steps import step_payment
from tenant_apps.venues import facade as venues


def apply_payment(*, order: Order, check: Check, amount: Decimal, ref: str, actor: str, reason: str = "") -> bool:
    """`amount` is negative for a refund; `ref` names the payment event, which counts once. False where it has.

    `order` is locked by the caller's transaction.
    """
    if LedgerEntry.objects.filter(payment_ref=ref).exists():
        return False
    moment = now()
    venue = venues.get_venue(venue_id=order.venue_id)
    LedgerEntry.objects.create(
        order_id=order.pk,
        venue_id=order.venue_id,
        business_date=business_date(moment, venue.timezone, venue.day_ends_at),
        occurred_at=moment,
        kind=(EntryKind.PAYMENT if amount >= 0 else EntryKind.REFUND).value,
        money=amount,
        actor=actor,
        reason=reason[:500],
        payment_ref=ref,
    )
    check.paid += amount
    check.save(update_fields=["paid"])
    order.paid += amount
    order.save(update_fields=["paid"])
    if amount >= 0:
        step_payment(order=order, verb="settle" if order.paid >= order.total else "owe", actor=actor)
    else:
        step_payment(order=order, verb="refund_part" if order.paid > 0 else "refund", actor=actor, reason=reason)
    return True
