"""The venue a page is about, for someone who may change it there."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from comanda.kernel.access import check
from shared_apps.audit.facade import actor_of, record
from tenant_apps.venues import facade
from tenant_apps.venues.contracts import VenueInfo
from tenant_apps.venues.errors import VenueNotFoundError

CAPABILITY = "venues.edit"


def venue_of(request: HttpRequest, venue_id: int) -> VenueInfo:
    """Raises Http404 for a venue of nobody's, ForbiddenError for one this person does not run."""
    try:
        venue = facade.get_venue(venue_id=venue_id)
    except VenueNotFoundError as missing:
        raise Http404 from missing
    check(request, CAPABILITY, venue.id)
    return venue


def page(venue: VenueInfo, active: str, **values: Any) -> dict[str, Any]:
    """What every page of one venue shows: the venue and its tabs."""
    known = (
        {"name": "profile", "label": _("Details"), "icon": "store"},
        {"name": "hours", "label": _("Hours"), "icon": "clock"},
        {"name": "zones", "label": _("Delivery"), "icon": "bike"},
        {"name": "tables", "label": _("Tables"), "icon": "qr-code"},
    )
    tabs = [
        tab | {"url": reverse(f"venues_office:{tab['name']}", args=[venue.id]), "active": tab["name"] == active}
        for tab in known
    ]
    return {"venue": venue, "tabs": tabs, **values}


def note(
    request: HttpRequest, venue: VenueInfo, action: str, *, before: Mapping[str, Any] | None = None, after: Any = None
) -> None:
    """One line in the audit trail, in the transaction of the change."""
    record(
        actor=actor_of(request),
        action=f"venues.{action}",
        object_type="venue",
        object_id=str(venue.id),
        object_label=venue.name,
        before=dict(before or {}),
        after=dict(after or {}),
    )
