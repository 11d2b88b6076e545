"""How the OpenAPI document describes orders, with examples."""

from drf_spectacular.utils import OpenApiExample, inline_serializer
from rest_framework import serializers

from comanda.kernel.http.pagination import page_schema
from comanda.kernel.http.schemas import schema
from tenant_apps.ordering.contracts import CartInfo, OrderInfo, OrderRefund
from tenant_apps.ordering.rest.answers import STAFF_ONLY
from tenant_apps.payments.contracts import Attempt
from tenant_apps.pricing.contracts import PricedBasket

Order = schema(OrderInfo, name="Order", reference=str, due=str, allowed=tuple[str, ...])
GuestOrder = schema(OrderInfo, name="GuestOrder", without=STAFF_ONLY, reference=str, due=str, allowed=tuple[str, ...])
OrderPage = page_schema("OrderPage", Order)
Cart = schema(CartInfo, name="Cart", without=frozenset({"customer_id"}), count=int, subtotal=str)
QuoteAnswer = inline_serializer(
    "Quote",
    {
        "basket": schema(PricedBasket)(),
        "promised_at": serializers.DateTimeField(),
        "zone": inline_serializer(
            "QuoteZone",
            {
                "id": serializers.IntegerField(),
                "name": serializers.CharField(),
                "fee": serializers.CharField(),
                "minimum": serializers.CharField(),
            },
            allow_null=True,
        ),
    },
)
PaymentAnswer = schema(Attempt, name="Payment")
RefundAnswer = schema(OrderRefund, name="Refund")

NEW_ORDER = OpenApiExample(
    "Pickup, cash",
    request_only=True,
    value={
        "venue_id": 1,
        "service": "pickup",
        "lines": [
            {"item_id": 12, "size_id": 31, "quantity": 2, "modifiers": [{"group_id": 3, "option_id": 8}]},
            {"item_id": 40, "note": "no ice"},
        ],
        "contact": {"name": "Ada Bianchi", "phone": "+39 02 1234567"},
    },
)
CARD_DELIVERY = OpenApiExample(
    "Delivery, test card",
    request_only=True,
    value={
        "venue_id": 1,
        "service": "delivery",
        "lines": [{"item_id": 12, "quantity": 1}],
        "contact": {"name": "Ada Bianchi", "email": "ada@example.com"},
        "address": {"street": "Via Torino 12", "city": "Milano", "postcode": "20123"},
        "payment": {"provider": "test_card", "token": "tok_success"},
        "expected_total": "14.50",
    },
)
