"""Whether a venue serves at a moment, and which times a guest may ask for."""

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from comanda.kernel.clock import zone
from tenant_apps.venues.contracts import HoursException, OpeningHours, OpenState, ServiceType, VenueInfo
from tenant_apps.venues.selectors.spans import Span, spans

Known = dict[tuple[int, ServiceType | None, date], list[Span]]

_LOOK_AHEAD_DAYS = 8
_MOST_KNOWN = 256
_CLOSED = OpenState(is_open=False)


def open_state(
    *,
    venue: VenueInfo,
    hours: Sequence[OpeningHours],
    exceptions: Mapping[date, HoursException],
    service: ServiceType | None,
    at: datetime,
    known: Known | None = None,
) -> OpenState:
    """`service` None: open for anything. A venue that does not offer the service is closed for it.

    `known` keeps the stretches of a day for whoever asks next: the same hours and exceptions must belong to it.
    """
    if not venue.is_active or (service is not None and service not in venue.services):
        return _CLOSED
    local_day = at.astimezone(zone(venue.timezone)).date()
    key = (venue.id, service, local_day)
    stretches = None if known is None else known.get(key)
    if stretches is None:
        stretches = _around(
            venue=venue, hours=hours, exceptions=exceptions, service=service, local_day=local_day, days=_LOOK_AHEAD_DAYS
        )
        if known is not None:
            if len(known) >= _MOST_KNOWN:  # guests may ask for any day they like
                known.clear()
            known[key] = stretches
    for start, end in stretches:
        if start <= at < end:
            return OpenState(is_open=True, until=end, last_order_at=end - timedelta(minutes=venue.last_order_minutes))
        if start > at:
            return OpenState(is_open=False, opens_at=start, reason=_reason(exceptions, local_day))
    return OpenState(is_open=False, reason=_reason(exceptions, local_day))


def list_slots(
    *,
    venue: VenueInfo,
    hours: Sequence[OpeningHours],
    exceptions: Mapping[date, HoursException],
    service: ServiceType,
    at: datetime,
    lead_minutes: int,
) -> tuple[datetime, ...]:
    """Times (UTC) at which an order may be ready, on the venue's grid: at least the lead time from now, and never
    sooner than one preparation after opening or later than closing. Past the last order, none before closing."""
    if not venue.is_active or service not in venue.services:
        return ()
    local_day = at.astimezone(zone(venue.timezone)).date()
    earliest = at + timedelta(minutes=lead_minutes)
    step = timedelta(minutes=venue.slot_minutes)
    last_order = timedelta(minutes=venue.last_order_minutes)
    slots: list[datetime] = []
    for start, end in _around(
        venue=venue, hours=hours, exceptions=exceptions, service=service, local_day=local_day, days=venue.days_ahead + 1
    ):
        if at > end - last_order:
            continue
        slot = _on_grid(max(start + timedelta(minutes=venue.prep_minutes), earliest), venue.slot_minutes)
        while slot <= end:
            slots.append(slot)
            slot += step
    return tuple(slots)


def _around(
    *,
    venue: VenueInfo,
    hours: Sequence[OpeningHours],
    exceptions: Mapping[date, HoursException],
    service: ServiceType | None,
    local_day: date,
    days: int,
) -> list[Span]:
    """From the day before (its night may last till today) for `days` from today on."""
    return spans(
        first=local_day - timedelta(days=1),
        days=days + 1,
        timezone=venue.timezone,
        hours=hours,
        exceptions=exceptions,
        service=service,
    )


def _reason(exceptions: Mapping[date, HoursException], day: date) -> str:
    exception = exceptions.get(day)
    return exception.name if exception is not None else ""


def _on_grid(at: datetime, minutes: int) -> datetime:
    """The first grid time at or after `at`. Zones differ from UTC by whole quarters of an hour, so they share it."""
    seconds = minutes * 60
    return datetime.fromtimestamp(math.ceil(at.timestamp() / seconds) * seconds, UTC)
