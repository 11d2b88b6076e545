"""What stands between a new restaurant and its first order, looked up and never ticked off by hand."""

from django.utils.translation import gettext_lazy as _

from comanda.kernel.access import Access
from shared_apps.branding.facade import get_theme
from tenant_apps.catalog.contracts import Menu
from tenant_apps.catalog.errors import MenuNotPublishedError
from tenant_apps.catalog.facade import get_menu, has_unpublished_changes
from tenant_apps.office.contracts import Checklist, ChecklistStep
from tenant_apps.office.models import DismissedHint
from tenant_apps.ordering.facade import list_orders
from tenant_apps.team.facade import list_invitations, list_staff
from tenant_apps.venues.contracts import Channel, VenueInfo
from tenant_apps.venues.facade import list_hours, list_venues
from tenants.context import current_tenant

NAME = "checklist"


def get_checklist(*, access: Access, user_id: int) -> Checklist | None:
    """None for those who do not set the place up, who have waved it away, or where everything is done."""
    if not access.can("menu.edit") or DismissedHint.objects.filter(user_id=user_id, hint=NAME).exists():
        return None
    checklist = Checklist(steps=tuple(step for step in _steps() if access.can(_NEEDS[step.name])))
    return checklist if checklist.next_step is not None else None


_NEEDS = {
    "menu": "menu.edit", "hours": "venues.edit", "look": "theme.edit", "team": "team.manage", "order": "orders.view",
}  # fmt: skip


def _steps() -> list[ChecklistStep]:
    venues = list_venues()
    return [
        _menu_step(venues),
        ChecklistStep(
            name="hours",
            title=_("Check your opening hours"),
            text=_("Guests order only while you are open. Pickup and delivery may have hours of their own."),
            url=f"/office/venues/{venues[0].id}/hours/" if venues else "/office/venues/new/",
            action=_("Set the hours"),
            done=any(list_hours(venue_id=venue.id) for venue in venues),
        ),
        ChecklistStep(
            name="look",
            title=_("Make it look like you"),
            text=_("Your logo, your colours, your type: guests should know where they are."),
            url="/office/theme/",
            action=_("Choose the look"),
            done=_has_own_look(),
        ),
        ChecklistStep(
            name="team",
            title=_("Invite your team"),
            text=_("Everybody signs in as themselves and sees what their job needs."),
            url="/office/team/#invite",
            action=_("Invite somebody"),
            done=len(list_staff(active_only=True)) > 1 or bool(list_invitations()),
        ),
        ChecklistStep(
            name="order",
            title=_("Take the first order"),
            text=_("Order something yourself: see what your guests see, then what your kitchen sees."),
            url="/",
            action=_("Open the storefront"),
            done=any(order.channel != Channel.IMPORT for order in list_orders(limit=20)),
        ),
    ]


def _menu_step(venues: tuple[VenueInfo, ...]) -> ChecklistStep:
    """A draft that waits is to be published; without one, a file is the quickest way to it."""
    published = any(_menu(venue.id) for venue in venues)
    drafted = not published and any(has_unpublished_changes(venue_id=venue.id) for venue in venues)
    return ChecklistStep(
        name="menu",
        title=_("Publish your menu"),
        text=_("Look it over, then press Publish: that is the moment guests can order.")
        if drafted
        else _("Type it in, or bring it as a file from your old till: a hundred dishes take a minute."),
        url="/office/menu/" if drafted else "/office/imports/new/menu/",
        action=_("Look it over") if drafted else _("Import a menu"),
        done=published,
    )


def _has_own_look() -> bool:
    """More than the colour that sign-up asked for: a logo, or a type or corners of their own."""
    theme = get_theme(tenant_id=current_tenant().id)
    return bool(theme.logo_url) or (theme.family, theme.corner) != ("figtree", "soft")


def _menu(venue_id: int) -> Menu | None:
    try:
        return get_menu(venue_id=venue_id)
    except MenuNotPublishedError:
        return None
