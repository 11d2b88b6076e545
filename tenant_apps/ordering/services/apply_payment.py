"""Money came or went: into the ledger once, into the sums of check and order, and into the payment machine."""

from decimal import Decimal

from comanda.kernel.clock import business_date, now
from comanda.kernel.money import ZERO
from tenant_apps.ordering.contracts import CALLED_OFF
from tenant_apps.ordering.models import Check, EntryKind, LedgerEntry, Order
from tenant_apps.ordering.services.payment_steps import step_payment
from tenant_apps.ordering.services.refund_goods import refund_goods
from tenant_apps.venues import facade as venues


def apply_payment(*, order: Order, check: Check, amount: Decimal, ref: str, actor: str, reason: str = "") -> bool:
    """`amount` is negative for a refund; `ref` names the payment event, which counts once. False where it has.

    `order` is locked by the caller's transaction.
    """
    if LedgerEntry.objects.filter(payment_ref=ref).exists():
        return False
    moment = now()
    venue = venues.get_venue(venue_id=order.venue_id)
    today = business_date(moment, venue.timezone, venue.day_ends_at)
    entry = LedgerEntry(
        order_id=order.pk,
        venue_id=order.venue_id,
        business_date=today,
        occurred_at=moment,
        kind=(EntryKind.PAYMENT if amount >= 0 else EntryKind.REFUND).value,
        money=amount,
        actor=actor,
        reason=reason[:500],
        payment_ref=ref,
    )
    reversed_sale: list[LedgerEntry] = []
    if (goods := _goods(order, check, amount)) > 0:
        reversed_sale = refund_goods(
            order=order, check=check, amount=goods, at=moment, on=today, actor=actor, reason=reason
        )
    LedgerEntry.objects.bulk_create([entry, *reversed_sale])
    check.paid += amount
    check.save(update_fields=["paid"])
    order.paid += amount
    order.save(update_fields=["paid"])
    if amount >= 0:
        step_payment(order=order, verb="settle" if order.paid >= order.total else "owe", actor=actor)
    else:
        step_payment(order=order, verb="refund_part" if order.paid > 0 else "refund", actor=actor, reason=reason)
    return True


def _goods(order: Order, check: Check, amount: Decimal) -> Decimal:
    """How much of a refund is for what was sold. Of a bill that is not paid yet it undoes a payment; what was paid too
    much goes back before any goods do; and a called-off order has no sale left to take back."""
    if amount >= 0 or check.paid < check.total or order.state in CALLED_OFF:
        return ZERO
    goods: Decimal = -amount - (check.paid - check.total)
    return goods
