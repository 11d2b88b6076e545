"""Reading attempts."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from comanda.kernel.money import quantize
from tenant_apps.payments.contracts import Attempt, AttemptState, RefundInfo
from tenant_apps.payments.errors import AttemptNotFoundError
from tenant_apps.payments.models import PaymentAttempt, Refund


def as_attempt(row: PaymentAttempt) -> Attempt:
    return Attempt(
        id=row.pk,
        token=row.token,
        check_id=row.check_id,
        provider=row.provider,
        state=row.state,
        amount=quantize(row.amount, row.currency),
        currency=row.currency,
        captured=quantize(row.captured, row.currency),
        refunded=quantize(row.refunded, row.currency),
        decline_code=row.decline_code,
        action_url=f"/pay/{row.token}/" if row.state == AttemptState.ACTION_NEEDED else "",
        is_let_go=row.release_asked_at is not None,
    )


def as_refund(row: Refund) -> RefundInfo:
    return RefundInfo(
        id=row.pk,
        attempt_id=row.attempt_id,
        amount=quantize(row.amount, row.attempt.currency),
        currency=row.attempt.currency,
        state=row.state,
        reason=row.reason,
    )


def get_attempt_row(*, token: str) -> PaymentAttempt:
    """Raises AttemptNotFoundError."""
    row = PaymentAttempt.objects.filter(token=token).first()
    if row is None:
        raise AttemptNotFoundError(
            _("There is no such payment."), remedy=_("Open the link from your order again, or start a new payment.")
        )
    return row


def get_attempt(*, token: str) -> Attempt:
    """Raises AttemptNotFoundError."""
    return as_attempt(get_attempt_row(token=token))


def get_attempt_by_key(*, key: str) -> Attempt:
    """The attempt that the caller's key opened; there must be one."""
    return as_attempt(PaymentAttempt.objects.get(key=key))


def list_attempts(*, check_ids: Collection[int]) -> tuple[Attempt, ...]:
    """Of those checks, oldest first, in one statement."""
    return tuple(as_attempt(row) for row in PaymentAttempt.objects.filter(check_id__in=check_ids).order_by("pk"))


def list_refunds(*, check_ids: Collection[int], key_prefix: str = "") -> tuple[RefundInfo, ...]:
    """Of those checks (and asked for with a key that begins so), oldest first, in one statement."""
    rows = (
        Refund.objects.filter(attempt__check_id__in=check_ids, key__startswith=key_prefix)
        .select_related("attempt")
        .order_by("pk")
    )
    return tuple(as_refund(row) for row in rows)
