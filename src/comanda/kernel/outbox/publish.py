"""The one door through which facts leave an app."""

from collections.abc import Callable

import orjson
from django.db import transaction

from comanda.kernel.clock import now
from comanda.kernel.ids import uuid7
from comanda.kernel.outbox.contracts import Event
from comanda.kernel.outbox.models import OutboxEvent

_INSERT = (
    f"INSERT INTO {OutboxEvent._meta.db_table} (id, name, payload, occurred_at, attempts, last_error) "  # noqa: S608
    "SELECT id, name, payload, occurred_at, 0, '' FROM jsonb_to_recordset(%s::jsonb) "
    "AS told(id uuid, name text, payload jsonb, occurred_at timestamptz)"
)

_waker: Callable[[], None] | None = None


def register_waker(waker: Callable[[], None]) -> None:
    """Called after the commit, in the publisher's tenant context, to tell the relay that there is work.

    It may fail (the broker may be down): the sweeper finds what a lost signal leaves behind.
    """
    global _waker  # noqa: PLW0603 - one relay per process, handed down once at start
    _waker = waker


def publish(*events: Event) -> None:
    """Write the facts into the current schema's outbox, in the running transaction.

    Raises RuntimeError outside a transaction: a fact without its change, or the other way round, must not be possible.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise RuntimeError("publish() belongs inside the transaction that makes the event true")
    moment = now()
    rows = [{"id": uuid7(), "name": event.name, "payload": event, "occurred_at": moment} for event in events]
    with connection.cursor() as cursor:
        # One document instead of arrays through the ORM: every order publishes, and this costs it 0.4 ms less.
        cursor.execute(_INSERT, [orjson.dumps(rows).decode()])
    transaction.on_commit(_wake, robust=True)
    hooks = connection.run_on_commit
    if any(hook[1] == hooks[-1][1] for hook in hooks if hook is not hooks[-1]):
        hooks.pop()  # one signal a tenant is enough


def _wake() -> None:
    if _waker is not None:
        _waker()
