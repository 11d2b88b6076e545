"""Every step of an order as a resource of its own: `POST /orders/{id}/acceptance/`."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.access import requires
from comanda.kernel.actors import GUEST
from comanda.kernel.http.bodies import read
from comanda.kernel.http.once import IDEMPOTENCY_KEY
from comanda.kernel.http.parsers import OrjsonParser
from comanda.kernel.http.problems import problems
from comanda.kernel.http.schemas import schema
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.contracts import OrderInfo
from tenant_apps.ordering.errors import OrderNotFoundError
from tenant_apps.ordering.rest import documents
from tenant_apps.ordering.rest.answers import order_for_guest, order_for_staff
from tenant_apps.ordering.rest.bodies import ReasonBody
from tenant_apps.ordering.rest.requests import actor_of, change_once, order_for

Step = Callable[..., OrderInfo]

STEPS: dict[str, tuple[Step, bool, str]] = {
    "acceptance": (ordering.accept, False, "The venue will make it"),
    "rejection": (ordering.reject, True, "The venue will not, and says why"),
    "preparation": (ordering.start_preparing, False, "The kitchen has started"),
    "readiness": (ordering.mark_ready, False, "It is ready"),
    "dispatch": (ordering.dispatch, False, "It has left for the guest"),
    "handover": (ordering.hand_over, False, "It is in the guest's hands"),
    "delivery-failure": (ordering.fail_delivery, True, "The delivery did not work out"),
    "second-dispatch": (ordering.retry, False, "It goes out again"),
    "cancellation": (ordering.cancel, True, "It is called off"),
}
"""Path -> the service, whether it takes a reason, and what it says."""


def step_view(name: str) -> Callable[..., Any]:
    """The view of one step: the same five lines for all of them."""
    service, takes_reason, summary = STEPS[name]

    class StepView(APIView):
        permission_classes = [AllowAny]  # `requires` and `order_for` see to it
        parser_classes = [OrjsonParser]

        @extend_schema(
            operation_id=f"orders_{name.replace('-', '_')}",
            tags=["orders"],
            summary=summary,
            parameters=[IDEMPOTENCY_KEY],
            request=schema(ReasonBody) if takes_reason else None,
            responses={200: documents.Order, **problems(400, 401, 403, 404, 409, 422)},
        )
        @requires("orders.manage")
        def post(self, request: Request, order_id: int) -> Response:
            order = order_for(request, order_id, "orders.manage")
            options = {"reason": read(ReasonBody, request.data or {}).reason} if takes_reason else {}
            changed = change_once(
                request,
                order,
                scope="steps",
                asked=[name, options],
                change=lambda: service(order_id=order.id, actor=actor_of(request), **options),
            )
            return Response(order_for_staff(changed))

    return StepView.as_view()


class GuestCancellationView(APIView):
    permission_classes = [AllowAny]
    parser_classes = [OrjsonParser]

    @extend_schema(
        operation_id="orders_cancel_own",
        tags=["orders"],
        summary="Call off one's own order, until the kitchen starts",
        parameters=[IDEMPOTENCY_KEY],
        request=schema(ReasonBody),
        responses={200: documents.GuestOrder, **problems(400, 404, 409, 422)},
    )
    def post(self, request: Request, token: str) -> Response:
        order = ordering.find_order(token=token)
        if order is None:
            raise OrderNotFoundError(_("There is no such order."), remedy=_("Check the link you were given."))
        reason = read(ReasonBody, request.data or {}).reason
        changed = change_once(
            request,
            order,
            scope=f"cancel-own:{order.id}",  # guests are not told apart: nobody's key stands in another one's way
            asked=reason,
            change=lambda: ordering.cancel(order_id=order.id, reason=reason, actor=GUEST),
        )
        return Response(order_for_guest(changed))
