"""Lines of an order: added, taken off the bill, given away."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.access import requires
from comanda.kernel.http.bodies import read
from comanda.kernel.http.once import IDEMPOTENCY_KEY, idempotency_key
from comanda.kernel.http.parsers import OrjsonParser
from comanda.kernel.http.problems import problems
from comanda.kernel.http.schemas import schema
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.contracts import OrderInfo
from tenant_apps.ordering.errors import LineNotFoundError
from tenant_apps.ordering.rest import documents
from tenant_apps.ordering.rest.answers import order_for_staff
from tenant_apps.ordering.rest.bodies import LinesBody, ReasonBody
from tenant_apps.ordering.rest.requests import actor_of, change_once, order_for


class OpenView(APIView):
    """Guests see to their own by token; of staff, `requires` and `order_for` ask for the capability."""

    permission_classes = [AllowAny]
    parser_classes = [OrjsonParser]


class LinesView(OpenView):
    @extend_schema(
        operation_id="orders_lines_create",
        tags=["orders"],
        summary="Add lines; the kitchen gets what is new",
        parameters=[IDEMPOTENCY_KEY],
        request=schema(LinesBody),
        responses={201: documents.Order, **problems(400, 401, 403, 404, 409, 422)},
    )
    @requires("orders.create")
    def post(self, request: Request, order_id: int) -> Response:
        order = order_for(request, order_id, "orders.create")
        changed = ordering.add_lines(
            order_id=order.id,
            lines=read(LinesBody, request.data).lines,
            actor=actor_of(request),
            key=idempotency_key(request),
        )
        return Response(order_for_staff(changed), status=status.HTTP_201_CREATED)


class VoidView(OpenView):
    @extend_schema(
        operation_id="orders_lines_void",
        tags=["orders"],
        summary="Take a line off the bill: it was not made",
        parameters=[IDEMPOTENCY_KEY],
        request=schema(ReasonBody),
        responses={200: documents.Order, **problems(400, 401, 403, 404, 409, 422)},
    )
    @requires("orders.manage")
    def post(self, request: Request, order_id: int, line_id: int) -> Response:
        return _take_back(request, order_id, line_id, ordering.void_line)


class CompView(OpenView):
    @extend_schema(
        operation_id="orders_lines_comp",
        tags=["orders"],
        summary="Give a line away: it was made, and is on the house",
        parameters=[IDEMPOTENCY_KEY],
        request=schema(ReasonBody),
        responses={200: documents.Order, **problems(400, 401, 403, 404, 409, 422)},
    )
    @requires("orders.manage")
    def post(self, request: Request, order_id: int, line_id: int) -> Response:
        return _take_back(request, order_id, line_id, ordering.comp_line)


def _take_back(request: Request, order_id: int, line_id: int, service: Callable[..., OrderInfo]) -> Response:
    order = order_for(request, order_id, "orders.manage")
    _line_of(order, line_id)
    reason = read(ReasonBody, request.data).reason
    changed = change_once(
        request,
        order,
        scope="take-back",
        asked=[service.__name__, line_id, reason],
        change=lambda: service(line_id=line_id, reason=reason, actor=actor_of(request)),
    )
    return Response(order_for_staff(changed))


def _line_of(order: OrderInfo, line_id: int) -> None:
    """Raises LineNotFoundError for a line that is not this order's."""
    if all(line.id != line_id for line in order.lines):
        raise LineNotFoundError(_("There is no such line."))
