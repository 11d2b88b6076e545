"""What headings, items and groups of choices have in common at the API: read, add, change and remove."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.access import requires
from comanda.kernel.http.bodies import read, read_over

TAGS = ["catalog"]


class DraftView(APIView):
    # One kind of thing in the draft. No docstring here: it would be read to every user of the API.
    kind: type[Any]  # of the draft
    key: str  # the name of its id, in addresses and for its services
    find: Callable[..., Any]  # the row
    draft: Callable[[Any], Any]
    show: Callable[[Any], dict[str, Any]]
    save: Callable[..., int]
    remove: Callable[..., None]


class DraftList(DraftView):
    @requires("menu.edit")
    def post(self, request: Request) -> Response:
        made = {self.key: self.save(draft=read(self.kind, request.data))}
        return Response(self.show(self.find(**made)), status=status.HTTP_201_CREATED)


class DraftEntry(DraftView):
    @requires("menu.view")
    def get(self, request: Request, **at: int) -> Response:
        return Response(self.show(self.find(**at)))

    @requires("menu.edit")
    def patch(self, request: Request, **at: int) -> Response:
        self.save(**at, draft=read_over(self.draft(self.find(**at)), request.data))
        return Response(self.show(self.find(**at)))

    @requires("menu.edit")
    def delete(self, request: Request, **at: int) -> Response:
        self.remove(**at)
        return Response(status=status.HTTP_204_NO_CONTENT)


def describe_list(name: str, taken: Any, answer: Any, *, add: str, example: OpenApiExample | None = None) -> Any:
    """Adding one, for the API's description; listing them is described where it is written."""
    return extend_schema_view(
        post=extend_schema(
            operation_id=f"{name}_create",
            tags=TAGS,
            summary=add,
            request=taken,
            responses={201: answer},
            examples=[example] if example else None,
        )
    )


def describe_entry(
    name: str, taken: Any, answer: Any, *, change: str, remove: str | None = None, removal: str = ""
) -> Any:
    """Reading, changing and removing one. `removal` says what becomes of what hung on it."""
    return extend_schema_view(
        get=extend_schema(operation_id=f"{name}_retrieve", tags=TAGS, responses={200: answer}),
        patch=extend_schema(
            operation_id=f"{name}_partial_update",
            tags=TAGS,
            summary=change,
            request=taken(partial=True),
            responses={200: answer},
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
