"""A row that says: this check is to be paid like this. No network here: a task charges after the commit."""

from decimal import Decimal

from django.utils.translation import gettext as _

from comanda.kernel.card_numbers import holds_card_number
from comanda.kernel.clock import now
from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.idempotency.claim import IdempotencyKeyReusedError
from comanda.kernel.money import ZERO
from comanda.kernel.outbox.contracts import Event
from comanda.kernel.outbox.publish import publish
from tenant_apps.payments.contracts import Attempt
from tenant_apps.payments.events import PaymentAttemptOpened
from tenant_apps.payments.models import PaymentAttempt
from tenant_apps.payments.providers.registry import offered_gateway
from tenant_apps.payments.selectors.attempts import as_attempt


def open_attempt(
    *,
    check_id: int,
    amount: Decimal,
    currency: str,
    provider: str,
    key: str,
    payment_method_token: str = "",
    also_publish: tuple[Event, ...] = (),
    key_is_new: bool = False,
) -> Attempt:
    """Inside the caller's transaction. The same key gives the attempt it opened before.

    `also_publish` goes into the outbox with the attempt's own event, in the same statement. `key_is_new` spares the
    look-up where the caller has claimed the key itself.
    Raises ProviderUnknownError, ValidationFailedError for an amount of nothing, a card without its token or with its
    number, IdempotencyKeyReusedError.
    """
    _check_method(provider, payment_method_token)
    if amount <= 0:
        raise ValidationFailedError(
            _("There is nothing to pay."), code="nothing_to_pay", remedy=_("Reload the order: it may be paid already.")
        )
    earlier = None if key_is_new else PaymentAttempt.objects.filter(key=key).first()
    if earlier is not None:
        if earlier.check_id != check_id:
            raise IdempotencyKeyReusedError(
                _("This idempotency key was already used for another payment."), remedy=_("Use a new key.")
            )
        return as_attempt(earlier)
    moment = now()
    row = PaymentAttempt(
        check_id=check_id,
        key=key,
        provider=provider,
        method_token=payment_method_token,
        amount=amount,
        captured=ZERO,
        refunded=ZERO,
        currency=currency,
        created_at=moment,
        updated_at=moment,
    )
    row.save(force_insert=True)
    publish(*also_publish, PaymentAttemptOpened(attempt_id=row.pk, check_id=check_id))
    return as_attempt(row)


def _check_method(provider: str, token: str) -> None:
    """A card is named by its provider's token: its number belongs nowhere in our books."""
    if holds_card_number(token):
        raise ValidationFailedError(
            _("That is a card's number. We never take those."),
            code="card_number_refused",
            remedy=_("Send the token that the payment provider gives for the card."),
            fields={"payment.token": [_("Send the provider's token, not the number.")]},
        )
    if offered_gateway(provider).TAKES_A_CALL and not token:
        raise ValidationFailedError(
            _("Which card is it?"),
            code="payment_token_missing",
            remedy=_("Choose a card."),
            fields={"payment.token": [_("Send the token that the payment provider gives for the card.")]},
        )
