"""Sign-up: three questions in one form, then the steps, shown as they happen, then the new office."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comanda.kernel.errors import DomainError, TooManyRequestsError
from comanda.kernel.forms import show_refusal
from comanda.kernel.ids import token as new_token
from comanda.kernel.money import format_money
from shared_apps.signup.selectors.countries import find_country, list_countries
from shared_apps.signup.selectors.demos import list_demos
from shared_apps.signup.selectors.subdomains import free_subdomain, suggest_subdomain
from shared_apps.signup.services.choose_subdomain import choose_subdomain
from shared_apps.signup.services.open_door import open_door
from shared_apps.signup.services.progress import get_progress
from shared_apps.signup.services.run_next_step import run_next_step
from shared_apps.signup.services.start_signup import start_signup
from shared_apps.signup.web.forms import COLOURS, STEPS, SignupForm
from shared_apps.signup.web.limits import may_sign_up

MINE = "signups"
"""Session key: the sign-ups this browser has started. Their pages are nobody else's."""


@gzip_page
@require_GET
def front(request: HttpRequest) -> HttpResponse:
    return render(request, "signup/front.html", {"demos": list_demos(), "prices": _shown()})


@never_cache
@require_http_methods(["GET", "POST"])
def signup(request: HttpRequest) -> HttpResponse:
    """Each click checks the step it leaves and everything before it; the last one starts the work."""
    if request.method == "GET":
        brand = request.GET.get("brand", "")[:60]
        initial = {"brand": brand, "subdomain": suggest_subdomain(brand), "country": _likely_country(request)}
        return _page(request, SignupForm(initial=initial), 1, new_token())
    step = {"1": 1, "2": 2}.get(request.POST.get("step", ""), 3)
    key = request.POST.get("token", "")[:64] or new_token()
    if request.POST.get("go") == "back":
        return _page(request, _unchecked(request.POST), max(step - 1, 1), key)
    if step == len(STEPS) and key in request.session.get(MINE, []):
        return _go(request, reverse("signup_web:progress", args=[key]))  # a second click, or a way back in time
    form = SignupForm(request.POST, upto=step)
    if not form.is_valid():
        return _page(request, form, form.first_step_with_errors() or step, key, status=422)
    if step < len(STEPS):
        said = request.POST.copy()
        for name in ("currency", "timezone", "language", "subdomain"):
            said[name] = form.cleaned_data[name]
        said.setdefault("venue_name", form.cleaned_data["brand"])
        return _page(request, _unchecked(said), step + 1, key)
    return _start(request, form, key)


def _start(request: HttpRequest, form: SignupForm, key: str) -> HttpResponse:
    if not may_sign_up(request):
        form.add_error(None, _("Too many sign-ups from here. Wait a minute, then try again."))
        return _page(request, form, 3, key, status=429)
    try:
        start_signup(token=key, answers=form.answers(), password=form.cleaned_data["password"])
    except DomainError as refusal:
        show_refusal(refusal, form)
        return _page(request, form, 3, key, status=429 if isinstance(refusal, TooManyRequestsError) else 422)
    request.session[MINE] = [*request.session.get(MINE, []), key][-5:]
    return _go(request, reverse("signup_web:progress", args=[key]))


@never_cache
@require_GET
def progress(request: HttpRequest, token: str) -> HttpResponse:
    _only_mine(request, token)
    return render(request, "signup/progress.html", {"progress": get_progress(token=token), "base": _suffix()})


@never_cache
@require_POST
def advance(request: HttpRequest, token: str) -> HttpResponse:
    """Do the next step and show the list again; after the last one, open the door."""
    _only_mine(request, token)
    state = run_next_step(token=token)
    if state.finished:
        return _go(request, open_door(token=token))
    if not request.headers.get("HX-Request"):
        return redirect("signup_web:progress", token=token)
    return render(request, "signup/steps.html", {"progress": state, "base": _suffix()})


@never_cache
@require_POST
def other_subdomain(request: HttpRequest, token: str) -> HttpResponse:
    """The name was taken while we worked: another one, and on we go."""
    _only_mine(request, token)
    wanted = request.POST.get("subdomain", "")
    try:
        choose_subdomain(token=token, subdomain=free_subdomain(wanted))
    except ValidationError as refusal:
        context = {"progress": get_progress(token=token), "base": _suffix(), "wanted": wanted}
        return render(request, "signup/progress.html", context | {"error": " ".join(refusal.messages)}, status=422)
    return redirect("signup_web:progress", token=token)


@never_cache
@require_GET
def subdomain_state(request: HttpRequest) -> HttpResponse:
    """Free or not, while they type."""
    wanted = request.GET.get("subdomain", "").strip().lower()
    problem = ""
    if wanted:
        try:
            wanted = free_subdomain(wanted)
        except ValidationError as refusal:
            problem = " ".join(refusal.messages)
    return render(request, "signup/subdomain.html", {"wanted": wanted, "problem": problem, "base": _suffix()})


def _page(request: HttpRequest, form: SignupForm, step: int, key: str, status: int = 200) -> HttpResponse:
    facts = find_country(str(form["country"].value() or "")) or list_countries()[0]
    context = {
        "form": form,
        "step": step,
        "token": key,
        "shown": [form[name] for name in STEPS[step - 1]],
        "kept": [field for place, names in enumerate(STEPS, 1) if place != step for field in _kept(form, names)],
        "colours": COLOURS,
        "countries": list_countries(),
        "facts": facts,
        "base": _suffix(),
    }
    template = "signup/form.html" if request.headers.get("HX-Request") else "signup/signup.html"
    return render(request, template, context, status=status)


def _kept(form: SignupForm, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """What other steps hold, as (name, value) pairs for hidden fields. A password is never sent back."""
    pairs: list[tuple[str, str]] = []
    for name in names:
        value = form[name].value()
        if name == "password" or value is None:
            continue
        field = form.fields[name]
        shown = value if isinstance(value, list | tuple) else [value]
        pairs += [
            (name, str(field.widget.format_value(part) if name in ("opens", "closes") else part)) for part in shown
        ]
    return pairs


def _unchecked(said: Any) -> SignupForm:
    """A form that keeps what was said and complains about nothing: for steps that are only just being asked."""
    form = SignupForm(said, upto=0)
    form.forgive()
    return form


def _only_mine(request: HttpRequest, token: str) -> None:
    if token not in request.session.get(MINE, []):
        raise Http404


def _go(request: HttpRequest, address: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def _shown() -> dict[str, str]:
    """What the dishes in the picture of a phone cost, as the reader writes money."""
    prices = {"pizza": Decimal("8.50"), "pasta": Decimal(12), "salad": Decimal(9)}
    language = get_language() or "en"
    return {
        name: format_money(price, "EUR", language)
        for name, price in [*prices.items(), ("order", sum(prices.values(), Decimal(0)))]
    }


def _suffix() -> str:
    return f".{settings.PLATFORM_HOST}{settings.PUBLIC_PORT}"


def _likely_country(request: HttpRequest) -> str:
    """From the browser's languages: `it-IT` says Italy, `en-US` the United States."""
    wanted = [part.split(";")[0].strip() for part in request.headers.get("Accept-Language", "").split(",")]
    codes = {facts.code for facts in list_countries()}
    regions = [tag.split("-")[1].upper() for tag in wanted if "-" in tag]
    spoken = {
        "it": "IT",
        "en": "GB",
        "de": "DE",
        "fr": "FR",
        "es": "ES",
        "nl": "NL",
        "pt": "PT",
        "ja": "JP",
        "id": "ID",
    }
    guesses = [*regions, *(spoken.get(tag.split("-")[0], "") for tag in wanted)]
    return next((code for code in guesses if code in codes), list_countries()[0].code)
