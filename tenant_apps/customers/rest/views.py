"""Customers about themselves."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.http.bodies import read, read_over
from comanda.kernel.http.problems import problems
from comanda.kernel.http.schemas import schema
from shared_apps.accounts.facade import user_id_of
from tenant_apps.customers.contracts import CustomerInfo, SavedAddress
from tenant_apps.customers.rest.bodies import AddressBody, ProfileBody
from tenant_apps.customers.selectors.customers import describe_customer_of, get_address, list_addresses
from tenant_apps.customers.services.change_profile import change_profile
from tenant_apps.customers.services.customer_for_user import customer_for_user
from tenant_apps.customers.services.delete_address import delete_address
from tenant_apps.customers.services.save_address import save_address

TAGS = ["me"]
INSIDE = frozenset({"user_id"})
Mine = schema(CustomerInfo, name="Customer", without=INSIDE)
AddressAnswer = schema(SavedAddress)
NewAddress = schema(AddressBody, name="Address")
HOME = OpenApiExample(
    "Home",
    value={"label": "Home", "street": "Via Solferino 12", "city": "Milano", "postcode": "20121", "details": "Bell 4"},
    request_only=True,
)


class Me(APIView):
    """The signed-in customer; `id` is 0 until they order or tell something about themselves."""

    @extend_schema(operation_id="me_get", tags=TAGS, responses={200: Mine, **problems(401)})
    def get(self, request: Request) -> Response:
        return Response(_shown(_me(request)))

    @extend_schema(
        operation_id="me_change",
        tags=TAGS,
        request=schema(ProfileBody, name="Customer")(partial=True),
        responses={200: Mine, **problems(400, 401)},
    )
    def patch(self, request: Request) -> Response:
        """Name, telephone and language; what is left out stays as it is."""
        customer = _me(request)
        wanted = read_over(ProfileBody.of(customer), request.data)
        changed = change_profile(
            customer_id=customer.id, name=wanted.name, phone=wanted.phone, language=wanted.language
        )
        return Response(_shown(changed))


class Addresses(APIView):
    @extend_schema(
        operation_id="me_addresses_list", tags=TAGS, responses={200: AddressAnswer(many=True), **problems(401)}
    )
    def get(self, request: Request) -> Response:
        """The address book, the default first."""
        return Response(list_addresses(customer_id=_me(request).id))

    @extend_schema(
        operation_id="me_addresses_add",
        tags=TAGS,
        request=NewAddress,
        responses={201: AddressAnswer, **problems(400, 401, 409)},
        examples=[HOME],
    )
    def post(self, request: Request) -> Response:
        return Response(_saved(request), status=status.HTTP_201_CREATED)


class OneAddress(APIView):
    @extend_schema(operation_id="me_addresses_get", tags=TAGS, responses={200: AddressAnswer, **problems(401, 404)})
    def get(self, request: Request, address_id: int) -> Response:
        return Response(get_address(customer_id=_me(request).id, address_id=address_id))

    @extend_schema(
        operation_id="me_addresses_change",
        tags=TAGS,
        request=NewAddress,
        responses={200: AddressAnswer, **problems(400, 401, 404)},
    )
    def put(self, request: Request, address_id: int) -> Response:
        return Response(_saved(request, address_id))

    @extend_schema(operation_id="me_addresses_remove", tags=TAGS, responses={204: None, **problems(401, 404)})
    def delete(self, request: Request, address_id: int) -> Response:
        delete_address(customer_id=_me(request).id, address_id=address_id)
        return Response(status=status.HTTP_204_NO_CONTENT)


def _me(request: Request) -> CustomerInfo:
    """Looking makes nobody a customer: staff look too."""
    find = describe_customer_of if request.method in SAFE_METHODS else customer_for_user
    return find(user_id=user_id_of(request))


def _saved(request: Request, address_id: int | None = None) -> SavedAddress:
    body = read(AddressBody, request.data)
    values: dict[str, Any] = body.values()
    return save_address(customer_id=_me(request).id, address_id=address_id, **values)


def _shown(customer: CustomerInfo) -> dict[str, Any]:
    return {name: getattr(customer, name) for name in CustomerInfo.__slots__ if name not in INSIDE}
