"""Pay what is due: in cash at the counter, or by card, again if the first one failed."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from comanda.kernel.idempotency.claim import claim, fingerprint
from comanda.kernel.money import quantize
from tenant_apps.ordering.contracts import CALLED_OFF
from tenant_apps.ordering.errors import OrderClosedError, OrderInvalidError
from tenant_apps.ordering.models import Check
from tenant_apps.ordering.services.advance_order import lock_order
from tenant_apps.ordering.services.apply_payment import apply_payment
from tenant_apps.ordering.services.payment_steps import step_payment
from tenant_apps.payments.contracts import Attempt, Provider
from tenant_apps.payments.facade import get_attempt_by_key, list_attempts, open_attempt, record_cash


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
    off, OrderInvalidError for an amount above what is due or a check of another order, ProviderUnknownError,
    IdempotencyKeyReusedError where the key came with something else before.
    """
    with transaction.atomic():
        order = lock_order(order_id=order_id)
        if order.state in CALLED_OFF:
            raise OrderClosedError(_("This order was called off: there is nothing to pay."))
        # The attempt's own key holds the order's token: what other uses the caller's key has cannot meet it.
        own_key = f"{order.token}:{key}"
        wish = [order_id, check_id, provider, None if amount is None else str(amount.normalize()), payment_token]
        if claim(scope="pay", key=key, fingerprint=fingerprint(wish), reference=str(order_id)) is not None:
            return get_attempt_by_key(key=own_key)  # the same request again: what it did stands
        # What a card has promised is as good as paid: taking it again in cash would take it twice.
        check, due = _chosen(order.pk, check_id)
        wanted = _fitting(due if amount is None else amount, due, order.currency)
        if provider == Provider.CASH:
            attempt = record_cash(check_id=check.pk, amount=wanted, currency=order.currency, key=own_key, actor=actor)
            apply_payment(order=order, check=check, amount=attempt.amount, ref=f"capture:{attempt.id}", actor=actor)
            return attempt
        attempt = open_attempt(
            check_id=check.pk,
            amount=wanted,
            currency=order.currency,
            provider=provider,
            payment_method_token=payment_token,
            key=own_key,
        )
        order.payment_provider = provider
        order.save(update_fields=["payment_provider"])
        step_payment(order=order, verb="open", actor=actor)
        return attempt


def _chosen(order_id: int, check_id: int | None) -> tuple[Check, Decimal]:
    """The check and what it still owes."""
    checks = list(Check.objects.filter(order_id=order_id).order_by("pk"))
    dues = {check.pk: check.total - check.paid for check in checks}
    for attempt in list_attempts(check_ids=list(dues)):
        dues[attempt.check_id] -= attempt.promised
    if check_id is None:
        found: Check | None = next((check for check in checks if dues[check.pk] > 0), checks[0])
    else:
        found = next((check for check in checks if check.pk == check_id), None)
    if found is None:
        raise OrderInvalidError(_("There is no such bill on this order."), remedy=_("Reload the page."))
    return found, dues[found.pk]


def _fitting(wanted: Decimal, due: Decimal, currency: str) -> Decimal:
    if not 0 < wanted <= due or quantize(wanted, currency) != wanted:
        raise OrderInvalidError(
            _("That is not what is due."),
            fields={"amount": [_("Choose an amount above zero, up to %(due)s.") % {"due": due}]},
            extra={"due": str(due)},
        )
    return wanted
