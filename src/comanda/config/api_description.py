from typing import Any

from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SCHEMA_KWARGS, SpectacularAPIView
from rest_framework.request import Request
from rest_framework.response import Response


class HostSchemaView(SpectacularAPIView):
    """Describes what the asked host serves: a restaurant's API on its own, sign-up on the platform's."""

    @extend_schema(summary="This description", **SCHEMA_KWARGS)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        self.urlconf = getattr(request._request, "urlconf", None)
        answer: Response = super().get(request, *args, **kwargs)  # type: ignore[no-untyped-call]
        return answer
