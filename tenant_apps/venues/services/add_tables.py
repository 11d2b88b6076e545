from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from comanda.kernel.errors import ValidationFailedError
from tenant_apps.venues.contracts import TableInfo
from tenant_apps.venues.models import DiningTable
from tenant_apps.venues.selectors.book import changed
from tenant_apps.venues.selectors.infos import table_info
from tenant_apps.venues.services.locked_venue import locked_venue

_MOST = 200


@transaction.atomic
def add_tables(*, venue_id: int, names: Sequence[str], seats: int = 4) -> tuple[TableInfo, ...]:
    """Tables by name; names the venue already has are left as they are, so that adding twice adds once.

    Returns the venue's tables of those names. Raises ValidationFailedError for empty or too many names, or no seats.
    """
    wanted = list(dict.fromkeys(text[:40] for name in names if (text := " ".join(name.split()))))
    problems: dict[str, list[str]] = {}
    if not wanted:
        problems["names"] = [_("Name at least one table.")]
    if not 1 <= seats <= 100:
        problems["seats"] = [_("Choose between 1 and 100 seats.")]
    if problems:
        raise ValidationFailedError(_("Some fields need another look."), fields=problems)
    venue = locked_venue(venue_id=venue_id)
    taken = set(DiningTable.objects.filter(venue=venue).values_list("name", flat=True))
    missing = [name for name in wanted if name not in taken]
    if len(taken) + len(missing) > _MOST:
        raise ValidationFailedError(
            _("A venue has at most %(most)d tables.") % {"most": _MOST}, fields={"names": [_("Add fewer tables.")]}
        )
    DiningTable.objects.bulk_create(DiningTable(venue=venue, name=name, seats=seats) for name in missing)
    changed()
    return tuple(table_info(table) for table in DiningTable.objects.filter(venue=venue, name__in=wanted).order_by("pk"))
