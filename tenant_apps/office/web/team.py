"""Who works here: the list, invitations, roles and venues. It composes team and venues, so it lives here."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comanda.kernel.access import requires
from comanda.kernel.errors import DomainError
from comanda.kernel.forms import show_refusal
from shared_apps.audit.facade import actor_of
from tenant_apps.team.contracts import Role
from tenant_apps.team.facade import (
    ROLES,
    change_role,
    deactivate,
    get_member,
    invite,
    list_invitations,
    list_staff,
    reactivate,
    revoke_invitation,
    role_label,
    write_invitation,
)
from tenant_apps.venues.facade import list_venues


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=gettext_lazy("Role"), widget=forms.RadioSelect)
    venues = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Where"),
        coerce=int,
        required=False,
        help_text=gettext_lazy("Choose none for every venue, also those to come."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role: Any = self.fields["role"]
        role.choices = [
            (name, format_html("<strong>{}</strong><small>{}</small>", text.label, text.may))
            for name, text in ROLES.items()
        ]
        venues: Any = self.fields["venues"]
        venues.choices = [(venue.id, venue.name) for venue in list_venues()]
        if len(venues.choices) < 2:
            del self.fields["venues"]

    def venue_ids(self) -> list[int] | None:
        return self.cleaned_data.get("venues") or None


class InviteForm(RoleForm):
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    field_order = ["email", "role", "venues"]


@require_GET
@never_cache
@requires("team.manage")
def team(request: HttpRequest) -> HttpResponse:
    return _page(request, InviteForm(initial={"role": Role.CASHIER.value}))


@require_POST
@requires("team.manage")
def send_invitation(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        new = invite(
            email=form.cleaned_data["email"],
            role=form.cleaned_data["role"],
            venue_ids=form.venue_ids(),
            invited_by=actor_of(request),
        )
    except DomainError as refusal:
        show_refusal(refusal, form)
        return _page(request, form, status=refusal.status)
    link = request.build_absolute_uri(reverse("team_web:accept", args=[new.token]))
    write_invitation(invitation=new.invitation, link=link, inviter=getattr(request.user, "name", ""))
    messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": new.invitation.email})
    return redirect("office_web:team")


@require_POST
@requires("team.manage")
def withdraw_invitation(request: HttpRequest, invitation_id: int) -> HttpResponse:
    revoke_invitation(invitation_id=invitation_id, actor=actor_of(request))
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("office_web:team")


@require_http_methods(["GET", "POST"])
@never_cache
@requires("team.manage")
def member(request: HttpRequest, member_id: int) -> HttpResponse:
    """One person's role and venues."""
    person = get_member(member_id=member_id)
    initial = {"role": person.role, "venues": sorted(person.venue_ids or ())}
    form = RoleForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            change_role(
                member_id=member_id,
                role=form.cleaned_data["role"],
                venue_ids=form.venue_ids(),
                actor=actor_of(request),
            )
        except DomainError as refusal:
            show_refusal(refusal, form)
            status = refusal.status
        else:
            messages.success(request, _("%(name)s: saved.") % {"name": person.name})
            return redirect("office_web:team")
    context = {"person": person, "form": form, "is_me": person.user_id == request.user.pk}
    return render(request, "office/team/member.html", context, status=status)


@require_POST
@requires("team.manage")
def set_member_active(request: HttpRequest, member_id: int) -> HttpResponse:
    """`active=no` takes somebody off the team, anything else puts them back."""
    act = deactivate if request.POST.get("active") == "no" else reactivate
    try:
        act(member_id=member_id, actor=actor_of(request))
    except DomainError as refusal:
        messages.error(request, refusal.sentence())
        return redirect("office_web:member", member_id=member_id)
    name = get_member(member_id=member_id).name
    gone = request.POST.get("active") == "no"
    said = _("%(name)s is off the team and signed out everywhere.") if gone else _("%(name)s is back on the team.")
    messages.success(request, said % {"name": name})
    return redirect("office_web:team")


def _page(request: HttpRequest, form: InviteForm, status: int = 200) -> HttpResponse:
    venues = {venue.id: venue.name for venue in list_venues(active_only=False)}

    def where(ids: frozenset[int] | None) -> str:
        return _("Everywhere") if ids is None else ", ".join(venues.get(one, "?") for one in sorted(ids))

    people = [
        {"person": person, "role": role_label(person.role), "where": where(person.venue_ids)} for person in list_staff()
    ]
    invited = [
        {"invitation": one, "role": role_label(one.role), "where": where(one.venue_ids)} for one in list_invitations()
    ]
    context = {"people": people, "invited": invited, "form": form, "me": request.user.pk}
    return render(request, "office/team/team.html", context, status=status)
