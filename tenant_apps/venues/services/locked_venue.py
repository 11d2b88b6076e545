from django.utils.translation import gettext as _

from tenant_apps.venues.errors import VenueNotFoundError
from tenant_apps.venues.models import Venue


def locked_venue(*, venue_id: int) -> Venue:
    """The venue's row, locked: changes to its hours, zones and tables take turns. Raises VenueNotFoundError."""
    venue = Venue.objects.select_for_update().order_by("pk").filter(pk=venue_id).first()
    if venue is None:
        raise VenueNotFoundError(_("There is no such venue."))
    return venue
