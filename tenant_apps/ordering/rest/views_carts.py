"""Carts on the server: the token is the key, whatever the device."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.http.bodies import read
from comanda.kernel.http.parsers import OrjsonParser
from comanda.kernel.http.problems import problems
from comanda.kernel.http.schemas import schema
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.rest import documents
from tenant_apps.ordering.rest.answers import cart_answer
from tenant_apps.ordering.rest.bodies import CartLineBody, NewCartBody, ServiceBody
from tenant_apps.ordering.rest.requests import customer_of
from tenant_apps.pricing.contracts import BasketLine
from tenant_apps.venues.contracts import Channel

CHANNEL = Channel.API.value
"""Of the orders that carts become here: some prices hold on one channel only."""


class CartView(APIView):
    permission_classes = [AllowAny]
    parser_classes = [OrjsonParser]


class CartsView(CartView):
    @extend_schema(
        operation_id="carts_create",
        tags=["carts"],
        summary="Start a cart, or find the signed-in customer's own",
        description=(
            "After sign-in send the `token` of the guest's cart: what is in it joins the customer's own, and the "
            "answer's `token` is the one to keep. A cart of another venue, or of somebody else, is left alone."
        ),
        request=schema(NewCartBody),
        responses={201: documents.Cart, **problems(400, 404)},
    )
    def post(self, request: Request) -> Response:
        body = read(NewCartBody, request.data)
        cart = ordering.cart_for(
            venue_id=body.venue_id,
            token=body.token,
            customer_id=customer_of(request),
            service=body.service or "",
            channel=CHANNEL,
        )
        return Response(cart_answer(cart), status=status.HTTP_201_CREATED)


class OneCartView(CartView):
    @extend_schema(
        operation_id="carts_retrieve",
        tags=["carts"],
        summary="A cart at today's prices",
        responses={200: documents.Cart, **problems(404)},
    )
    def get(self, request: Request, token: str) -> Response:
        return Response(cart_answer(ordering.get_cart(cart_token=token, channel=CHANNEL)))

    @extend_schema(
        operation_id="carts_service",
        tags=["carts"],
        summary="Choose pickup, delivery or dine-in",
        request=schema(ServiceBody),
        responses={200: documents.Cart, **problems(400, 404)},
    )
    def patch(self, request: Request, token: str) -> Response:
        service = read(ServiceBody, request.data).service
        return Response(cart_answer(ordering.set_service(cart_token=token, service=service, channel=CHANNEL)))


class CartLinesView(CartView):
    @extend_schema(
        operation_id="carts_lines_create",
        tags=["carts"],
        summary="Put something in; the same again becomes more of it",
        request=schema(BasketLine),
        responses={201: documents.Cart, **problems(400, 404, 422)},
    )
    def post(self, request: Request, token: str) -> Response:
        cart = ordering.add_to_cart(cart_token=token, line=read(BasketLine, request.data), channel=CHANNEL)
        return Response(cart_answer(cart), status=status.HTTP_201_CREATED)

    @extend_schema(
        operation_id="carts_clear",
        tags=["carts"],
        summary="Take everything out",
        request=None,
        responses={200: documents.Cart, **problems(404)},
    )
    def delete(self, request: Request, token: str) -> Response:
        return Response(cart_answer(ordering.clear_cart(cart_token=token, channel=CHANNEL)))


class CartLineView(CartView):
    @extend_schema(
        operation_id="carts_lines_update",
        tags=["carts"],
        summary="Change a line",
        request=schema(CartLineBody),
        responses={200: documents.Cart, **problems(400, 404, 422)},
    )
    def patch(self, request: Request, token: str, line_id: int) -> Response:
        body = read(CartLineBody, request.data)
        cart = ordering.change_line(
            cart_token=token,
            line_id=line_id,
            quantity=body.quantity,
            size_id=body.size_id,
            modifiers=body.modifiers,
            note=body.note,
            channel=CHANNEL,
        )
        return Response(cart_answer(cart))

    @extend_schema(
        operation_id="carts_lines_destroy",
        tags=["carts"],
        summary="Take a line out",
        request=None,
        responses={200: documents.Cart, **problems(404)},
    )
    def delete(self, request: Request, token: str, line_id: int) -> Response:
        return Response(cart_answer(ordering.remove_line(cart_token=token, line_id=line_id, channel=CHANNEL)))
