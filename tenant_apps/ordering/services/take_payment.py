"""Pay what is due: in cash at the counter, or by card, again if the first one failed."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from comanda.kernel.money import quantize
from tenant_apps.ordering.contracts import OrderState
from tenant_apps.ordering.errors import OrderClosedError, OrderInvalidError
from tenant_apps.ordering.models import Check
from tenant_apps.ordering.services.advance_order import lock_order
from tenant_apps.ordering.services.apply_payment import apply_payment
from tenant_apps.ordering.services.payment_steps import step_payment
from tenant_apps.payments.contracts import Attempt, AttemptState, Provider
from tenant_apps.payments.facade import find_attempt, list_attempts, open_attempt, record_cash


def take_payment(
    *,
    order_id: int,
    provider: str,
    key: str,
    actor: str,
    amount: Decimal | None = None,
    payment_token: str = "",
) -> Attempt:
    """`amount` None: all that is due. Cash is counted at once; a card is charged by a task after the commit.

    Raises OrderClosedError for an order that was called off, OrderInvalidError for an amount above what is due,
    ProviderUnknownError.
    """
    with transaction.atomic():
        order = lock_order(order_id=order_id)
        if order.state in {OrderState.CANCELLED, OrderState.REJECTED}:
            raise OrderClosedError(_("This order was called off: there is nothing to pay."))
        check = Check.objects.filter(order_id=order.pk).order_by("pk")[0]
        earlier = find_attempt(key=key)
        if earlier is not None and earlier.check_id == check.pk:
            return earlier  # the same request again: what it did stands
        # What a card has promised is as good as paid: taking it again in cash would take it twice.
        due = check.total - check.paid - _promised(check.pk)
        wanted = _fitting(due if amount is None else amount, due, order.currency)
        if provider == Provider.CASH:
            attempt = record_cash(check_id=check.pk, amount=wanted, currency=order.currency, key=key, actor=actor)
            apply_payment(order=order, check=check, amount=attempt.amount, ref=f"capture:{attempt.id}", actor=actor)
            return attempt
        attempt = open_attempt(
            check_id=check.pk,
            amount=wanted,
            currency=order.currency,
            provider=provider,
            payment_method_token=payment_token,
            key=key,
        )
        order.payment_provider = provider
        order.save(update_fields=["payment_provider"])
        step_payment(order=order, verb="open", actor=actor)
        return attempt


def _promised(check_id: int) -> Decimal:
    attempts = list_attempts(check_id=check_id)
    return sum((attempt.amount for attempt in attempts if attempt.state == AttemptState.AUTHORIZED), Decimal(0))


def _fitting(wanted: Decimal, due: Decimal, currency: str) -> Decimal:
    if not 0 < wanted <= due or quantize(wanted, currency) != wanted:
        raise OrderInvalidError(
            _("That is not what is due."),
            fields={"amount": [_("Choose an amount above zero, up to %(due)s.") % {"due": due}]},
            extra={"due": str(due)},
        )
    return wanted
