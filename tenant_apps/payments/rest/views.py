"""One attempt to pay, known by its token; and the second step for apps that show it themselves."""

from dataclasses import dataclass

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.http.bodies import read
from comanda.kernel.http.once import IDEMPOTENCY_KEY, once
from comanda.kernel.http.parsers import OrjsonParser
from comanda.kernel.http.problems import problems
from comanda.kernel.http.schemas import schema
from tenant_apps.payments.contracts import Attempt, TestCard
from tenant_apps.payments.facade import get_attempt, list_cards, resolve_action

PaymentAnswer = schema(Attempt, name="Payment")


@dataclass(frozen=True, slots=True)
class DecisionBody:
    approved: bool


class PaymentView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="payments_retrieve",
        tags=["payments"],
        summary="Where one attempt to pay stands",
        responses={200: PaymentAnswer},
    )
    def get(self, request: Request, token: str) -> Response:
        return Response(get_attempt(token=token))


class DecisionView(APIView):
    permission_classes = [AllowAny]
    parser_classes = [OrjsonParser]

    @extend_schema(
        operation_id="payments_decision",
        tags=["payments"],
        summary="Approve or refuse the second step of a test card",
        parameters=[IDEMPOTENCY_KEY],
        request=schema(DecisionBody),
        responses={200: PaymentAnswer, **problems(400, 404, 409, 422)},
    )
    def post(self, request: Request, token: str) -> Response:
        attempt, approved = get_attempt(token=token), read(DecisionBody, request.data).approved
        once(
            request,
            scope=f"decision:{attempt.id}",  # guests are not told apart: nobody's key stands in another one's way
            asked=approved,
            make=lambda: resolve_action(token=token, approved=approved).id,
        )
        return Response(get_attempt(token=token))


class TestCardsView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="payments_test_cards",
        tags=["payments"],
        summary="The cards of the built-in test provider, and what becomes of each; none in production",
        responses={200: schema(TestCard)(many=True)},
    )
    def get(self, request: Request) -> Response:
        return Response(list_cards())
