"""What ordering's views ask of a request: who is asking, for which order, with which key."""

from django.utils.translation import gettext as _
from rest_framework.request import Request

from comanda.kernel.access import check
from comanda.kernel.errors import ForbiddenError, ValidationFailedError
from tenant_apps.customers.facade import customer_for_user
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.contracts import OrderInfo
from tenant_apps.ordering.errors import OrderNotFoundError

MAX_KEY = 200


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


def staff_id(request: Request, capability: str, venue_id: int) -> int | None:
    """The user id of a member of staff who may do this at that venue; None for everybody else."""
    if not request.user.is_authenticated:
        return None
    request._request.user = request.user
    access = request._request.access  # type: ignore[attr-defined]
    return int(request.user.pk) if access.can(capability, venue_id) else None


def customer_of(request: Request) -> int | None:
    """The customer a signed-in guest is; None for guests without an account."""
    return customer_for_user(user_id=request.user.pk).id if request.user.is_authenticated else None


def order_for(request: Request, order_id: int, capability: str) -> OrderInfo:
    """The order, if this member of staff may do that at its venue.

    Raises SignInRequiredError, ForbiddenError, OrderNotFoundError, also where they do not work at the order's venue.
    """
    request._request.user = request.user
    check(request._request, capability)
    order = ordering.get_order(order_id=order_id)
    try:
        check(request._request, capability, order.venue_id)
    except ForbiddenError:
        raise OrderNotFoundError(_("There is no such order.")) from None
    return order


def actor_of(request: Request) -> str:
    return f"staff:{request.user.pk}"
