"""Placing orders and reading them."""

from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.access import access_of, requires
from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.http.bodies import read
from comanda.kernel.http.negotiation import JsonOnly
from comanda.kernel.http.once import IDEMPOTENCY_KEY, idempotency_key
from comanda.kernel.http.pagination import PAGE_PARAMETERS, page_of
from comanda.kernel.http.parsers import OrjsonParser
from comanda.kernel.http.problems import problems
from comanda.kernel.http.queries import date_in, number_in
from comanda.kernel.http.schemas import schema
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.contracts import OrderState, PlaceOrder
from tenant_apps.ordering.errors import OrderNotFoundError
from tenant_apps.ordering.rest import documents
from tenant_apps.ordering.rest.answers import order_for_guest, order_for_staff, quote_answer
from tenant_apps.ordering.rest.bodies import OrderBody, QuoteBody
from tenant_apps.ordering.rest.requests import channel_of, customer_of, order_for, staff_id


class QuotesView(APIView):
    permission_classes = [AllowAny]
    parser_classes = [OrjsonParser]

    @extend_schema(
        operation_id="quotes_create",
        tags=["orders"],
        summary="What a basket would cost",
        request=schema(QuoteBody),
        responses={200: documents.QuoteAnswer, **problems(400, 404, 422)},
    )
    def post(self, request: Request) -> Response:
        body = read(QuoteBody, request.data)
        offer = ordering.quote(
            venue_id=body.venue_id,
            service=body.service,
            lines=body.lines,
            channel=channel_of(body.service, by_staff=staff_id(request, "orders.create", body.venue_id) is not None),
            address=body.address,
            tip=body.tip,
            requested_for=body.requested_for,
            must_be_open=False,
            zone_required=False,
        )
        return Response(quote_answer(offer))


class OrdersView(APIView):
    parser_classes = [OrjsonParser]
    content_negotiation_class = JsonOnly

    def get_permissions(self) -> list[Any]:
        """Guests may order; the list is for staff, which `requires` sees to."""
        return [AllowAny()]

    @extend_schema(
        operation_id="orders_create",
        tags=["orders"],
        summary="Place an order",
        description=(
            "Guests need no account: the answer's `token` is the key to the order from then on. "
            "Staff are answered with all of the order, its `id` included."
        ),
        parameters=[IDEMPOTENCY_KEY],
        request=schema(OrderBody),
        responses={201: documents.GuestOrder, **problems(400, 404, 409, 422)},
        examples=[documents.NEW_ORDER, documents.CARD_DELIVERY],
    )
    def post(self, request: Request) -> Response:
        key = idempotency_key(request)
        body = read(OrderBody, request.data)
        by_staff = staff_id(request, "orders.create", body.venue_id)
        order = ordering.place_order(
            command=PlaceOrder(
                venue_id=body.venue_id,
                service=body.service.value,
                lines=body.lines,
                contact=body.contact,
                channel=channel_of(body.service, by_staff=by_staff is not None),
                payment_provider=body.payment.provider,
                payment_token=body.payment.token,
                address=body.address,
                table_token=body.table_token,
                tip=body.tip,
                note=body.note,
                requested_for=body.requested_for,
                language=body.language or getattr(request, "LANGUAGE_CODE", "en")[:8],
                customer_id=None if by_staff else customer_of(request),
                placed_by=by_staff,
                expected_total=body.expected_total,
                idempotency_key=key,
            )
        )
        answer = order_for_staff(order) if by_staff else order_for_guest(order)
        return Response(answer, status=status.HTTP_201_CREATED)

    @extend_schema(
        operation_id="orders_list",
        tags=["orders"],
        summary="Orders, newest first",
        parameters=[
            OpenApiParameter("venue", int),
            OpenApiParameter("state", str, description="One or more, separated by commas."),
            OpenApiParameter("business_date", str),
            OpenApiParameter("q", str, description="Name, phone, e-mail, table or number."),
            *PAGE_PARAMETERS,
        ],
        responses={200: documents.OrderPage, **problems(401, 403)},
    )
    @requires("orders.view")
    def get(self, request: Request) -> Response:
        find = partial(
            ordering.list_orders,
            venue_id=number_in(request, "venue"),
            venue_ids=access_of(request).venue_ids,
            states=_states(request.query_params.get("state", "")),
            business_date=date_in(request, "business_date"),
            search=request.query_params.get("q", ""),
        )
        return page_of(request, lambda before, limit: find(before=before, limit=limit), show=order_for_staff)


class OrderView(APIView):
    """By id for staff, by token for whoever was given it."""

    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="orders_retrieve",
        tags=["orders"],
        summary="One order",
        responses={200: documents.Order, **problems(401, 403, 404)},
    )
    @requires("orders.view")
    def get(self, request: Request, order_id: int) -> Response:
        return Response(order_for_staff(order_for(request, order_id, "orders.view")))


class GuestOrderView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="orders_track",
        tags=["orders"],
        summary="A guest's own order",
        responses={200: documents.GuestOrder, **problems(404)},
    )
    def get(self, request: Request, token: str) -> Response:
        order = ordering.find_order(token=token)
        if order is None:
            raise OrderNotFoundError(_("There is no such order."), remedy=_("Check the link you were given."))
        return Response(order_for_guest(order))


def _states(value: str) -> list[str] | None:
    wanted = [part.strip() for part in value.split(",") if part.strip()]
    known = [state.value for state in OrderState]
    if unknown := [part for part in wanted if part not in known]:
        raise ValidationFailedError(
            _("There is no state “%(state)s”.") % {"state": unknown[0]},
            fields={"state": [_("Choose one of: %(choices)s.") % {"choices": ", ".join(known)}]},
        )
    return wanted or None
