from collections.abc import Iterable, Sequence
from datetime import time

from django.db import transaction
from django.utils.translation import gettext as _

from comanda.kernel.errors import ValidationFailedError
from tenant_apps.venues.contracts import OpeningHours
from tenant_apps.venues.models import OpeningInterval, Venue
from tenant_apps.venues.selectors.book import changed
from tenant_apps.venues.services.locked_venue import locked_venue

_DAY = 24 * 60
_WEEK = 7 * _DAY


@transaction.atomic
def set_hours(*, venue_id: int, hours: Sequence[OpeningHours]) -> None:
    """Replace the week. Raises ValidationFailedError where two intervals of the same service overlap, naming both."""
    venue = locked_venue(venue_id=venue_id)
    OpeningInterval.objects.filter(venue=venue).delete()
    write_hours(venue=venue, hours=hours)
    changed()


def write_hours(*, venue: Venue, hours: Sequence[OpeningHours]) -> None:
    """The rows alone, checked first."""
    refuse_overlaps(hours)
    OpeningInterval.objects.bulk_create([
        OpeningInterval(
            venue=venue,
            weekday=entry.weekday,
            opens=entry.opens,
            closes=entry.closes,
            service=entry.service or "",
        )
        for entry in hours
    ])  # fmt: skip


def refuse_overlaps(hours: Iterable[OpeningHours]) -> None:
    """An interval may run past midnight into the next weekday, Sunday's into Monday."""
    by_service: dict[str, list[tuple[int, int, int]]] = {}
    for index, entry in enumerate(hours):
        if not 0 <= entry.weekday <= 6:
            raise ValidationFailedError(
                _("There is no such weekday."), fields={f"hours.{index}.weekday": [_("Monday is 0, Sunday is 6.")]}
            )
        start = entry.weekday * _DAY + _minutes(entry.opens)
        end = entry.weekday * _DAY + _minutes(entry.closes) + (0 if entry.closes > entry.opens else _DAY)
        by_service.setdefault(entry.service or "", []).append((start, end, index))
    for spans in by_service.values():
        ordered = sorted(spans)
        following = [*ordered[1:], *((start + _WEEK, end + _WEEK, index) for start, end, index in ordered[:1])]
        for (_start, end, _index), (start, _end, index) in zip(ordered, following, strict=True):
            if start < end and len(ordered) > 1:
                raise ValidationFailedError(
                    _("Two opening times overlap."),
                    code="hours_overlap",
                    fields={f"hours.{index}.opens": [_("Start after the one before has ended, or join the two.")]},
                )


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
