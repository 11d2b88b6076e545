"""What ordering's views ask of a request: who is asking, for which order."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.request import Request

from comanda.kernel.access import access_of, check_at
from comanda.kernel.actors import staff_actor
from comanda.kernel.http.once import once
from shared_apps.accounts.facade import user_id_of
from tenant_apps.customers.facade import customer_for_user
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.contracts import OrderInfo
from tenant_apps.ordering.errors import OrderNotFoundError
from tenant_apps.ordering.selectors.guest_channel import guest_channel
from tenant_apps.venues.contracts import Channel


def staff_id(request: Request, capability: str, venue_id: int) -> int | None:
    """The user id of a member of staff who may do this at that venue; None for everybody else."""
    if not request.user.is_authenticated:
        return None
    request._request.user = request.user
    access = access_of(request)
    return int(request.user.pk) if access.can(capability, venue_id) else None


def channel_of(service: str, *, by_staff: bool) -> str:
    """What an order over the API counts as: whoever works here stands at the counter."""
    return Channel.COUNTER.value if by_staff else guest_channel(channel=Channel.API.value, service=service)


def customer_of(request: Request) -> int | None:
    """The customer a signed-in guest is; None for guests without an account."""
    return customer_for_user(user_id=request.user.pk).id if request.user.is_authenticated else None


def order_for(request: Request, order_id: int, capability: str) -> OrderInfo:
    """The order, if this member of staff may do that at its venue too; that they may at all, `requires` has seen to.

    Raises OrderNotFoundError, also where they do not work at the order's venue.
    """
    order = ordering.get_order(order_id=order_id)
    check_at(request, capability, order.venue_id, OrderNotFoundError(_("There is no such order.")))
    return order


def actor_of(request: Request) -> str:
    return staff_actor(user_id_of(request))


def change_once(
    request: Request, order: OrderInfo, *, scope: str, asked: Any, change: Callable[[], object]
) -> OrderInfo:
    """The order after `change`, which happens once for the request's key. Raises what `once` and `change` raise."""

    def make() -> int:
        change()
        return order.id

    once(request, scope=scope, asked=[order.id, asked], make=make)
    return ordering.get_order(order_id=order.id)
