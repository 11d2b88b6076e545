"""Set up a station at every venue, or give it another name."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from comanda.kernel.errors import ValidationFailedError
from tenant_apps.catalog.contracts import Longest
from tenant_apps.kitchen.errors import StationNotFoundError
from tenant_apps.kitchen.models import Station

LONGEST = Longest.STATION
"""Dishes know their station by its code, which is made of its name."""


def add_station(*, name: str, venue_ids: Collection[int]) -> str:
    """Its code, which stays whatever it is called later. A closed station of the same code opens again.

    Raises ValidationFailedError for a name that is empty, too long or taken.
    """
    name = _checked(name)
    code = slugify(name)[:LONGEST].strip("-")
    if not code:
        raise _refused(_("Use letters or digits, such as “Grill” or “Bar”."))
    with transaction.atomic():
        if Station.objects.filter(code=code, closed_at=None).exists():
            raise _refused(_("There is a station of this name already."))
        last = Station.objects.filter(closed_at=None).aggregate(last=Max("position"))["last"]
        position = 0 if last is None else last + 1
        Station.objects.bulk_create(
            [Station(venue_id=venue_id, code=code, name=name, position=position) for venue_id in venue_ids],
            update_conflicts=True,
            unique_fields=["venue_id", "code"],
            update_fields=["name", "position", "closed_at"],
        )
    return code


def rename_station(*, code: str, name: str) -> None:
    """At every venue. Dishes stay assigned: they know the code. Raises StationNotFoundError, ValidationFailedError."""
    name = _checked(name)
    with transaction.atomic():
        if Station.objects.filter(name__iexact=name, closed_at=None).exclude(code=code).exists():
            raise _refused(_("There is a station of this name already."))
        if not Station.objects.filter(code=code).update(name=name):
            raise StationNotFoundError


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise _refused(_("Give the station a name."))
    if len(name) > LONGEST:
        raise _refused(_("Use at most %(most)s characters.") % {"most": LONGEST})
    return name


def _refused(why: str) -> ValidationFailedError:
    return ValidationFailedError(_("Some fields need another look."), fields={"name": [why]})
