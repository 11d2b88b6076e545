"""What a basket would cost, whether the venue can serve it, and when it would be there."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from comanda.kernel.clock import now
from comanda.kernel.money import ZERO, format_money
from tenant_apps.catalog import facade as catalog
from tenant_apps.ordering.contracts import DeliveryAddress, Quote
from tenant_apps.ordering.errors import BelowMinimumError, OrderInvalidError
from tenant_apps.ordering.selectors.zones import zone_for
from tenant_apps.ordering.services.check_time import check_open, check_time
from tenant_apps.pricing.contracts import BasketLine
from tenant_apps.pricing.facade import price_basket
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import ServiceType


def quote(
    *,
    venue_id: int,
    service: str,
    lines: Sequence[BasketLine],
    address: DeliveryAddress | None = None,
    tip: Decimal = ZERO,
    requested_for: datetime | None = None,
    channel: str = "web",
    at: datetime | None = None,
    must_be_open: bool = True,
    zone_required: bool = True,
) -> Quote:
    """`at` None: now. Staff at the counter may order outside opening hours, and for any time to come
    (`must_be_open=False`); a cart without an address yet is quoted without the fee (`zone_required=False`).

    Raises VenueNotFoundError, OrderInvalidError, VenueClosedError, OutOfZoneError, BelowMinimumError and what
    price_basket raises.
    """
    moment = at or now()
    venue = venues.get_venue(venue_id=venue_id)
    if service not in venue.services:
        raise OrderInvalidError(
            _("This venue does not offer that service."),
            fields={"service": [_("Choose one of: %(services)s.") % {"services": ", ".join(sorted(venue.services))}]},
        )
    zone = None
    if service == ServiceType.DELIVERY and (address is not None or zone_required):
        zone = zone_for(venue=venue, address=address)
    if requested_for is not None:
        check_time(moment=moment, requested_for=requested_for)
    if must_be_open:
        check_open(venue=venue, service=service, moment=moment, requested_for=requested_for, zone=zone)
    menu = catalog.get_menu(venue_id=venue_id)
    overlay = catalog.list_eighty_sixed(venue_id=venue_id, channel=channel)
    off = frozenset(entry.item_id for entry in overlay if entry.until is None or entry.until > moment)
    basket = price_basket(
        menu=menu,
        venue=venue,
        service=service,
        lines=lines,
        eighty_sixed=off,
        at=moment,
        tip=tip,
        channel=channel,
        delivery_fee=zone.fee_for if zone else None,
    )
    if zone is not None and basket.subtotal < zone.minimum:
        raise BelowMinimumError(
            _("Delivery to %(zone)s starts at %(minimum)s.")
            % {"zone": zone.name, "minimum": format_money(zone.minimum, menu.currency)},
            remedy=_("Add something more, or choose pickup."),
            extra={"minimum": str(zone.minimum), "subtotal": str(basket.subtotal)},
        )
    minutes = venue.prep_minutes + (zone.minutes if zone else 0)
    return Quote(basket=basket, zone=zone, promised_at=requested_for or moment + timedelta(minutes=minutes))
