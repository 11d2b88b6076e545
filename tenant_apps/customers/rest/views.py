from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared_apps.accounts.facade import user_id_of
from tenant_apps.customers.rest.serializers import AddressSerializer, CustomerSerializer
from tenant_apps.customers.selectors.customers import get_address, list_addresses
from tenant_apps.customers.services.change_profile import change_profile
from tenant_apps.customers.services.customer_for_user import customer_for_user
from tenant_apps.customers.services.delete_address import delete_address
from tenant_apps.customers.services.save_address import save_address

_ADDRESS = OpenApiExample(
    "Home",
    value={"label": "Home", "street": "Via Solferino 12", "city": "Milano", "postcode": "20121", "details": "Bell 4"},
    request_only=True,
)


class Me(APIView):
    """The signed-in customer."""

    @extend_schema(operation_id="me_get", responses=CustomerSerializer, tags=["me"])
    def get(self, request: Request) -> Response:
        return Response(CustomerSerializer(customer_for_user(user_id=user_id_of(request))).data)

    @extend_schema(operation_id="me_change", request=CustomerSerializer, responses=CustomerSerializer, tags=["me"])
    def patch(self, request: Request) -> Response:
        """Name, telephone and language; what is left out stays as it is."""
        customer = customer_for_user(user_id=user_id_of(request))
        sent = CustomerSerializer(data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        now = {"name": customer.name, "phone": customer.phone, "language": customer.language}
        changed = change_profile(customer_id=customer.id, **now | sent.validated_data)
        return Response(CustomerSerializer(changed).data)


class Addresses(APIView):
    @extend_schema(operation_id="me_addresses_list", responses=AddressSerializer(many=True), tags=["me"])
    def get(self, request: Request) -> Response:
        """The address book, the default first."""
        found = list_addresses(customer_id=customer_for_user(user_id=user_id_of(request)).id)
        return Response(AddressSerializer(found, many=True).data)

    @extend_schema(
        operation_id="me_addresses_add",
        request=AddressSerializer,
        responses={201: AddressSerializer},
        examples=[_ADDRESS],
        tags=["me"],
    )
    def post(self, request: Request) -> Response:
        sent = AddressSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        saved = save_address(customer_id=customer_for_user(user_id=user_id_of(request)).id, **sent.validated_data)
        return Response(AddressSerializer(saved).data, status=status.HTTP_201_CREATED)


class OneAddress(APIView):
    @extend_schema(operation_id="me_addresses_get", responses=AddressSerializer, tags=["me"])
    def get(self, request: Request, address_id: int) -> Response:
        customer = customer_for_user(user_id=user_id_of(request))
        return Response(AddressSerializer(get_address(customer_id=customer.id, address_id=address_id)).data)

    @extend_schema(
        operation_id="me_addresses_change", request=AddressSerializer, responses=AddressSerializer, tags=["me"]
    )
    def put(self, request: Request, address_id: int) -> Response:
        sent = AddressSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        customer = customer_for_user(user_id=user_id_of(request))
        saved = save_address(customer_id=customer.id, address_id=address_id, **sent.validated_data)
        return Response(AddressSerializer(saved).data)

    @extend_schema(operation_id="me_addresses_remove", responses={204: None}, tags=["me"])
    def delete(self, request: Request, address_id: int) -> Response:
        delete_address(customer_id=customer_for_user(user_id=user_id_of(request)).id, address_id=address_id)
        return Response(status=status.HTTP_204_NO_CONTENT)
