from dataclasses import asdict
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from comanda.kernel.errors import ValidationFailedError
from tenant_apps.venues.contracts import VenueInfo, VenueProfile
from tenant_apps.venues.selectors.book import changed
from tenant_apps.venues.selectors.infos import venue_info
from tenant_apps.venues.services.locked_venue import locked_venue


@transaction.atomic
def update_venue(*, venue_id: int, profile: VenueProfile) -> VenueInfo:
    """Raises ValidationFailedError by field, VenueNotFoundError."""
    problems: dict[str, list[str]] = {}
    if not profile.name.strip():
        problems["name"] = [_("Type what guests call it.")]
    if profile.timezone not in available_timezones():
        problems["timezone"] = [_("Choose one from the list, such as Europe/Rome.")]
    if not profile.services:
        problems["services"] = [_("Choose at least one: pickup, delivery or dine-in.")]
    if (profile.latitude is None) != (profile.longitude is None):
        problems["latitude"] = [_("Give both latitude and longitude, or neither.")]
    if not 5 <= profile.slot_minutes <= 120:
        problems["slot_minutes"] = [_("Choose between 5 and 120 minutes.")]
    if not 0 <= profile.days_ahead <= 30:
        problems["days_ahead"] = [_("Choose between 0 (today only) and 30 days.")]
    if profile.email and not _is_address(profile.email):
        problems["email"] = [_("Enter an e-mail address such as maria@example.com.")]
    if profile.sales_tax_percent is not None and not 0 <= profile.sales_tax_percent < 100:
        problems["sales_tax_percent"] = [_("Choose between 0 and 100 percent.")]
    if problems:
        raise ValidationFailedError(_("Some fields need another look."), fields=problems)
    venue = locked_venue(venue_id=venue_id)
    values = asdict(profile) | {"services": sorted(profile.services), "name": profile.name.strip()}
    for field, value in values.items():
        setattr(venue, field, value)
    venue.save(update_fields=list(values))
    changed()
    return venue_info(venue)


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
