"""All venues at a glance, and one venue's details."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from comanda.kernel.access import access_of, requires
from comanda.kernel.clock import now
from comanda.kernel.errors import DomainError
from comanda.kernel.forms import show_refusal
from tenant_apps.venues import facade
from tenant_apps.venues.contracts import TAXED_LOCALLY, OpenState, VenueInfo
from tenant_apps.venues.office.forms import NewVenueForm, ProfileForm
from tenant_apps.venues.office.scope import CAPABILITY, note, page, venue_of


@require_GET
@requires(CAPABILITY)
def overview(request: HttpRequest) -> HttpResponse:
    access = access_of(request)
    at = now()
    every = facade.list_venues(active_only=False)
    cards = [
        _card(venue, facade.open_state(venue_id=venue.id, at=at)) for venue in every if access.can(CAPABILITY, venue.id)
    ]
    return render(request, "venues/overview.html", {"cards": cards, "may_open": access.venue_ids is None})


def _card(venue: VenueInfo, state: OpenState) -> dict[str, object]:
    missing = [
        label
        for label, there in (
            (_("No opening hours yet"), bool(facade.list_hours(venue_id=venue.id))),
            (_("No sales tax yet"), venue.country not in TAXED_LOCALLY or venue.sales_tax_percent is not None),
            (_("No delivery zone yet"), "delivery" not in venue.services or bool(facade.list_zones(venue_id=venue.id))),
        )
        if not there
    ]
    return {"venue": venue, "state": state, "tables": len(facade.list_tables(venue_id=venue.id)), "missing": missing}


@require_http_methods(["GET", "POST"])
@requires(CAPABILITY)
def new(request: HttpRequest) -> HttpResponse:
    if access_of(request).venue_ids is not None:
        messages.error(request, _("Only people who work at every venue may open another one."))
        return redirect("venues_office:overview")
    form = NewVenueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                venue = facade.open_venue(new=form.new_venue(), another=True)
                note(request, venue, "opened", after={"name": venue.name, "code": venue.code})
        except DomainError as problem:
            show_refusal(problem, form)
        else:
            messages.success(request, _("%(name)s is there. Next: its opening hours.") % {"name": venue.name})
            return redirect("venues_office:hours", venue.id)
    return render(request, "venues/new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@requires(CAPABILITY)
def profile(request: HttpRequest, venue_id: int) -> HttpResponse:
    venue = venue_of(request, venue_id)
    form = ProfileForm(request.POST) if request.method == "POST" else ProfileForm.of(venue)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                changed = facade.update_venue(venue_id=venue.id, profile=form.profile())
                names = [name for name in form.fields if getattr(venue, name) != getattr(changed, name)]
                note(
                    request,
                    changed,
                    "changed",
                    before={name: str(getattr(venue, name)) for name in names},
                    after={name: str(getattr(changed, name)) for name in names},
                )
        except DomainError as problem:
            show_refusal(problem, form)
        else:
            messages.success(request, _("Saved. Guests see it now."))
            return redirect("venues_office:profile", venue.id)
    return render(
        request,
        "venues/profile.html",
        page(venue, "profile", form=form, is_taxed_locally=venue.country in TAXED_LOCALLY),
        status=422 if form.errors else 200,
    )
