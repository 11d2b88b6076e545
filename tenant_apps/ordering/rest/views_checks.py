"""The bills of an order: split each their own, and put together again."""

from dataclasses import dataclass
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from comanda.kernel.access import requires
from comanda.kernel.http.bodies import read
from comanda.kernel.http.once import IDEMPOTENCY_KEY, once
from comanda.kernel.http.problems import problems
from comanda.kernel.http.schemas import schema
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.contracts import CheckInfo, OrderInfo
from tenant_apps.ordering.rest.requests import order_for
from tenant_apps.ordering.rest.views_lines import OpenView

CAPABILITY = "orders.create"
CheckAnswer = schema(CheckInfo, name="Check", due=str)


@dataclass(frozen=True, slots=True)
class SplitBody:
    """The lines that go onto a bill of their own."""

    line_ids: tuple[int, ...]


class ChecksView(OpenView):
    @extend_schema(
        operation_id="orders_checks_list",
        tags=["orders"],
        summary="The bills of an order",
        responses={200: CheckAnswer(many=True), **problems(401, 403, 404)},
    )
    @requires("orders.view")
    def get(self, request: Request, order_id: int) -> Response:
        return _checks(order_for(request, order_id, "orders.view"))

    @extend_schema(
        operation_id="orders_checks_create",
        tags=["orders"],
        summary="Split a bill: some lines onto one of their own",
        description="What the order comes to stays as it is; only who pays which line changes.",
        parameters=[IDEMPOTENCY_KEY],
        request=schema(SplitBody, name="SplitCheck"),
        responses={201: CheckAnswer(many=True), **problems(400, 401, 403, 404, 409, 422)},
    )
    @requires(CAPABILITY)
    def post(self, request: Request, order_id: int) -> Response:
        order = order_for(request, order_id, CAPABILITY)
        line_ids = read(SplitBody, request.data).line_ids
        once(
            request,
            scope="checks",
            asked=[order.id, line_ids],
            make=lambda: ordering.split_check(order_id=order.id, line_ids=line_ids),
        )
        return _checks(order, status.HTTP_201_CREATED)


class JoinView(OpenView):
    @extend_schema(
        operation_id="orders_checks_join",
        tags=["orders"],
        summary="Put the bills together again, as far as nothing was paid",
        parameters=[IDEMPOTENCY_KEY],
        request=None,
        responses={200: CheckAnswer(many=True), **problems(400, 401, 403, 404, 409, 422)},
    )
    @requires(CAPABILITY)
    def post(self, request: Request, order_id: int) -> Response:
        order = order_for(request, order_id, CAPABILITY)
        once(request, scope="joins", asked=order.id, make=lambda: ordering.join_checks(order_id=order.id))
        return _checks(order)


def _checks(order: OrderInfo, code: int = status.HTTP_200_OK) -> Response:
    return Response([_shown(check) for check in ordering.list_checks(order_id=order.id)], status=code)


def _shown(check: CheckInfo) -> dict[str, Any]:
    return {name: getattr(check, name) for name in CheckInfo.__slots__} | {"due": check.due}
