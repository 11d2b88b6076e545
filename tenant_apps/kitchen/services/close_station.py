"""Take a station away, once nothing is made there any more."""

from django.db import transaction
from django.utils.translation import gettext as _

from comanda.kernel.clock import now
from tenant_apps.catalog.facade import list_makers
from tenant_apps.kitchen.contracts import DEFAULT_STATION
from tenant_apps.kitchen.errors import StationBusyError, StationNotFoundError
from tenant_apps.kitchen.models import Station, Ticket


def close_station(*, code: str) -> None:
    """It leaves every display; its past tickets stay.

    Raises StationNotFoundError, and StationBusyError while dishes are assigned to it or its tickets are open, or for
    the default station, where everything goes that has no other.
    """
    if code == DEFAULT_STATION:
        raise StationBusyError(_("Dishes without a station of their own are made here."))
    if any(code in {heading.station, *(dish.station for dish in heading.dishes)} for heading in list_makers()):
        raise StationBusyError(_("Assign its dishes to another station first."))
    with transaction.atomic():
        if Ticket.objects.open().filter(station__code=code).exists():
            raise StationBusyError(_("Bump its open tickets first."))
        if not Station.objects.filter(code=code, closed_at=None).update(closed_at=now()):
            raise StationNotFoundError
