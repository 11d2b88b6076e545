"""Give money back: never more than was taken, never twice for one key."""

from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from comanda.kernel.clock import now
from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.idempotency.claim import claim, fingerprint
from comanda.kernel.money import quantize
from comanda.kernel.outbox.publish import publish
from tenant_apps.payments.contracts import RefundInfo
from tenant_apps.payments.errors import AttemptNotFoundError, RefundTooLargeError
from tenant_apps.payments.events import RefundAsked
from tenant_apps.payments.models import PaymentAttempt, Refund
from tenant_apps.payments.providers.registry import gateway
from tenant_apps.payments.selectors.attempts import as_refund
from tenant_apps.payments.services.make_refund import settle_refund


def refund(*, attempt_id: int, amount: Decimal, reason: str, key: str, actor: str) -> RefundInfo:
    """Reserve the amount at once; a task has the provider send it (cash is given back on the spot).

    Raises RefundTooLargeError, AttemptNotFoundError, ValidationFailedError for an amount of nothing or less,
    IdempotencyKeyReusedError.
    """
    if amount <= 0:
        raise ValidationFailedError(
            _("A refund needs an amount above zero."), fields={"amount": [_("Give an amount above zero.")]}
        )
    with transaction.atomic():
        asked = fingerprint([attempt_id, str(amount.normalize()), reason])
        earlier = claim(scope="refund", key=key, fingerprint=asked, reference=str(attempt_id))
        if earlier is not None:
            return as_refund(Refund.objects.select_related("attempt").get(key=key))
        attempt = PaymentAttempt.objects.filter(pk=attempt_id).first()
        if attempt is None:
            raise AttemptNotFoundError(_("There is no such payment."))
        if quantize(amount, attempt.currency) != amount:
            raise ValidationFailedError(
                _("That amount does not exist in %(currency)s.") % {"currency": attempt.currency},
                fields={"amount": [_("Use at most the currency's own decimals.")]},
            )
        reserved = PaymentAttempt.objects.filter(pk=attempt_id, captured__gte=F("refunded") + amount).update(
            refunded=F("refunded") + amount, updated_at=now()
        )
        if not reserved:
            raise RefundTooLargeError(
                _("That is more than is left of this payment."),
                remedy=_("Reload to see what was given back already, and choose a smaller amount."),
                fields={"amount": [_("More than is left of this payment.")]},
            )
        row = Refund.objects.create(attempt=attempt, key=key, amount=amount, reason=reason, actor=actor, asked_at=now())
        if gateway(attempt.provider).TAKES_A_CALL:
            publish(RefundAsked(refund_id=row.pk))
        else:
            settle_refund(row=row, done=True)
    row.refresh_from_db(fields=["state"])
    return as_refund(row)
