from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from comanda.kernel.access import access_of, requires
from comanda.kernel.clock import zone
from shared_apps.accounts.facade import get_user, user_id_of
from tenant_apps.office.selectors.checklist import NAME, get_checklist
from tenant_apps.office.selectors.home import get_today
from tenant_apps.office.services.dismiss_hint import dismiss_hint
from tenant_apps.office.web.scope import chosen_venue, visible_venues
from tenant_apps.venues.contracts import VenueInfo
from tenants.context import current_tenant

MOST_TOPICS = 20


@require_GET
@never_cache
@requires("orders.view")
def home(request: HttpRequest) -> HttpResponse:
    """How is today going, and what needs me?"""
    access = access_of(request)
    venues = visible_venues(access)
    venue_id = chosen_venue(request, venues)
    renewal = bool(request.headers.get("HX-Request"))
    context: dict[str, Any] = {
        "checklist": None if renewal else get_checklist(access=access, user_id=user_id_of(request)),
        "venues": venues,
        "venues_menu": _venues_menu(venues, venue_id, sees_all=access.venue_ids is None),
        "sees_money": access.can("reports.view"),
        "sees_menu": access.can("menu.view"),
        "may_open_venues": access.can("venues.edit"),
        "unverified": "" if renewal else _unverified(request),
    }
    if venues:
        context["today"] = get_today(venues=venues, venue_id=venue_id, language=get_language() or "en")
        context["currency"] = venues[0].currency
        context["topics"] = " ".join(f"office:{venue.id}" for venue in _watched(venues, venue_id))
    template = "office/today.html" if renewal else "office/home.html"
    with timezone.override(zone(venues[0].timezone if venues else current_tenant().timezone)):
        return render(request, template, context)


@require_POST
@requires("menu.edit")
def dismiss_checklist(request: HttpRequest) -> HttpResponse:
    dismiss_hint(user_id=user_id_of(request), hint=NAME)
    return redirect("office_web:home")


def _watched(venues: tuple[VenueInfo, ...], venue_id: int | None) -> tuple[VenueInfo, ...]:
    """Whose news renews the page: as many as one socket listens to; the clock brings in the rest."""
    return tuple(venue for venue in venues if venue_id in (None, venue.id))[:MOST_TOPICS]


def _unverified(request: HttpRequest) -> str:
    """The address they have not confirmed yet: until they do, they are reminded; after two weeks, asked at the door."""
    user = get_user(user_id=user_id_of(request))
    return "" if user.email_verified else user.email


def _venues_menu(venues: tuple[VenueInfo, ...], venue_id: int | None, *, sees_all: bool) -> dict[str, Any]:
    """The switcher in the top bar; nothing to switch with one venue."""
    if len(venues) < 2:
        return {}
    current = next((venue.name for venue in venues if venue.id == venue_id), _("All venues"))
    every = [{"label": _("All venues"), "url": "?", "active": venue_id is None}] if sees_all else []
    one = [{"label": venue.name, "url": f"?venue={venue.id}", "active": venue.id == venue_id} for venue in venues]
    return {"current": current, "items": [*every, *one]}
