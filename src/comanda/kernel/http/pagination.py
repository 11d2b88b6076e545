"""Cursor pages: newest first, stable while rows arrive, as cheap on page 1 000 as on page 1."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, TypeVar

from drf_spectacular.utils import OpenApiParameter, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from comanda.kernel.http.queries import number_in

T = TypeVar("T")

PAGE = 50
LARGEST = 200

PAGE_PARAMETERS = [
    OpenApiParameter("cursor", str, description="Don't make one up: follow `next`."),
    OpenApiParameter("page_size", int, description=f"{PAGE} where it is left out, at most {LARGEST}."),
]


def page_of(
    request: Request,
    fetch: Callable[[Any, int], Sequence[T]],
    *,
    show: Callable[[T], Any] = lambda row: row,
    key: str = "id",
    cursor_in: Callable[[Request, str], Any] = number_in,
) -> Response:
    """The page a request asks for. `fetch(before, limit)` finds rows, newest first, that come after the one whose `key`
    is `before` (None: from the newest on); `cursor_in` reads such keys. Raises ValidationFailedError for nonsense.
    """
    size = min(number_in(request, "page_size") or PAGE, LARGEST)
    rows = fetch(cursor_in(request, "cursor"), size + 1)
    following = None
    if len(rows) > size:
        query = request.query_params.copy()
        query["cursor"] = str(attrgetter(key)(rows[size - 1]))
        following = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    return Response({"next": following, "results": [show(row) for row in rows[:size]]})


def page_schema(name: str, row: type[serializers.Serializer[Any]]) -> Any:
    """How the OpenAPI document describes `page_of` with such rows."""
    return inline_serializer(
        name,
        {"next": serializers.URLField(allow_null=True, help_text="null on the last page."), "results": row(many=True)},
    )
