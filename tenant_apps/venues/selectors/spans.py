"""Opening hours as stretches of real time: pure functions, no database, no clock.

Local times become instants by RFC 5545's rule: a time that the clocks skip or show twice is read with the offset before
the change, so a shift across it keeps its usual length.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from comanda.kernel.clock import zone
from tenant_apps.venues.contracts import HoursException, OpeningHours, ServiceType

Span = tuple[datetime, datetime]
Interval = tuple[time, time]

DAY = timedelta(days=1)


def instant(day: date, at: time, timezone: str) -> datetime:
    """A local wall-clock time as a moment in UTC."""
    return datetime.combine(day, at, tzinfo=zone(timezone)).astimezone(UTC)


def intervals_of(
    day: date, hours: Iterable[OpeningHours], exceptions: Mapping[date, HoursException], service: ServiceType | None
) -> Sequence[Interval]:
    """The local intervals that start on `day`; an exception replaces the weekday for every service."""
    if (exception := exceptions.get(day)) is not None:
        return exception.intervals
    return [
        (entry.opens, entry.closes)
        for entry in hours
        if entry.weekday == day.weekday() and (service is None or entry.service is None or entry.service == service)
    ]


def spans(
    *,
    first: date,
    days: int,
    timezone: str,
    hours: Sequence[OpeningHours],
    exceptions: Mapping[date, HoursException],
    service: ServiceType | None,
) -> list[Span]:
    """What starts on the `days` local days from `first`, as UTC spans in order; touching and overlapping joined."""
    found: list[Span] = []
    for offset in range(days):
        day = first + DAY * offset
        for opens, closes in intervals_of(day, hours, exceptions, service):
            start = instant(day, opens, timezone)
            end = instant(day if closes > opens else day + DAY, closes, timezone)
            if end > start:  # a stretch that lies wholly in a skipped hour does not exist
                found.append((start, end))
    return list(_merged(sorted(found)))


def _merged(ordered: Iterable[Span]) -> Iterator[Span]:
    current: Span | None = None
    for start, end in ordered:
        if current is not None and start <= current[1]:
            current = (current[0], max(current[1], end))
        else:
            if current is not None:
                yield current
            current = (start, end)
    if current is not None:
        yield current
