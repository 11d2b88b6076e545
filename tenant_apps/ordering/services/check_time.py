"""Whether an order can be had at the time somebody wants it."""

from datetime import datetime, timedelta
from functools import partial

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comanda.kernel.moments import format_moment
from tenant_apps.ordering.errors import OrderInvalidError, VenueClosedError
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import VenueInfo, ZoneInfo

FURTHEST = timedelta(days=60)
"""How far ahead an order may be wanted: no venue promises beyond."""


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
