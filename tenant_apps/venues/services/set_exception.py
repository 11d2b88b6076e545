from datetime import date, time

from django.db import transaction
from django.utils.translation import gettext as _

from comanda.kernel.errors import ValidationFailedError
from tenant_apps.venues.contracts import HoursException, OpeningHours
from tenant_apps.venues.models import ExceptionDay
from tenant_apps.venues.selectors.book import changed
from tenant_apps.venues.services.locked_venue import locked_venue
from tenant_apps.venues.services.set_hours import refuse_overlaps


@transaction.atomic
def set_exception(*, venue_id: int, exception: HoursException) -> None:
    """Close a date or give it other hours; an exception already there is replaced."""
    if not exception.name.strip():
        raise ValidationFailedError(
            _("Say why this day differs."), fields={"name": [_("Guests read it, such as “Christmas”.")]}
        )
    weekday = exception.day.weekday()
    refuse_overlaps(
        [OpeningHours(weekday=weekday, opens=opens, closes=closes) for opens, closes in exception.intervals]
    )
    venue = locked_venue(venue_id=venue_id)
    ExceptionDay.objects.update_or_create(
        venue=venue,
        day=exception.day,
        defaults={
            "name": exception.name.strip(),
            "intervals": [[_clock(opens), _clock(closes)] for opens, closes in exception.intervals],
        },
    )
    changed()


@transaction.atomic
def remove_exception(*, venue_id: int, day: date) -> None:
    """The weekday's own hours count again."""
    venue = locked_venue(venue_id=venue_id)
    ExceptionDay.objects.filter(venue=venue, day=day).delete()
    changed()


def _clock(at: time) -> str:
    return at.strftime("%H:%M")
