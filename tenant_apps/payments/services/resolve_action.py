"""The guest's answer to the second step."""

from django.db import transaction
from django.utils.translation import gettext as _

from tenant_apps.payments.contracts import Attempt, AttemptState
from tenant_apps.payments.errors import NothingToDecideError
from tenant_apps.payments.providers import test_card
from tenant_apps.payments.providers.registry import is_offered
from tenant_apps.payments.selectors.attempts import as_attempt, get_attempt_row
from tenant_apps.payments.services.receive_event import receive_event


def resolve_action(*, token: str, approved: bool) -> Attempt:
    """Tell the test provider, which answers with an event of its own.

    Raises AttemptNotFoundError, NothingToDecideError where the step is over.
    """
    attempt = get_attempt_row(token=token)
    is_ours = attempt.provider == test_card.NAME and is_offered(test_card.NAME)
    if attempt.state != AttemptState.ACTION_NEEDED or not is_ours:
        raise NothingToDecideError(
            _("This payment needs no answer any more."), remedy=_("Go back to your order to see where it stands.")
        )
    outcome = test_card.decide(key=attempt.token, approved=approved)
    with transaction.atomic():
        receive_event(
            provider=test_card.NAME,
            event_id=f"{outcome.reference}:decided",
            kind="charge.decided",
            key=attempt.token,
            outcome=outcome,
        )
    attempt.refresh_from_db()
    return as_attempt(attempt)
