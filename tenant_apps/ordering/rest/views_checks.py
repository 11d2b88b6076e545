"""The bills of an order: split each their own, put together again, paid one by one."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from comanda.kernel.access import requires
from comanda.kernel.errors import NotFoundError
from comanda.kernel.http.bodies import read
from comanda.kernel.http.once import IDEMPOTENCY_KEY, idempotency_key, once
from comanda.kernel.http.problems import problems
from comanda.kernel.http.schemas import schema
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.contracts import CheckInfo, OrderInfo
from tenant_apps.ordering.rest import documents
from tenant_apps.ordering.rest.bodies import TakePaymentBody
from tenant_apps.ordering.rest.requests import actor_of, order_for
from tenant_apps.ordering.rest.views_lines import OpenView
from tenant_apps.payments.facade import list_attempts

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


class CheckPaymentsView(OpenView):
    @extend_schema(
        operation_id="orders_checks_payments_list",
        tags=["payments"],
        summary="Every attempt to pay one bill",
        responses={200: documents.PaymentAnswer(many=True), **problems(401, 403, 404)},
    )
    @requires("orders.view")
    def get(self, request: Request, order_id: int, check_id: int) -> Response:
        order = order_for(request, order_id, "orders.view")
        return Response(list_attempts(check_ids=[_check(order, check_id)]))

    @extend_schema(
        operation_id="orders_checks_payments_create",
        tags=["payments"],
        summary="Take a payment for one bill, or a part of it",
        parameters=[IDEMPOTENCY_KEY],
        request=schema(TakePaymentBody),
        responses={201: documents.PaymentAnswer, **problems(400, 401, 403, 404, 409)},
    )
    @requires(CAPABILITY)
    def post(self, request: Request, order_id: int, check_id: int) -> Response:
        order = order_for(request, order_id, CAPABILITY)
        body = read(TakePaymentBody, request.data)
        attempt = ordering.take_payment(
            order_id=order.id,
            check_id=_check(order, check_id),
            provider=body.provider,
            payment_token=body.token,
            amount=body.amount,
            key=idempotency_key(request),
            actor=actor_of(request),
        )
        return Response(attempt, status=status.HTTP_201_CREATED)


def _checks(order: OrderInfo, code: int = status.HTTP_200_OK) -> Response:
    return Response([_shown(check) for check in ordering.list_checks(order_id=order.id)], status=code)


def _shown(check: CheckInfo) -> dict[str, Any]:
    return {name: getattr(check, name) for name in CheckInfo.__slots__} | {"due": check.due}


def _check(order: OrderInfo, check_id: int) -> int:
    """Raises NotFoundError for a bill that is not this order's."""
    if all(check.id != check_id for check in ordering.list_checks(order_id=order.id)):
        raise NotFoundError(_("There is no such bill."), code="check_not_found")
    return check_id
