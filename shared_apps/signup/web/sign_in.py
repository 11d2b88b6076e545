"""The way back for who has a restaurant already: which one is it, and where is its office?"""

import logging

from csp.decorators import csp_update
from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from kombu.exceptions import OperationalError

from shared_apps.signup.selectors.offices import find_office
from shared_apps.signup.services.send_offices import send_offices
from shared_apps.signup.tasks import send_offices_to
from shared_apps.signup.web.limits import may_ask, may_be_written_to

logger = logging.getLogger(__name__)


class AddressForm(forms.Form):
    """Finds the office while it is checked."""

    address = forms.CharField(
        label=_("The address of your restaurant"),
        max_length=2000,  # pasted URLs are long
        help_text=_("A domain of your own is fine too."),
        error_messages={"required": _("Type the address where your guests find you.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "inputmode": "url"}
        ),
    )

    def clean(self) -> None:
        address = self.cleaned_data.get("address")
        if address is None:
            return
        office = find_office(address)
        if office is None:
            problem = _t("We know no restaurant at this address. Check how it is spelled, or have it sent to you.")
            self.add_error("address", problem)
        self.cleaned_data["office"] = office


class EmailForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The one your restaurant was opened with."),
        error_messages={"required": _("Type the e-mail address your restaurant was opened with.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


# A restaurant may live on a domain of its own, and browsers stop a form that is answered from a host its page's policy
# doesn't name. Which hosts there are is nobody's business, so the page names the scheme.
@csp_update({"form-action": [f"{settings.PUBLIC_SCHEME}:"]})
@never_cache
@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """On to the office of the restaurant that was named: an address that we wrote, never one that was sent."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect(form.cleaned_data["office"])
    context = {"form": form, "base": f".{settings.PLATFORM_HOST}{settings.PUBLIC_PORT}"}
    return render(request, "signup/sign_in.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """The same answer to everybody, known or not."""
    form = EmailForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "signup/forgotten.html", {"form": form}, status=422 if form.errors else 200)
    if not may_ask(request):
        form.add_error(None, _t("That was a lot of tries in a short time. Wait a minute, then try again."))
        return render(request, "signup/forgotten.html", {"form": form}, status=429)
    email = form.cleaned_data["email"]
    if may_be_written_to(email):
        _have_it_written(email)
    return redirect("signup_web:letter_sent")


@require_safe
def letter_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "signup/letter_sent.html")


def _have_it_written(email: str) -> None:
    """After the commit, by a worker: known or not, the answer takes as long. At once where the jobs' broker is away."""
    language = get_language() or settings.LANGUAGE_CODE

    def hand_over() -> None:
        try:
            send_offices_to.delay(email, language)
        except (OperationalError, OSError):
            logger.warning("the jobs' broker is away: writing to an owner at once")
            send_offices(email=email)

    transaction.on_commit(hand_over, robust=True)
