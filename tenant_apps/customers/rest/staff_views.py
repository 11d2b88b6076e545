"""Customers as the staff sees them."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.access import requires
from comanda.kernel.http.pagination import PAGE_PARAMETERS, page_of, page_schema
from comanda.kernel.http.problems import problems
from comanda.kernel.http.schemas import schema
from tenant_apps.customers.contracts import CustomerInfo
from tenant_apps.customers.selectors.customers import get_customer, search_customers

CAPABILITY = "customers.view"
Listed = schema(CustomerInfo, name="ListedCustomer", without=frozenset({"addresses"}))
Known = schema(CustomerInfo, name="KnownCustomer")


class CustomersView(APIView):
    @extend_schema(
        operation_id="customers_list",
        tags=["customers"],
        summary="Everybody who has ordered or registered, newest first",
        parameters=[
            OpenApiParameter("q", str, description="Part of a name or address, or a phone number."),
            *PAGE_PARAMETERS,
        ],
        responses={200: page_schema("CustomerPage", Listed), **problems(400, 401, 403)},
    )
    @requires(CAPABILITY)
    def get(self, request: Request) -> Response:
        text = request.query_params.get("q", "")

        def fetch(before: int | None, limit: int) -> tuple[CustomerInfo, ...]:
            return search_customers(text=text, before=before, limit=limit)

        return page_of(request, fetch, show=_listed)


class CustomerView(APIView):
    @extend_schema(
        operation_id="customers_retrieve",
        tags=["customers"],
        summary="One customer, with the address book",
        responses={200: Known, **problems(401, 403, 404)},
    )
    @requires(CAPABILITY)
    def get(self, request: Request, customer_id: int) -> Response:
        return Response(get_customer(customer_id=customer_id))


def _listed(customer: CustomerInfo) -> dict[str, Any]:
    return {name: getattr(customer, name) for name in CustomerInfo.__slots__ if name != "addresses"}
