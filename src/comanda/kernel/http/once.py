"""The header by which a client says that two requests are one."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.idempotency.claim import MAX_KEY, claim, fingerprint, point_to

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    required=True,
    description="Yours, such as a UUID. The same key with the same body has one effect; with another body: 422.",
)


def idempotency_key(request: Request) -> str:
    """Raises ValidationFailedError without a usable one."""
    key: str = request.headers.get("Idempotency-Key", "").strip()
    if not key or len(key) > MAX_KEY or not key.isprintable():
        raise ValidationFailedError(
            _("An Idempotency-Key header of up to 200 characters is needed here."),
            code="idempotency_key_missing",
            fields={"Idempotency-Key": [_("Send a key of your own, such as a UUID, and the same one when you retry.")]},
        )
    return key


def once(request: Request, *, scope: str, asked: Any, make: Callable[[], object]) -> str:
    """The reference (an id) of what `make` made, now or when this person's key first came with what is `asked`.

    For services that take no key themselves. Raises IdempotencyKeyReusedError and what `make` raises: then the key is
    as unused as before.
    """
    key, digest = idempotency_key(request), fingerprint([request.user.pk, asked])
    with transaction.atomic():
        earlier = claim(scope=scope, key=key, fingerprint=digest, reference="")
        if earlier is not None:
            return earlier
        reference = str(make())
        point_to(reference, scope=scope, key=key)
    return reference
