"""The one door through which facts leave an app."""

from collections.abc import Callable

import orjson
from django.db import transaction

from comanda.kernel.clock import now
from comanda.kernel.ids import uuid7
from comanda.kernel.one_message import insert
from comanda.kernel.outbox.contracts import Event
from comanda.kernel.outbox.models import OutboxEvent

_TABLE = OutboxEvent._meta.db_table
_COLUMNS = ("id", "name", "payload", "occurred_at", "attempts", "last_error")

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
    with connection.cursor() as cursor:
        cursor.execute(statement(*events))
    wake_after_commit()


def statement(*events: Event) -> str:
    """What `publish` sends, for who sends it in one message with the change; they call `wake_after_commit` then."""
    moment = now()
    rows = [(uuid7(), event.name, orjson.dumps(event).decode(), moment, 0, "") for event in events]
    return insert(_TABLE, _COLUMNS, rows)


def wake_after_commit() -> None:
    """Tell the relay once the transaction is over: at once where none is open."""
    connection = transaction.get_connection()
    transaction.on_commit(_wake, robust=True)
    hooks = connection.run_on_commit
    if hooks and any(hook[1] == hooks[-1][1] for hook in hooks if hook is not hooks[-1]):
        hooks.pop()  # one signal a tenant is enough


def _wake() -> None:
    if _waker is not None:
        _waker()
