"""The same request twice has one effect: the second is answered with what came of the first."""

from hashlib import blake2b
from typing import Any

import orjson
from django.db import connection, transaction
from django.utils.translation import gettext as _

from comanda.kernel.clock import now
from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.idempotency.models import IdempotencyKey

MAX_KEY = 255

_TABLE = IdempotencyKey._meta.db_table
_INSERT = (
    f"INSERT INTO {_TABLE} (scope, key, fingerprint, reference, created_at) VALUES (%s, %s, %s, %s, %s) "  # noqa: S608
    "ON CONFLICT (scope, key) DO NOTHING"
)


class IdempotencyKeyReusedError(ValidationFailedError):
    """The key was used before, for something else."""

    code = "idempotency_key_reused"
    status = 422


class IdempotencyKeyInvalidError(ValidationFailedError):
    code = "idempotency_key_invalid"


def fingerprint(request: Any) -> str:
    """A digest of what is asked: a dataclass or JSON value, whatever the order of its keys."""
    body = orjson.dumps(request, default=str, option=orjson.OPT_SORT_KEYS)
    return blake2b(body, digest_size=32).hexdigest()


def claim(*, scope: str, key: str, fingerprint: str, reference: str) -> str | None:
    """None if the key is new: it now stands for `reference`, if the transaction commits. Else the earlier reference.

    Waits while another transaction holds the same key, then sees how it ended. Raises IdempotencyKeyReusedError where
    the key came with a different request, RuntimeError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("claim() belongs inside the transaction that the key protects")
    if len(key) > MAX_KEY or not key.isprintable():
        raise IdempotencyKeyInvalidError(
            _("The idempotency key is not usable."),
            remedy=_("Send up to 255 printable characters, such as a UUID."),
            fields={"Idempotency-Key": [_("Send up to 255 printable characters, such as a UUID.")]},
        )
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [scope, key, fingerprint, reference, now()])
        if cursor.rowcount:
            return None
    earlier = IdempotencyKey.objects.get(scope=scope, key=key)
    if earlier.fingerprint != fingerprint:
        raise IdempotencyKeyReusedError(
            _("This idempotency key was already used for a different request."),
            remedy=_("Use a new key for a new request; repeat the same body to repeat a request."),
        )
    return earlier.reference
