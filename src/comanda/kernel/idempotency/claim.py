"""The same request twice has one effect: the second is answered with what came of the first."""

from hashlib import blake2b
from typing import Any

import orjson
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from psycopg.errors import UniqueViolation

from comanda.kernel.clock import now
from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.idempotency.models import IdempotencyKey
from comanda.kernel.one_message import insert

MAX_KEY = 200
"""Of a client's own key. What services put before it, such as an order's token, has room beside it."""

_ROOM = 255

_TABLE = IdempotencyKey._meta.db_table
_COLUMNS = ("scope", "key", "fingerprint", "reference", "created_at")
_ONCE = "idempotency_key_once"


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
    check_key(key)
    with connection.cursor() as cursor:
        cursor.execute(_insert(scope, key, fingerprint, reference, then="ON CONFLICT (scope, key) DO NOTHING"))
        if cursor.rowcount:
            return None
    return _reference(IdempotencyKey.objects.get(scope=scope, key=key), fingerprint)


def point_to(reference: str, *, scope: str, key: str) -> None:
    """For who learns the reference only after the claim, in its transaction."""
    IdempotencyKey.objects.filter(scope=scope, key=key).update(reference=reference)


def claim_statement(*, scope: str, key: str, fingerprint: str, reference: str) -> str:
    """What `claim` sends, for who sends it in one message with the change. Of a key that is taken, nothing of the
    message stays: the IntegrityError says so to `is_taken`, and `find_claim` what came of it."""
    check_key(key)
    return _insert(scope, key, fingerprint, reference)


def is_taken(error: IntegrityError) -> bool:
    cause = error.__cause__
    return isinstance(cause, UniqueViolation) and cause.diag.constraint_name == _ONCE


def find_claim(*, scope: str, key: str, fingerprint: str) -> str | None:
    """The reference the key stands for; None for a new one. Raises IdempotencyKeyReusedError."""
    earlier = IdempotencyKey.objects.filter(scope=scope, key=key).first()
    return None if earlier is None else _reference(earlier, fingerprint)


def find_reference(*, scope: str, key: str) -> str | None:
    """What the key stands for, for who need not compare what was asked: a page's own key, which nobody else knows."""
    return IdempotencyKey.objects.filter(scope=scope, key=key).values_list("reference", flat=True).first()


def _insert(scope: str, key: str, fingerprint: str, reference: str, *, then: str = "") -> str:
    return insert(_TABLE, _COLUMNS, [(scope, key, fingerprint, reference, now())], then=then)


def check_key(key: str) -> None:
    """Raises IdempotencyKeyInvalidError."""
    if len(key) > _ROOM or not key.isprintable():
        raise IdempotencyKeyInvalidError(
            _("The idempotency key is not usable."),
            remedy=_("Send up to 200 printable characters, such as a UUID."),
            fields={"Idempotency-Key": [_("Send up to 200 printable characters, such as a UUID.")]},
        )


def _reference(earlier: IdempotencyKey, fingerprint: str) -> str:
    if earlier.fingerprint != fingerprint:
        raise IdempotencyKeyReusedError(
            _("This idempotency key was already used for a different request."),
            remedy=_("Use a new key for a new request; repeat the same body to repeat a request."),
        )
    return earlier.reference
