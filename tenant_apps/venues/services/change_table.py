from django.db import transaction
from django.utils.translation import gettext as _

from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.ids import token
from tenant_apps.venues.contracts import TableInfo
from tenant_apps.venues.errors import TableNotFoundError
from tenant_apps.venues.models import DiningTable, Venue
from tenant_apps.venues.selectors.book import changed
from tenant_apps.venues.selectors.infos import table_info
from tenant_apps.venues.services.locked_venue import locked_venue


@transaction.atomic
def change_table(*, venue_id: int, table_id: int, name: str, seats: int) -> TableInfo:
    """Rename a table or change its seats; its QR code stays. Raises ValidationFailedError, TableNotFoundError."""
    venue = locked_venue(venue_id=venue_id)
    table = _table(venue, table_id)
    text = " ".join(name.split())[:40]
    problems: dict[str, list[str]] = {}
    if not text:
        problems["name"] = [_("Name the table.")]
    elif DiningTable.objects.filter(venue=venue, name=text).exclude(pk=table.pk).exists():
        problems["name"] = [_("Another table has this name.")]
    if not 1 <= seats <= 100:
        problems["seats"] = [_("Choose between 1 and 100 seats.")]
    if problems:
        raise ValidationFailedError(_("Some fields need another look."), fields=problems)
    table.name, table.seats = text, seats
    table.save(update_fields=["name", "seats"])
    changed()
    return table_info(table)


@transaction.atomic
def renew_table_code(*, venue_id: int, table_id: int) -> TableInfo:
    """A new QR code; the printed one stops working. For codes that were photographed and shared."""
    table = _table(locked_venue(venue_id=venue_id), table_id)
    table.token = token()
    table.save(update_fields=["token"])
    changed()
    return table_info(table)


@transaction.atomic
def remove_table(*, venue_id: int, table_id: int) -> None:
    """Orders keep the table's name."""
    _table(locked_venue(venue_id=venue_id), table_id).delete()
    changed()


def _table(venue: Venue, table_id: int) -> DiningTable:
    table = DiningTable.objects.filter(venue=venue, pk=table_id).first()
    if table is None:
        raise TableNotFoundError(_("There is no such table."))
    return table
