import hashlib
from collections.abc import Mapping
from typing import Any

import orjson
from django.db import connection, transaction

from comanda.kernel.clock import now
from shared_apps.audit.contracts import SYSTEM, Actor
from shared_apps.audit.models import AuditEntry

FIRST_HASH = bytes(32)


def record(
    *,
    action: str,
    actor: Actor = SYSTEM,
    object_type: str = "",
    object_id: object = "",
    object_label: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> int:
    """Add an entry to the current schema's trail, in the running transaction; returns its position.

    Values in `before` and `after` must be JSON, and no secrets. Entries of one schema queue for their place until the
    writer commits: three short statements.
    """
    with transaction.atomic():
        _take_the_pen()
        last = AuditEntry.objects.order_by("-position").values_list("position", "entry_hash").first()
        position, previous = (last[0] + 1, bytes(last[1])) if last else (1, FIRST_HASH)
        entry = AuditEntry(
            position=position,
            at=now(),
            actor_id=actor.user_id,
            actor_label=actor.label[:254],
            action=action,
            object_type=object_type,
            object_id=str(object_id),
            object_label=object_label[:200],
            before=dict(before or {}),
            after=dict(after or {}),
            ip=actor.ip,
            request_id=actor.request_id[:64],
            previous_hash=previous,
        )
        entry.entry_hash = seal(entry)
        entry.save(force_insert=True)
    return position


def seal(entry: AuditEntry) -> bytes:
    """SHA-256 over everything the entry says and over the seal before it."""
    said = [
        entry.position, entry.at.isoformat(timespec="microseconds"), entry.actor_id, entry.actor_label, entry.action,
        entry.object_type, entry.object_id, entry.object_label, entry.before, entry.after, entry.ip, entry.request_id,
    ]  # fmt: skip
    return hashlib.sha256(bytes(entry.previous_hash) + orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).digest()


def _take_the_pen() -> None:
    """One writer at a time in this schema; released at the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('audit:' || current_schema(), 0))")
