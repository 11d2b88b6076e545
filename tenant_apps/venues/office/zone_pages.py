"""Delivery zones: a map to draw on, and the same corners as text for everyone else."""

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comanda.kernel.access import requires
from comanda.kernel.errors import DomainError
from comanda.kernel.forms import show_refusal
from comanda.kernel.money import quantize
from tenant_apps.venues import facade
from tenant_apps.venues.contracts import NewZone, VenueInfo, ZoneInfo
from tenant_apps.venues.office.forms import AmountField
from tenant_apps.venues.office.scope import CAPABILITY, note, page, venue_of

_PAIR = re.compile(r"^\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*$")


class ZoneForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    fee = AmountField(label=gettext_lazy("Delivery fee"))
    minimum = AmountField(label=gettext_lazy("Smallest order"))
    free_from = AmountField(label=gettext_lazy("Free from"), required=False)
    minutes = forms.IntegerField(label=gettext_lazy("On the road"), min_value=0, max_value=240)
    postcodes = forms.CharField(
        label=gettext_lazy("Postcodes"),
        required=False,
        help_text=gettext_lazy("Separated by commas: 20144, 20145. An address is found by them."),
    )
    priority = forms.IntegerField(
        label=gettext_lazy("Priority"),
        min_value=0,
        max_value=999,
        help_text=gettext_lazy("Where zones overlap, the lowest number counts."),
    )
    corners = forms.CharField(
        label=gettext_lazy("Corners"),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        help_text=gettext_lazy("One a line: latitude, longitude. The map draws what you type."),
    )

    @classmethod
    def of(cls, zone: ZoneInfo | None, currency: str) -> "ZoneForm":
        if zone is None:
            return cls(initial={"fee": 0, "minimum": 0, "minutes": 20, "priority": 0})
        initial: dict[str, Any] = {name: getattr(zone, name) for name in ("name", "minutes", "priority")}
        for name in ("fee", "minimum", "free_from"):
            amount = getattr(zone, name)
            initial[name] = None if amount is None else quantize(amount, currency)
        initial["postcodes"] = ", ".join(zone.postcodes)
        initial["corners"] = corners_text(zone)
        return cls(initial=initial)

    def clean_corners(self) -> tuple[tuple[float, float], ...]:
        found: list[tuple[float, float]] = []
        for number, line in enumerate(self.cleaned_data["corners"].splitlines(), start=1):
            if not line.strip():
                continue
            if not (match := _PAIR.match(line)):
                raise forms.ValidationError(
                    _("Line %(number)d is not a pair of numbers. Write it like 45.4521, 9.1702.") % {"number": number}
                )
            found.append((float(match[2]), float(match[1])))
        return tuple(found)

    def zone(self) -> NewZone:
        values = dict(self.cleaned_data)
        values["polygon"] = values.pop("corners")
        values["postcodes"] = tuple(part for part in re.split(r"[,;\n]", values["postcodes"]) if part.strip())
        return NewZone(**values)


def corners_text(zone: ZoneInfo) -> str:
    return "\n".join(f"{latitude:.6f}, {longitude:.6f}" for longitude, latitude in zone.polygon)


@require_GET
@requires(CAPABILITY)
def zones(request: HttpRequest, venue_id: int) -> HttpResponse:
    venue = venue_of(request, venue_id)
    found = facade.list_zones(venue_id=venue.id)
    return render(request, "venues/zones.html", page(venue, "zones", zones=found, map_data=map_data(venue, found)))


@require_http_methods(["GET", "POST"])
@requires(CAPABILITY)
def edit_zone(request: HttpRequest, venue_id: int, zone_id: int | None = None) -> HttpResponse:
    """A new zone, or the one with that id."""
    venue = venue_of(request, venue_id)
    every = facade.list_zones(venue_id=venue.id)
    zone = next((found for found in every if found.id == zone_id), None)
    if zone_id is not None and zone is None:
        raise Http404
    form = ZoneForm(request.POST) if request.method == "POST" else ZoneForm.of(zone, venue.currency)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                saved = facade.set_zone(venue_id=venue.id, zone=form.zone(), zone_id=zone_id)
                note(request, venue, "zone_changed", after={"zone": saved.name, "fee": str(saved.fee)})
        except DomainError as problem:
            renamed = {("corners" if name == "polygon" else name): texts for name, texts in problem.fields.items()}
            problem.fields = renamed
            show_refusal(problem, form)
        else:
            messages.success(request, _("%(name)s is saved. Guests there can order now.") % {"name": saved.name})
            return redirect("venues_office:zones", venue.id)
    others = tuple(found for found in every if found.id != zone_id)
    values = page(venue, "zones", form=form, zone=zone, map_data=map_data(venue, others))
    return render(request, "venues/zone.html", values, status=422 if form.errors else 200)


@require_POST
@requires(CAPABILITY)
def remove_zone(request: HttpRequest, venue_id: int, zone_id: int) -> HttpResponse:
    venue = venue_of(request, venue_id)
    zone = next((found for found in facade.list_zones(venue_id=venue.id) if found.id == zone_id), None)
    if zone is None:
        raise Http404
    with transaction.atomic():
        facade.remove_zone(venue_id=venue.id, zone_id=zone_id)
        note(request, venue, "zone_removed", before={"zone": zone.name})
    messages.success(request, _("You no longer deliver to %(name)s.") % {"name": zone.name})
    return redirect("venues_office:zones", venue.id)


def map_data(venue: VenueInfo, others: tuple[ZoneInfo, ...]) -> dict[str, Any]:
    """What the map draws besides the zone being edited."""
    known = venue.latitude is not None and venue.longitude is not None
    return {
        "venue": {"name": venue.name, "at": [float(venue.latitude or 0), float(venue.longitude or 0)]}
        if known
        else None,
        "zones": [{"name": zone.name, "corners": [[y, x] for x, y in zone.polygon]} for zone in others],
    }
