"""What a basket would cost, whether the venue can serve it, and when it would be there."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comanda.kernel.clock import now
from comanda.kernel.moments import format_moment
from comanda.kernel.money import ZERO, format_money
from tenant_apps.catalog import facade as catalog
from tenant_apps.ordering.contracts import DeliveryAddress, Quote
from tenant_apps.ordering.errors import BelowMinimumError, OrderInvalidError, OutOfZoneError, VenueClosedError
from tenant_apps.pricing.contracts import BasketLine
from tenant_apps.pricing.facade import price_basket
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import ServiceType, VenueInfo, ZoneInfo

FURTHEST = timedelta(days=60)
"""How far ahead an order may be wanted: no venue promises beyond."""


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


def check_time(*, moment: datetime, requested_for: datetime) -> None:
    """Raises OrderInvalidError for a time that has passed or is too far away for anybody to promise."""
    if requested_for < moment:
        raise OrderInvalidError(
            _("That time has passed."), fields={"requested_for": [_("Choose a time that is still to come.")]}
        )
    if requested_for - moment > FURTHEST:
        raise OrderInvalidError(
            _("That is too far ahead."),
            fields={"requested_for": [_("Choose a time within %(days)s days.") % {"days": FURTHEST.days}]},
        )


def check_open(
    *, venue: VenueInfo, service: str, moment: datetime, requested_for: datetime | None, zone: ZoneInfo | None
) -> None:
    """A guest may order for as soon as possible while orders are taken, or for one of the times on offer: what the
    kitchen and the road can keep. Raises OrderInvalidError where other times are on offer, else VenueClosedError."""
    if requested_for is None:
        state = venues.open_state(venue_id=venue.id, service=service, at=moment)
        if state.takes_orders(moment):
            return
    else:
        slots = venues.list_slots(venue_id=venue.id, service=service, at=moment, zone=zone)
        if requested_for in slots:
            return
        if slots:
            raise _not_on_offer(venue=venue, first=slots[0], last=slots[-1])
        state = venues.open_state(venue_id=venue.id, service=service, at=requested_for)
    raise VenueClosedError(
        _("%(venue)s is closed at that time.") % {"venue": venue.name},
        remedy=_("Choose a time within opening hours."),
        extra={"opens_at": state.opens_at.isoformat()} if state.opens_at else {},
    )


def _not_on_offer(*, venue: VenueInfo, first: datetime, last: datetime) -> OrderInvalidError:
    say = partial(
        format_moment, timezone=venue.timezone, country=venue.country, language=get_language() or venue.languages[0]
    )
    choose = _("Choose one of the times on offer: the first is %(first)s, the last %(last)s.")
    return OrderInvalidError(
        _("%(venue)s cannot have it ready at that time.") % {"venue": venue.name},
        fields={"requested_for": [choose % {"first": say(first), "last": say(last)}]},
        extra={"first_slot": first.isoformat(), "last_slot": last.isoformat()},
    )


def find_zone(*, venue: VenueInfo, address: DeliveryAddress) -> ZoneInfo | None:
    """The zone that delivers to the address. None: nobody does."""
    point = (address.latitude, address.longitude)
    if address.latitude is None or address.longitude is None:
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
