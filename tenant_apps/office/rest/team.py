"""Who works here, for apps: members, their roles and venues, and invitations. It composes team and venues."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.access import requires
from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.http.bodies import read, read_over
from comanda.kernel.http.once import IDEMPOTENCY_KEY, once
from comanda.kernel.http.problems import problems
from comanda.kernel.http.schemas import schema
from shared_apps.audit.facade import actor_of
from tenant_apps.team import facade as team
from tenant_apps.team.contracts import InvitationInfo, Role, StaffInfo
from tenant_apps.venues.facade import list_venues

CAPABILITY = "team.manage"
TAGS = ["team"]
EVERYWHERE = {"about": "null: at every venue, also those to come."}


@dataclass(frozen=True, slots=True)
class MemberBody:
    """What somebody may do, and where."""

    role: Role
    venue_ids: tuple[int, ...] | None = field(default=None, metadata=EVERYWHERE)


@dataclass(frozen=True, slots=True)
class InvitationBody:
    """A promise of a role to an address, for a week. An older one to the same address is withdrawn."""

    email: str = field(metadata={"most": 254})
    role: Role
    venue_ids: tuple[int, ...] | None = field(default=None, metadata=EVERYWHERE)


INVITATION = OpenApiExample(
    "A cook", request_only=True, value={"email": "kim@example.com", "role": "kitchen", "venue_ids": [1]}
)
Member = schema(StaffInfo, name="TeamMember")
Invitation = schema(InvitationInfo, name="Invitation")


class TeamView(APIView):
    @extend_schema(
        operation_id="team_list",
        tags=TAGS,
        summary="The team by name, those who have left last",
        responses={200: Member(many=True), **problems(401, 403)},
    )
    @requires(CAPABILITY)
    def get(self, request: Request) -> Response:
        return Response([_shown(member) for member in team.list_staff()])


class MemberView(APIView):
    @extend_schema(
        operation_id="team_retrieve",
        tags=TAGS,
        summary="One member",
        responses={200: Member, **problems(401, 403, 404)},
    )
    @requires(CAPABILITY)
    def get(self, request: Request, member_id: int) -> Response:
        return Response(_shown(team.get_member(member_id=member_id)))

    @extend_schema(
        operation_id="team_partial_update",
        tags=TAGS,
        summary="Change somebody's role or venues",
        description="Works from their next request on. The last owner stays one: 409 `last_owner`.",
        request=schema(MemberBody, name="ChangeMember")(partial=True),
        responses={200: Member, **problems(400, 401, 403, 404, 409)},
    )
    @requires(CAPABILITY)
    def patch(self, request: Request, member_id: int) -> Response:
        member = team.get_member(member_id=member_id)
        venue_ids = None if member.venue_ids is None else tuple(sorted(member.venue_ids))
        wanted = read_over(MemberBody(role=Role(member.role), venue_ids=venue_ids), request.data)
        if wanted.venue_ids != venue_ids:
            _check_venues(wanted.venue_ids)
        actor = actor_of(request._request)
        team.change_role(member_id=member_id, role=wanted.role, venue_ids=wanted.venue_ids, actor=actor)
        return Response(_shown(team.get_member(member_id=member_id)))


class DeactivationView(APIView):
    @extend_schema(
        operation_id="team_deactivation",
        tags=TAGS,
        summary="Take somebody off the team; they are signed out everywhere",
        request=None,
        responses={200: Member, **problems(401, 403, 404, 409)},
    )
    @requires(CAPABILITY)
    def post(self, request: Request, member_id: int) -> Response:
        team.deactivate(member_id=member_id, actor=actor_of(request._request))
        return Response(_shown(team.get_member(member_id=member_id)))


class ReactivationView(APIView):
    @extend_schema(
        operation_id="team_reactivation",
        tags=TAGS,
        summary="Put somebody back on the team, with the role they had",
        request=None,
        responses={200: Member, **problems(401, 403, 404)},
    )
    @requires(CAPABILITY)
    def post(self, request: Request, member_id: int) -> Response:
        team.reactivate(member_id=member_id, actor=actor_of(request._request))
        return Response(_shown(team.get_member(member_id=member_id)))


class InvitationsView(APIView):
    @extend_schema(
        operation_id="team_invitations_list",
        tags=TAGS,
        summary="Invitations that can still be accepted, newest first",
        responses={200: Invitation(many=True), **problems(401, 403)},
    )
    @requires(CAPABILITY)
    def get(self, request: Request) -> Response:
        return Response([_shown(one) for one in team.list_invitations()])

    @extend_schema(
        operation_id="team_invitations_create",
        tags=TAGS,
        summary="Invite somebody by letter",
        parameters=[IDEMPOTENCY_KEY],
        request=schema(InvitationBody, name="NewInvitation"),
        responses={201: Invitation, **problems(400, 401, 403, 409, 422)},
        examples=[INVITATION],
    )
    @requires(CAPABILITY)
    def post(self, request: Request) -> Response:
        body = read(InvitationBody, request.data)

        def make() -> int:
            _check_venues(body.venue_ids)
            actor = actor_of(request._request)
            new = team.invite(email=body.email, role=body.role, venue_ids=body.venue_ids, invited_by=actor)
            link = request.build_absolute_uri(reverse("team_web:accept", args=[new.token]))
            team.write_invitation(invitation=new.invitation, link=link, inviter=getattr(request.user, "name", ""))
            return new.invitation.id

        made = once(request, scope="invitations", asked=body, make=make)
        return Response(_shown(team.get_invitation(invitation_id=int(made))), status=status.HTTP_201_CREATED)


class WithdrawalView(APIView):
    @extend_schema(
        operation_id="team_invitations_withdrawal",
        tags=TAGS,
        summary="Withdraw an invitation: its link stops working",
        request=None,
        responses={204: None, **problems(401, 403, 404)},
    )
    @requires(CAPABILITY)
    def post(self, request: Request, invitation_id: int) -> Response:
        team.revoke_invitation(invitation_id=invitation_id, actor=actor_of(request._request))
        return Response(status=status.HTTP_204_NO_CONTENT)


def _shown(one: StaffInfo | InvitationInfo) -> dict[str, Any]:
    values = {name: getattr(one, name) for name in type(one).__slots__}
    return values | {"venue_ids": None if one.venue_ids is None else sorted(one.venue_ids)}


def _check_venues(venue_ids: tuple[int, ...] | None) -> None:
    """Raises ValidationFailedError for none at all, or one that is not there."""
    if venue_ids is None:
        return
    known = {venue.id for venue in list_venues(active_only=False)}
    faults = {
        f"venue_ids.{place}": [_("There is no such venue.")] for place, one in enumerate(venue_ids) if one not in known
    }
    if not venue_ids:
        faults = {"venue_ids": [_("Name at least one venue, or send null for all of them.")]}
    if faults:
        raise ValidationFailedError(_("Some fields need another look."), fields=faults)
