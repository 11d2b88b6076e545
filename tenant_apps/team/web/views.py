from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from comanda.kernel.errors import DomainError
from shared_apps.accounts.facade import find_user, sign_in
from shared_apps.audit.facade import actor_of
from tenant_apps.team.contracts import InvitationInfo
from tenant_apps.team.selectors.find_invitation import find_invitation
from tenant_apps.team.selectors.roles import role_label
from tenant_apps.team.services.accept_invitation import accept_invitation
from tenant_apps.team.web.forms import WelcomeForm
from tenants.context import current_tenant


@never_cache
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, key: str) -> HttpResponse:
    """The page behind an invitation's link. Opening it changes nothing (mail programs open links); the button does."""
    invitation = find_invitation(key=key)
    if invitation is None:
        return render(request, "team/invitation_invalid.html", status=404)
    signed_in_as = request.user.get_username() if request.user.is_authenticated else ""
    known = find_user(email=invitation.email) is not None
    form = WelcomeForm(request.POST or None) if not known and not signed_in_as else None
    if request.method == "POST" and (form is None or form.is_valid()):
        return _accept(request, key, form, signed_in_as)
    return _page(request, invitation, form, known, signed_in_as)


def _accept(request: HttpRequest, key: str, form: WelcomeForm | None, signed_in_as: str) -> HttpResponse:
    try:
        user_id = accept_invitation(
            key=key,
            name=form.cleaned_data["name"] if form else "",
            password=form.cleaned_data["password"] if form else None,
            signed_in_as=signed_in_as,
            ip=actor_of(request).ip,
        )
    except DomainError as refusal:
        messages.error(request, refusal.sentence())
        return redirect("team_web:accept", key=key)
    if not signed_in_as:
        sign_in(request, user_id=user_id, method="invitation")
    messages.success(request, _("Welcome to the team at %(brand)s.") % {"brand": current_tenant().name})
    return redirect("/office/")


def _page(
    request: HttpRequest, invitation: InvitationInfo, form: WelcomeForm | None, known: bool, signed_in_as: str
) -> HttpResponse:
    context = {
        "invitation": invitation,
        "role": role_label(invitation.role),
        "form": form,
        "known": known,
        "signed_in_as": signed_in_as,
        "is_theirs": signed_in_as == invitation.email,
    }
    return render(request, "team/invitation.html", context, status=400 if form is not None and form.errors else 200)
