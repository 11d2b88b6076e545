"""Which of a venue's zones an address lies in."""

from django.utils.translation import gettext as _

from tenant_apps.ordering.contracts import DeliveryAddress
from tenant_apps.ordering.errors import OrderInvalidError, OutOfZoneError
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import VenueInfo, ZoneInfo


def find_zone(*, venue: VenueInfo, address: DeliveryAddress) -> ZoneInfo | None:
    """The zone that delivers to the address, by its postcode before any coordinates. None: nobody does."""
    point = (address.latitude, address.longitude)
    # Where fees hang on postcodes, leaving it out does not hand the choice to the coordinates a client sent.
    is_hidden = not address.postcode.strip() and any(zone.postcodes for zone in venues.list_zones(venue_id=venue.id))
    if is_hidden or address.latitude is None or address.longitude is None:
        text = f"{address.street}, {address.postcode} {address.city}"
        point = venues.locate(text=text, venue_id=venue.id) or (None, None)
    return venues.find_zone(venue_id=venue.id, latitude=point[0], longitude=point[1], postcode=address.postcode)


def zone_for(*, venue: VenueInfo, address: DeliveryAddress | None) -> ZoneInfo:
    """The zone that delivers to the address. Raises OrderInvalidError without one, OutOfZoneError beyond all zones."""
    if address is None or not address.street.strip():
        raise OrderInvalidError(
            _("A delivery needs an address."), fields={"address": [_("Give the street, city and postcode.")]}
        )
    zone = find_zone(venue=venue, address=address)
    if zone is None:
        raise OutOfZoneError(
            _("%(venue)s does not deliver to that address.") % {"venue": venue.name},
            remedy=_("Check the postcode, or choose pickup."),
            fields={"address": [_("Outside the delivery area.")]},
        )
    return zone
