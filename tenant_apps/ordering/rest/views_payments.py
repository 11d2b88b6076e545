"""Payments of an order or of one of its bills, and money given back."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from comanda.kernel.access import requires
from comanda.kernel.actors import GUEST
from comanda.kernel.errors import ForbiddenError, NotFoundError
from comanda.kernel.http.bodies import read
from comanda.kernel.http.once import IDEMPOTENCY_KEY, idempotency_key
from comanda.kernel.http.problems import problems
from comanda.kernel.http.schemas import schema
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.contracts import OrderInfo
from tenant_apps.ordering.errors import OrderNotFoundError
from tenant_apps.ordering.rest import documents
from tenant_apps.ordering.rest.bodies import RefundBody, TakePaymentBody
from tenant_apps.ordering.rest.requests import actor_of, order_for
from tenant_apps.ordering.rest.views_lines import OpenView
from tenant_apps.payments.contracts import Provider
from tenant_apps.payments.facade import list_attempts

Method = TypeVar("Method", bound=Callable[..., Any])


def _listing(operation: str, summary: str) -> Callable[[Method], Method]:
    answers = {200: documents.PaymentAnswer(many=True), **problems(401, 403, 404)}
    return extend_schema(operation_id=operation, tags=["payments"], summary=summary, responses=answers)


def _taking(operation: str, summary: str) -> Callable[[Method], Method]:
    return extend_schema(
        operation_id=operation,
        tags=["payments"],
        summary=summary,
        parameters=[IDEMPOTENCY_KEY],
        request=schema(TakePaymentBody),
        responses={201: documents.PaymentAnswer, **problems(400, 401, 403, 404, 409)},
    )


class PaymentsView(OpenView):
    @_listing("orders_payments_list", "Every attempt to pay this order")
    @requires("orders.view")
    def get(self, request: Request, order_id: int) -> Response:
        return Response(ordering.list_payments(order_id=order_for(request, order_id, "orders.view").id))

    @_taking("orders_payments_create", "Take a payment: cash at the counter, or a card")
    @requires("orders.manage")
    def post(self, request: Request, order_id: int) -> Response:
        return _take(request, order_for(request, order_id, "orders.manage"))


class CheckPaymentsView(OpenView):
    @_listing("orders_checks_payments_list", "Every attempt to pay one bill")
    @requires("orders.view")
    def get(self, request: Request, order_id: int, check_id: int) -> Response:
        order = order_for(request, order_id, "orders.view")
        return Response(list_attempts(check_ids=[_check(order, check_id)]))

    @_taking("orders_checks_payments_create", "Take a payment for one bill, or a part of it")
    @requires("orders.create")
    def post(self, request: Request, order_id: int, check_id: int) -> Response:
        order = order_for(request, order_id, "orders.create")
        return _take(request, order, _check(order, check_id))


class GuestPaymentsView(OpenView):
    @extend_schema(
        operation_id="orders_payments_own",
        tags=["payments"],
        summary="Every attempt to pay one's own order",
        responses={200: documents.PaymentAnswer(many=True), **problems(404)},
    )
    def get(self, request: Request, token: str) -> Response:
        return Response(ordering.list_payments(order_id=_own(token).id))

    @extend_schema(
        operation_id="orders_payments_retry",
        tags=["payments"],
        summary="Pay one's own order by card, after another one failed",
        parameters=[IDEMPOTENCY_KEY],
        request=schema(TakePaymentBody),
        responses={201: documents.PaymentAnswer, **problems(400, 403, 404, 409)},
    )
    def post(self, request: Request, token: str) -> Response:
        body = read(TakePaymentBody, request.data)
        if body.provider == Provider.CASH:
            raise ForbiddenError(
                _("Cash is counted by the staff."), remedy=_("Pay by card here, or in cash at the venue.")
            )
        attempt = ordering.take_payment(
            order_id=_own(token).id,
            provider=body.provider,
            payment_token=body.token,
            key=idempotency_key(request),
            actor=GUEST,
        )
        return Response(attempt, status=status.HTTP_201_CREATED)


class RefundsView(OpenView):
    @extend_schema(
        operation_id="orders_refunds_create",
        tags=["payments"],
        summary="Give money back",
        parameters=[IDEMPOTENCY_KEY],
        request=schema(RefundBody),
        responses={201: documents.RefundAnswer, **problems(400, 401, 403, 404, 409, 422)},
    )
    @requires("payments.refund")
    def post(self, request: Request, order_id: int) -> Response:
        order = order_for(request, order_id, "payments.refund")
        body = read(RefundBody, request.data)
        made = ordering.refund_order(
            order_id=order.id,
            amount=body.amount,
            reason=body.reason,
            key=idempotency_key(request),
            actor=actor_of(request),
        )
        return Response(made, status=status.HTTP_201_CREATED)


def _take(request: Request, order: OrderInfo, check_id: int | None = None) -> Response:
    """Of that bill; None: of the order."""
    body = read(TakePaymentBody, request.data)
    attempt = ordering.take_payment(
        order_id=order.id,
        check_id=check_id,
        provider=body.provider,
        payment_token=body.token,
        amount=body.amount,
        key=idempotency_key(request),
        actor=actor_of(request),
    )
    return Response(attempt, status=status.HTTP_201_CREATED)


def _check(order: OrderInfo, check_id: int) -> int:
    """Raises NotFoundError for a bill that is not this order's."""
    if all(check.id != check_id for check in ordering.list_checks(order_id=order.id)):
        raise NotFoundError(_("There is no such bill."), code="check_not_found")
    return check_id


def _own(token: str) -> OrderInfo:
    order = ordering.find_order(token=token)
    if order is None:
        raise OrderNotFoundError(_("There is no such order."), remedy=_("Check the link you were given."))
    return order
