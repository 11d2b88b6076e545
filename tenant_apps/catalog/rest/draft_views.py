"""What headings, items and groups of choices have in common at the API: read, add, change and remove."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.access import requires

TAGS = ["catalog"]


class DraftView(APIView):
    # One kind of thing in the draft. No docstring here: it would be read to every user of the API.
    serializer: Any
    key: str  # the name of its id, in addresses and for its services
    read: Callable[..., dict[str, Any]]
    save: Callable[..., int]
    remove: Callable[..., None]


class DraftList(DraftView):
    @requires("menu.edit")
    def post(self, request: Request) -> Response:
        wanted = self.serializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        made = {self.key: self.save(draft=wanted.as_draft())}
        return Response(self.read(**made), status=status.HTTP_201_CREATED)


class DraftEntry(DraftView):
    @requires("menu.view")
    def get(self, request: Request, **at: int) -> Response:
        return Response(self.read(**at))

    @requires("menu.edit")
    def patch(self, request: Request, **at: int) -> Response:
        wanted = self.serializer(self.read(**at), data=request.data, partial=True)
        wanted.is_valid(raise_exception=True)
        self.save(**at, draft=wanted.as_draft())
        return Response(self.read(**at))

    @requires("menu.edit")
    def delete(self, request: Request, **at: int) -> Response:
        self.remove(**at)
        return Response(status=status.HTTP_204_NO_CONTENT)


def describe_list(name: str, serializer: Any, *, add: str, example: OpenApiExample | None = None) -> Any:
    """Adding one, for the API's description; listing them is described where it is written."""
    return extend_schema_view(
        post=extend_schema(
            operation_id=f"{name}_create",
            tags=TAGS,
            summary=add,
            request=serializer,
            responses={201: serializer},
            examples=[example] if example else None,
        )
    )


def describe_entry(name: str, serializer: Any, *, change: str, remove: str | None = None, removal: str = "") -> Any:
    """Reading, changing and removing one. `removal` says what becomes of what hung on it."""
    return extend_schema_view(
        get=extend_schema(operation_id=f"{name}_retrieve", tags=TAGS, responses={200: serializer}),
        patch=extend_schema(
            operation_id=f"{name}_partial_update",
            tags=TAGS,
            summary=change,
            request=serializer(partial=True),
            responses={200: serializer},
        ),
        delete=extend_schema(
            operation_id=f"{name}_destroy",
            tags=TAGS,
            summary=remove,
            request=None,
            responses={204: None},
            description=removal or None,
        ),
    )
