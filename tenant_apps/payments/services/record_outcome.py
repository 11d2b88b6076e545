"""What a provider said about a charge, made true here: once, however often it is said."""

from tenant_apps.payments.contracts import AttemptState
from tenant_apps.payments.events import PaymentActionNeeded, PaymentAuthorized, PaymentCancelled, PaymentFailed
from tenant_apps.payments.models import PaymentAttempt, PaymentEntry
from tenant_apps.payments.providers.shape import Outcome
from tenant_apps.payments.services.move_attempt import move_attempt

Kind = PaymentEntry.Kind


def record_outcome(*, attempt: PaymentAttempt, outcome: Outcome) -> bool:
    """Inside a transaction. False where it was known already, or the attempt has moved on."""
    ids = {"attempt_id": attempt.pk, "check_id": attempt.check_id}
    match outcome.state:
        case AttemptState.AUTHORIZED | AttemptState.CAPTURED:
            return move_attempt(
                attempt=attempt,
                verb="authorize",
                kind=Kind.AUTHORIZED,
                amount=attempt.amount,
                event=PaymentAuthorized(**ids, amount=str(attempt.amount), currency=attempt.currency),
                provider_ref=outcome.reference,
            )
        case AttemptState.ACTION_NEEDED:
            return move_attempt(
                attempt=attempt,
                verb="need_action",
                kind=Kind.ACTION_NEEDED,
                amount=attempt.amount,
                event=PaymentActionNeeded(**ids),
                provider_ref=outcome.reference,
            )
        case AttemptState.FAILED:
            return move_attempt(
                attempt=attempt,
                verb="fail",
                kind=Kind.FAILED,
                amount=attempt.amount,
                event=PaymentFailed(**ids, decline_code=outcome.decline_code),
                detail=outcome.decline_code,
                decline_code=outcome.decline_code,
                provider_ref=outcome.reference,
            )
        case AttemptState.CANCELLED:
            return move_attempt(
                attempt=attempt,
                verb="cancel",
                kind=Kind.CANCELLED,
                amount=attempt.amount,
                event=PaymentCancelled(**ids),
                provider_ref=outcome.reference,
            )
    return False
