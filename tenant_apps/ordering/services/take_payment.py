"""Pay what is due: in cash at the counter, or by card, again if the first one failed."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from comanda.kernel.money import quantize
from tenant_apps.ordering.contracts import OrderState
from tenant_apps.ordering.errors import OrderClosedError, OrderInvalidError
from tenant_apps.ordering.models import Check
from tenant_apps.ordering.selectors.checks import promised
from tenant_apps.ordering.services.advance_order import lock_order
from tenant_apps.ordering.services.apply_payment import apply_payment
from tenant_apps.ordering.services.payment_steps import step_payment
from tenant_apps.payments.contracts import Attempt, Provider
from tenant_apps.payments.facade import find_attempt, list_attempts, open_attempt, record_cash


def take_payment(
    *,
    order_id: int,
    provider: str,
    key: str,
    actor: str,
    amount: Decimal | None = None,
    payment_token: str = "",
    check_id: int | None = None,
) -> Attempt:
    """`amount` None: all that is due. Cash is counted at once; a card is charged by a task after the commit.

    `check_id` None: the first check that still owes something. Raises OrderClosedError for an order that was called
    off, OrderInvalidError for an amount above what is due or a check of another order, ProviderUnknownError.
    """
    with transaction.atomic():
        order = lock_order(order_id=order_id)
        if order.state in {OrderState.CANCELLED, OrderState.REJECTED}:
            raise OrderClosedError(_("This order was called off: there is nothing to pay."))
        checks = list(Check.objects.filter(order_id=order.pk).order_by("pk"))
        earlier = find_attempt(key=key)
        if earlier is not None and any(earlier.check_id == check.pk for check in checks):
            return earlier  # the same request again: what it did stands
        check = _chosen(checks, check_id)
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


def _chosen(checks: list[Check], check_id: int | None) -> Check:
    if check_id is None:
        return next((check for check in checks if check.paid < check.total), checks[0])
    found = next((check for check in checks if check.pk == check_id), None)
    if found is None:
        raise OrderInvalidError(_("There is no such bill on this order."), remedy=_("Reload the page."))
    return found


def _promised(check_id: int) -> Decimal:
    return promised(list_attempts(check_id=check_id))


def _fitting(wanted: Decimal, due: Decimal, currency: str) -> Decimal:
    if not 0 < wanted <= due or quantize(wanted, currency) != wanted:
        raise OrderInvalidError(
            _("That is not what is due."),
            fields={"amount": [_("Choose an amount above zero, up to %(due)s.") % {"due": due}]},
            extra={"due": str(due)},
        )
    return wanted
