"""The way of a delivery: from the venue to the door, as far as both are known."""

from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _

from shared_apps.branding.facade import distance_km
from tenant_apps.ordering.contracts import OrderInfo
from tenant_apps.venues.contracts import VenueInfo
from tenant_apps.venues.facade import list_zones, locate

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Route:
    """Points are (latitude, longitude); `text` says in words what the map shows."""

    start: Point
    end: Point
    area: tuple[Point, ...]
    text: str


def find_route(order: OrderInfo, venue: VenueInfo) -> Route | None:
    """None where it is no delivery, or a place is unknown."""
    if order.service != "delivery" or order.address is None or venue.latitude is None or venue.longitude is None:
        return None
    address = order.address
    found = (
        (address.latitude, address.longitude)
        if address.latitude is not None and address.longitude is not None
        else locate(text=f"{address.street}, {address.postcode} {address.city}", venue_id=venue.id)
    )
    if found is None or found[0] is None or found[1] is None:
        return None
    start = (float(venue.latitude), float(venue.longitude))
    end = (float(found[0]), float(found[1]))
    zone = next((zone for zone in list_zones(venue_id=venue.id) if zone.name == order.zone_name), None)
    far = formats.number_format(max(0.1, distance_km(start, end)), decimal_pos=1)
    said = _("%(street)s is about %(km)s km from %(venue)s.")
    return Route(
        start=start,
        end=end,
        area=tuple((latitude, longitude) for longitude, latitude in zone.polygon) if zone else (),
        text=said % {"street": address.street, "km": far, "venue": venue.name},
    )
