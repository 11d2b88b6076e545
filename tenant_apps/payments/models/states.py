"""The state machine of one attempt to pay, as data."""

from comanda.kernel.machines import Machine
from tenant_apps.payments.contracts import AttemptState as S

ATTEMPT = Machine(
    name="payment",
    transitions={
        "need_action": {S.CREATED: S.ACTION_NEEDED},
        "authorize": {S.CREATED: S.AUTHORIZED, S.ACTION_NEEDED: S.AUTHORIZED},
        "capture": {S.AUTHORIZED: S.CAPTURED},
        "fail": {S.CREATED: S.FAILED, S.ACTION_NEEDED: S.FAILED},
        "cancel": {S.CREATED: S.CANCELLED, S.ACTION_NEEDED: S.CANCELLED, S.AUTHORIZED: S.CANCELLED},
    },
)


def sources(verb: str) -> list[str]:
    """The states a verb may start from: what its guarded UPDATE asks for."""
    return list(ATTEMPT.transitions[verb])
