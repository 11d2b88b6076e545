"""Freeze a venue's draft into the next version of its menu."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from comanda.kernel.clock import now
from comanda.kernel.errors import ConflictError
from comanda.kernel.outbox.publish import publish
from tenant_apps.catalog.contracts import Menu
from tenant_apps.catalog.errors import MenuNotReadyError
from tenant_apps.catalog.events import MenuPublished
from tenant_apps.catalog.models import MenuSnapshot
from tenant_apps.catalog.selectors.announcing import announce_menu
from tenant_apps.catalog.selectors.content import encode
from tenant_apps.catalog.selectors.draft import MenuDraft
from tenant_apps.catalog.selectors.published import decode_row
from tenant_apps.catalog.selectors.venues import get_venue


def publish_menu(*, venue_id: int, actor_id: int | None = None) -> Menu:
    """The new menu, or the present one where the draft holds nothing new.

    Raises VenueNotFoundError, MenuNotReadyError (fields `items.<id>`), ConflictError if two publish at the same moment.
    """
    venue = get_venue(venue_id=venue_id)
    with transaction.atomic():
        draft = MenuDraft(venue_id=venue_id, currency=venue.currency)
        content = draft.content()
        _refuse_unready(draft, has_items=bool(content["items"]))
        data, etag = encode(content)
        latest = MenuSnapshot.objects.filter(venue_id=venue_id).order_by("-version").first()
        if latest is not None and latest.etag == etag:
            return decode_row(latest)
        row = MenuSnapshot(
            venue_id=venue_id,
            version=latest.version + 1 if latest else 1,
            etag=etag,
            content=data,
            item_count=len(content["items"]),
            published_at=now(),
            published_by=actor_id,
        )
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            raise ConflictError(
                _("Someone else published this menu at the same moment."),
                code="menu_published_meanwhile",
                remedy=_("Look at what changed and publish again if something is left."),
            ) from None
        publish(MenuPublished(venue_id=venue_id, snapshot_id=row.pk, version=row.version, actor_id=actor_id))
        announce_menu(venue_id=venue_id)
    return decode_row(row)


def _refuse_unready(draft: MenuDraft, *, has_items: bool) -> None:
    if not has_items:
        raise MenuNotReadyError(
            _("There is nothing to publish yet."),
            code="menu_empty",
            remedy=_("Add a category with at least one item that is on sale, or import your menu."),
        )
    if draft.problems:
        raise MenuNotReadyError(
            _("Some items are not ready for the menu."),
            fields={f"items.{item_id}": [problem] for item_id, problem in draft.problems.items()},
            remedy=_("Give each of them a price and enough choices, or take them off the menu."),
        )
