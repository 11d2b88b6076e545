"""A provider's message: late, twice or out of order, it has one effect."""

from dataclasses import asdict

import orjson
from django.db import connection

from comanda.kernel.clock import now
from tenant_apps.payments.models import PaymentAttempt, ProviderEvent
from tenant_apps.payments.providers.shape import Outcome
from tenant_apps.payments.services.record_outcome import record_outcome

_INSERT = (
    f"INSERT INTO {ProviderEvent._meta.db_table} (provider, event_id, kind, payload, received_at) "  # noqa: S608
    "VALUES (%s, %s, %s, %s, %s) ON CONFLICT (provider, event_id) DO NOTHING"
)


def receive_event(*, provider: str, event_id: str, kind: str, key: str, outcome: Outcome) -> bool:
    """Inside a transaction. False where the event is known, or no news for its attempt.

    Twins wait for each other at the unique (provider, event id); the later one finds the row and does nothing.
    """
    payload = orjson.dumps({"key": key, **asdict(outcome)}).decode()
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [provider, event_id, kind, payload, now()])
        if not cursor.rowcount:
            return False
    attempt = PaymentAttempt.objects.filter(provider=provider, token=key).first()
    return attempt is not None and record_outcome(attempt=attempt, outcome=outcome)
