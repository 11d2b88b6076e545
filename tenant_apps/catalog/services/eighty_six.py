"""Take an item off for now."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from comanda.kernel.clock import now
from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.outbox.publish import publish
from tenant_apps.catalog.contracts import EightySixed
from tenant_apps.catalog.errors import ItemNotFoundError
from tenant_apps.catalog.events import ItemEightySixed
from tenant_apps.catalog.models import EightySix, Item
from tenant_apps.catalog.selectors.announcing import announce_eighty_six
from tenant_apps.catalog.selectors.venues import get_venue


def eighty_six(
    *,
    venue_id: int,
    item_id: int,
    channel: str = "",
    until: datetime | None = None,
    reason: str = "",
    source: str = "staff",
    actor_id: int | None = None,
) -> EightySixed:
    """Off from now on, `until` a moment or (None) until brought back. Doing it again replaces until and reason.

    Raises VenueNotFoundError, ItemNotFoundError, ValidationFailedError for a moment that has passed.
    """
    get_venue(venue_id=venue_id)
    if until is not None and until <= now():
        raise ValidationFailedError(
            _("That moment has already passed."),
            fields={"until": [_("Choose a time that is still to come.")]},
            remedy=_("Choose a later time, or leave it open."),
        )
    with transaction.atomic():
        # The item's row is the lock: two people taking it off at once must not make two open rows.
        if not Item.objects.current().select_for_update(no_key=True).filter(pk=item_id).order_by("pk").first():
            raise ItemNotFoundError()
        rows = EightySix.objects.locked().filter(
            venue_id=venue_id, item_id=item_id, channel=channel, ended_at__isnull=True
        )
        row = next(iter(rows), None) or EightySix(venue_id=venue_id, item_id=item_id, channel=channel)
        row.until, row.reason, row.source, row.created_by = until, reason, source, actor_id
        row.save()
        publish(
            ItemEightySixed(
                venue_id=venue_id, item_id=item_id, until=until.isoformat() if until else None, reason=reason
            )
        )
        announce_eighty_six(venue_id=venue_id)
    return EightySixed(item_id, venue_id, channel, until, reason, source)
