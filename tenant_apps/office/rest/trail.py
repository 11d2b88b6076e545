"""The audit trail for apps: who did what, and whether anybody has touched what was written."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.access import requires
from comanda.kernel.http.pagination import PAGE_PARAMETERS, page_of, page_schema
from comanda.kernel.http.problems import problems
from comanda.kernel.http.schemas import schema
from shared_apps.audit.contracts import ChainState, Entry
from shared_apps.audit.facade import list_entries, verify_chain

CAPABILITY = "audit.view"
TAGS = ["audit"]


class TrailView(APIView):
    @extend_schema(
        operation_id="audit_list",
        tags=TAGS,
        summary="The audit trail, newest first",
        parameters=[
            OpenApiParameter("action", str, description="Such as `team.invite`, or a whole topic: `team.`"),
            OpenApiParameter("q", str, description="Part of who did it, or of what it was done to."),
            *PAGE_PARAMETERS,
        ],
        responses={200: page_schema("AuditPage", schema(Entry, name="AuditEntry")), **problems(400, 401, 403)},
    )
    @requires(CAPABILITY)
    def get(self, request: Request) -> Response:
        action, text = (request.query_params.get(name, "") for name in ("action", "q"))

        def fetch(before: int | None, limit: int) -> tuple[Entry, ...]:
            return list_entries(action=action, search=text.strip(), before=before, limit=limit)

        return page_of(request, fetch, key="position")


class SealView(APIView):
    @extend_schema(
        operation_id="audit_seal_retrieve",
        tags=TAGS,
        summary="Whether the trail is as it was written",
        description="Reads the whole chain: ask now and then, not all the time.",
        responses={200: schema(ChainState, name="AuditSeal"), **problems(401, 403)},
    )
    @requires(CAPABILITY)
    def get(self, request: Request) -> Response:
        return Response(verify_chain())
