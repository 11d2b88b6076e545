import math
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from comanda.kernel.errors import ValidationFailedError
from tenant_apps.venues.contracts import NewZone, ZoneInfo
from tenant_apps.venues.errors import ZoneNotFoundError
from tenant_apps.venues.models import DeliveryZone
from tenant_apps.venues.selectors.book import changed
from tenant_apps.venues.selectors.geometry import shape_of
from tenant_apps.venues.selectors.infos import zone_info
from tenant_apps.venues.services.locked_venue import locked_venue

_MOST_CORNERS = 500
_SMALLEST_AREA = 1e-9  # square degrees: some ten square metres
_WIDEST_DEGREES = 2.0  # some 150 to 220 km: nobody delivers farther


@transaction.atomic
def set_zone(*, venue_id: int, zone: NewZone, zone_id: int | None = None) -> ZoneInfo:
    """Draw a zone, or redraw the one with that id. Raises ValidationFailedError by field."""
    values = _checked(zone)
    venue = locked_venue(venue_id=venue_id)
    if zone_id is None:
        row = DeliveryZone.objects.create(venue=venue, **values)
    else:
        found = DeliveryZone.objects.filter(venue=venue, pk=zone_id).first()
        if found is None:
            raise ZoneNotFoundError(_("There is no such delivery zone."))
        row = found
        for field, value in values.items():
            setattr(row, field, value)
        row.save(update_fields=list(values))
    changed()
    return zone_info(row)


@transaction.atomic
def remove_zone(*, venue_id: int, zone_id: int) -> None:
    """Orders keep their own copy of the zone they were delivered in."""
    venue = locked_venue(venue_id=venue_id)
    DeliveryZone.objects.filter(venue=venue, pk=zone_id).delete()
    changed()


def _checked(zone: NewZone) -> dict[str, object]:
    problems: dict[str, list[str]] = {}
    if not zone.name.strip():
        problems["name"] = [_("Name the area, such as “Navigli”.")]
    for field in ("fee", "minimum", "free_from"):
        amount: Decimal | None = getattr(zone, field)
        if amount is not None and (not amount.is_finite() or amount < 0):
            problems[field] = [_("Type an amount of zero or more.")]
    if not 0 <= zone.minutes <= 240:
        problems["minutes"] = [_("Choose between 0 and 240 minutes.")]
    ring, problem = clean_ring(zone.polygon)
    if problem:
        problems["polygon"] = [problem]
    if problems:
        raise ValidationFailedError(_("The delivery zone needs another look."), fields=problems)
    return {
        "name": zone.name.strip(),
        "polygon": ring,
        "postcodes": [text for postcode in zone.postcodes if (text := " ".join(postcode.upper().split()))],
        "priority": zone.priority,
        "fee": zone.fee,
        "minimum": zone.minimum,
        "free_from": zone.free_from,
        "minutes": zone.minutes,
    }


def clean_ring(points: Sequence[tuple[float, float]]) -> tuple[list[list[float]], str]:
    """The ring with six decimals (11 cm), open, without repeated corners; and what is wrong with it, if anything."""
    ring: list[list[float]] = []
    for x, y in points:
        if not (math.isfinite(x) and math.isfinite(y) and -180 <= x <= 180 and -90 <= y <= 90):
            return [], _("A corner lies off the map: longitude goes from -180 to 180, latitude from -90 to 90.")
        corner = [round(x, 6), round(y, 6)]
        if not ring or ring[-1] != corner:
            ring.append(corner)
    if len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    problem = _problem_of_ring(ring)
    return ([], problem) if problem else (ring, "")


def _problem_of_ring(ring: list[list[float]]) -> str:
    if len(ring) < 3:
        return _("Draw at least three corners.")
    if len(ring) > _MOST_CORNERS:
        return _("That outline has too many corners; use at most %(most)d.") % {"most": _MOST_CORNERS}
    shape = shape_of(tuple((x, y) for x, y in ring))
    west, south, east, north = shape.bounds
    if not shape.is_valid:
        problem = _("The outline crosses itself. Move a corner so that its sides don't cross.")
    elif shape.area < _SMALLEST_AREA:
        problem = _("The corners lie on one line. Move one so that they enclose an area.")
    elif max(east - west, north - south) > _WIDEST_DEGREES:
        problem = _("That is wider than anyone can deliver. Check the order: longitude first, then latitude.")
    else:
        problem = ""
    return problem
