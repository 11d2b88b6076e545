import re
from zoneinfo import available_timezones

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from comanda.kernel.errors import ValidationFailedError
from tenant_apps.venues.contracts import NewVenue, VenueInfo
from tenant_apps.venues.models import Venue
from tenant_apps.venues.selectors.book import changed
from tenant_apps.venues.selectors.infos import venue_info
from tenant_apps.venues.services.set_hours import write_hours
from tenants.context import current_tenant


@transaction.atomic
def open_venue(*, new: NewVenue, another: bool = False) -> VenueInfo:
    """Open a venue with its hours. The same slug (or the same name, where none is given) opens it once: a second call,
    such as a retried sign-up, returns the first one's venue unchanged. `another`: it must be a new one.

    Raises ValidationFailedError for an empty name, an unknown time zone, a code that another venue has, or (`another`)
    a name that one has.
    """
    tenant = current_tenant()
    name = new.name.strip()
    if not name:
        raise ValidationFailedError(_("A venue needs a name."), fields={"name": [_("Type what guests call it.")]})
    slug = slugify(new.slug or name)[:60] or "venue"
    if (existing := Venue.objects.filter(slug=slug).first()) is not None:
        if another:
            raise ValidationFailedError(
                _("Another venue has this name."),
                fields={
                    "name": [_("%(name)s is there already. Add the street or the quarter.") % {"name": existing.name}]
                },
            )
        return venue_info(existing)
    timezone = new.timezone or tenant.timezone
    if timezone not in available_timezones():
        raise ValidationFailedError(
            _("We don't know the time zone “%(zone)s”.") % {"zone": timezone},
            fields={"timezone": [_("Choose one from the list, such as Europe/Rome.")]},
        )
    if new.code and Venue.objects.filter(code=new.code).exists():
        raise ValidationFailedError(
            _("Another venue has this branch code."), fields={"code": [_("Choose a code no other venue has.")]}
        )
    venue = Venue.objects.create(
        name=name,
        slug=slug,
        code=new.code or _free_code(new.city or name),
        country=tenant.country,
        currency=tenant.currency,
        timezone=timezone,
        languages=list(tenant.languages),
        address=new.address,
        city=new.city,
        postcode=new.postcode,
        latitude=new.latitude,
        longitude=new.longitude,
        phone=new.phone,
        email=new.email,
        tax_number=new.tax_number,
        services=sorted(new.services),
        auto_accept=new.auto_accept,
        prep_minutes=new.prep_minutes,
    )
    write_hours(venue=venue, hours=new.hours)
    changed()
    return venue_info(venue)


def _free_code(place: str) -> str:
    """`MI1`, `MI2`... from the first letters of the city."""
    letters = (re.sub(r"[^A-Z]", "", slugify(place).upper()) + "XX")[:2]
    taken = set(Venue.objects.filter(code__startswith=letters).values_list("code", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := f"{letters}{number}") not in taken)
