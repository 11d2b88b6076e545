"""Delivering what waits in the current schema's outbox."""

import logging
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Q

from comanda.kernel.clock import now
from comanda.kernel.outbox.models import OutboxDelivery, OutboxEvent
from comanda.kernel.outbox.registry import Subscriber, decode, subscribers_of

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 20
"""With the backoff below, about two days: after that an event is parked for a person to look at."""


def count_parked() -> int:
    """Events of the current schema that were given up and wait for a person."""
    return OutboxEvent.objects.filter(relayed_at=None, attempts__gte=MAX_ATTEMPTS).count()


def relay_pending(*, limit: int = 500, strict: bool = False) -> int:
    """Deliver up to `limit` waiting events, oldest first, each in a transaction of its own; returns how many.

    Several relays may run at once: each locks the event it works on and skips the others'. A subscriber that fails
    does not hold up its siblings; the event is tried again later for those that have not handled it.
    With `strict` (tests), a subscriber's error is raised.
    """
    delivered = 0
    while delivered < limit and _relay_next(strict=strict):
        delivered += 1
    return delivered


def _relay_next(*, strict: bool) -> bool:
    with transaction.atomic():
        event = (
            OutboxEvent.objects.select_for_update(skip_locked=True)
            .filter(Q(next_attempt_at=None) | Q(next_attempt_at__lte=now()), relayed_at=None, attempts__lt=MAX_ATTEMPTS)
            .order_by("id")
            .first()
        )
        if event is None:
            return False
        errors = [error for subscriber in subscribers_of(event.name) if (error := _deliver(event, subscriber, strict))]
        if errors:
            event.attempts += 1
            event.next_attempt_at = now() + timedelta(seconds=min(2**event.attempts, 3 * 3600))
            event.last_error = "\n".join(errors)[:2000]
            if event.attempts >= MAX_ATTEMPTS:
                logger.error(
                    "an event is parked: nobody will try it again", extra={"event": event.name, "id": event.pk}
                )
        else:
            event.relayed_at = now()
        event.save(update_fields=["attempts", "next_attempt_at", "last_error", "relayed_at"])
    return True


def _deliver(event: OutboxEvent, subscriber: Subscriber, strict: bool) -> str:
    """Run one subscriber in a savepoint; its error as text, or the empty string."""
    try:
        with transaction.atomic():
            if _claim(event, subscriber):
                subscriber.handler(decode(subscriber.event_class, event.payload))
    except Exception as error:  # whatever a subscriber raises, its siblings must still be served
        if strict:
            raise
        logger.exception("subscriber failed", extra={"event": event.name, "subscriber": subscriber.name})
        return f"{subscriber.name}: {type(error).__name__}: {error}"
    return ""


def _claim(event: OutboxEvent, subscriber: Subscriber) -> bool:
    """True if this subscriber has not handled the event yet; the claim stands or falls with its work."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {OutboxDelivery._meta.db_table} (event_id, subscriber, handled_at) VALUES (%s, %s, %s) "  # noqa: S608
            "ON CONFLICT DO NOTHING",
            [event.id, subscriber.name, now()],
        )
        return bool(cursor.rowcount == 1)
