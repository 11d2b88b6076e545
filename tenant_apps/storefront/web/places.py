"""What a page says about a venue: open or closed until when, how it serves, what delivery asks."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from django.http import Http404
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comanda.kernel.clock import now, zone
from comanda.kernel.moments import format_time
from comanda.kernel.money import format_money
from tenant_apps.storefront.web.cards import Word
from tenant_apps.storefront.web.serving import Serving, offered_services
from tenant_apps.venues.contracts import OpenState, ServiceType, VenueInfo
from tenant_apps.venues.facade import SERVICE_WORDS, find_venue, list_services, list_slots, list_zones, open_state

_A_DAY = timedelta(hours=20)
"""Longer than that is no closing time to mention."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to be served, as the switch over the menu offers it: how long it takes and what it costs."""

    code: str
    text: Word
    icon: str
    detail: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A venue, ready to be shown. `seconds` is how long this stays true."""

    venue: VenueInfo
    is_open: bool
    state: str
    services: tuple[tuple[str, Word, str], ...]
    delivery: str
    minimum: str
    free_from: str
    ahead: str
    """While closed: the first time that may be ordered for."""
    seconds: float


def get_shown_venue(slug: str) -> VenueInfo:
    """The active venue of that address. Raises Http404."""
    venue = find_venue(slug=slug)
    if venue is None or not venue.is_active:
        raise Http404
    return venue


def clock_time(at: datetime, venue: VenueInfo, *, on: datetime | None = None) -> str:
    """`19:30`, or `Sun 19:30` where it is another day there than `on`."""
    language = get_language() or "en"
    text = format_time(at, timezone=venue.timezone, country=venue.country, language=language)
    local = at.astimezone(zone(venue.timezone))
    if on is not None and local.date() != on.astimezone(zone(venue.timezone)).date():
        return f"{formats.date_format(local, 'D')} {text}"
    return text


def describe_place(*, venue: VenueInfo, language: str, service: str | None = None) -> Place:
    """For one service, or (None) for any. Reads only what the process keeps in memory."""
    at = now()
    state = open_state(venue_id=venue.id, service=service, at=at)
    offered = list_services(venue_id=venue.id)
    zones = list_zones(venue_id=venue.id) if ServiceType.DELIVERY in offered else ()
    fee = min((zone.fee for zone in zones), default=Decimal(0))
    least = min((zone.minimum for zone in zones), default=Decimal(0))
    free_from = min((zone.free_from for zone in zones if zone.free_from is not None), default=None) if fee else None
    return Place(
        venue=venue,
        is_open=state.takes_orders(at),
        state=_say(state, venue, at, _next_opening(state, venue, service, at)),
        services=tuple((code, text, icon) for code, (text, icon) in SERVICE_WORDS.items() if code in offered),
        delivery=_say_delivery(fee, venue.currency, language) if zones else "",
        minimum=format_money(least, venue.currency, language) if least else "",
        free_from=format_money(free_from, venue.currency, language) if free_from else "",
        ahead="" if state.takes_orders(at) else _first_slot(venue, service, at),
        seconds=_stays_true(state, venue, at),
    )


def _first_slot(venue: VenueInfo, service: str | None, at: datetime) -> str:
    if service is None or service == ServiceType.DINE_IN:
        return ""
    slots = list_slots(venue_id=venue.id, service=service, at=at)
    return clock_time(slots[0], venue, on=at) if slots else ""


def list_ways(*, venue: VenueInfo, serving: Serving, language: str) -> tuple[Way, ...]:
    """What the guest may choose between; nothing to choose where they sit at a table or there is one way only."""
    offered = () if serving.table is not None else offered_services(venue)
    if len(offered) < 2:
        return ()
    return tuple(
        Way(
            code=code,
            text=SERVICE_WORDS[code].label,
            icon=SERVICE_WORDS[code].icon,
            detail=_detail(venue, code, language),
            is_chosen=code == serving.service,
        )
        for code in offered
    )


def say_fees(*, venue: VenueInfo, serving: Serving, subtotal: Decimal, language: str) -> tuple[str, ...]:
    """What a basket worth `subtotal` will meet at checkout, sentence by sentence; nothing waits there as a surprise."""
    zones = list_zones(venue_id=venue.id) if serving.service == ServiceType.DELIVERY else ()
    if not zones:
        return ()

    def money(amount: Decimal) -> str:
        return format_money(amount, venue.currency, language)

    said = []
    least = min(zone.minimum for zone in zones)
    if subtotal < least:
        said.append(
            _("Delivery starts at %(minimum)s: %(missing)s to go.")
            % {"minimum": money(least), "missing": money(least - subtotal)}
        )
    lowest, highest = (pick(zone.fee_for(subtotal) for zone in zones) for pick in (min, max))
    if not highest:
        said.append(_("Delivery is free."))
    elif lowest == highest:
        said.append(_("Delivery: %(fee)s.") % {"fee": money(highest)})
    else:
        said.append(
            _("Delivery: %(least)s to %(most)s, by address.") % {"least": money(lowest), "most": money(highest)}
        )
    free_from = min((zone.free_from for zone in zones if zone.free_from is not None), default=None)
    if highest and free_from is not None and subtotal < free_from:
        said.append(_("Free from %(amount)s.") % {"amount": money(free_from)})
    return tuple(said)


def _detail(venue: VenueInfo, service: str, language: str) -> str:
    """`20 min`; for delivery with the road and the fee: `45 min · from 2,50 €`."""
    zones = list_zones(venue_id=venue.id) if service == ServiceType.DELIVERY else ()
    minutes = venue.prep_minutes + min((zone.minutes for zone in zones), default=0)
    said = _("%(minutes)d min") % {"minutes": minutes}
    if not zones:
        return said
    fee = min(zone.fee for zone in zones)
    price = _("from %(fee)s") % {"fee": format_money(fee, venue.currency, language)} if fee else _("free")
    return f"{said} · {price}"


def _next_opening(state: OpenState, venue: VenueInfo, service: str | None, at: datetime) -> datetime | None:
    """When orders are taken again, also once the last ones were while the doors are still open."""
    if state.until is None or state.takes_orders(at):
        return state.opens_at
    return open_state(venue_id=venue.id, service=service, at=state.until).opens_at


def _say(state: OpenState, venue: VenueInfo, at: datetime, opens_at: datetime | None) -> str:
    if state.takes_orders(at) and state.last_order_at is not None:
        if state.last_order_at - at > _A_DAY:
            return _("Open now")
        return _("Open, orders until %(time)s") % {"time": clock_time(state.last_order_at, venue)}
    if opens_at is not None:
        local = zone(venue.timezone)
        if opens_at.astimezone(local).date() == at.astimezone(local).date() + timedelta(days=1):
            return _("Closed, opens tomorrow at %(time)s") % {"time": clock_time(opens_at, venue)}
        return _("Closed, opens %(time)s") % {"time": clock_time(opens_at, venue, on=at)}
    return _("Closed: %(reason)s") % {"reason": state.reason} if state.reason else _("Closed")


def _say_delivery(fee: Decimal, currency: str, language: str) -> str:
    if not fee:
        return _("Free delivery")
    return _("Delivery from %(fee)s") % {"fee": format_money(fee, currency, language)}


def _stays_true(state: OpenState, venue: VenueInfo, at: datetime) -> float:
    """Till it opens or closes, or the day turns and tomorrow is today."""
    turns = [turn for turn in (state.last_order_at, state.until, state.opens_at) if turn is not None and turn > at]
    if not turns:
        return 60.0
    local = zone(venue.timezone)
    midnight = datetime.combine(at.astimezone(local).date() + timedelta(days=1), time(), local)
    return min((turn - at).total_seconds() for turn in (*turns, midnight.astimezone(UTC)))
