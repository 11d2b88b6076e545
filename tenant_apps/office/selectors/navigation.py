"""Where somebody may go in the office: by job, filtered by what their role allows."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comanda.kernel.access import Access
from tenant_apps.office.contracts import Command, NavEntry, NavItem


class Job(NamedTuple):
    label: str | Promise
    url: str
    icon: str
    capability: str
    pages: tuple[tuple[str | Promise, str, str], ...] = ()
    """(label, address, capability) of the pages below it."""


JOBS = (
    Job(_("Today"), "/office/", icon="house", capability="orders.view"),
    Job(
        _("Orders"),
        "/office/orders/",
        icon="receipt-text",
        capability="orders.view",
        pages=(
            (_("Board"), "/office/orders/", "orders.view"),
            (_("Tables"), "/office/orders/tables/", "orders.view"),
            (_("All orders"), "/office/orders/history/", "orders.view"),
        ),
    ),
    Job(_("Counter"), "/office/orders/counter/", icon="store", capability="orders.create"),
    Job(_("Kitchen"), "/kitchen/", icon="chef-hat", capability="kitchen.work"),
    Job(
        _("Menu"),
        "/office/menu/",
        icon="book-open",
        capability="menu.view",
        pages=(
            (_("Dishes"), "/office/menu/", "menu.view"),
            (_("Choices"), "/office/menu/choices/", "menu.view"),
            (_("Ingredients"), "/office/menu/ingredients/", "menu.view"),
            (_("Stations"), "/office/menu/stations/", "menu.edit"),
        ),
    ),
    Job(_("Customers"), "/office/customers/", icon="users", capability="customers.view"),
    Job(_("Venues"), "/office/venues/", icon="map-pin", capability="venues.edit"),
    Job(_("Team"), "/office/team/", icon="id-card", capability="team.manage"),
    Job(_("Look"), "/office/theme/", icon="palette", capability="theme.edit"),
    Job(_("Imports"), "/office/imports/", icon="upload", capability="imports.run"),
    Job(_("Audit trail"), "/office/audit/", icon="shield-check", capability="audit.view"),
)

_COMMANDS = (
    (Command(_("Invite somebody"), "/office/team/#invite", icon="user-plus", hint=_("Team")), "team.manage"),
    (Command(_("Import a menu"), "/office/imports/new/menu/", icon="upload", hint=_("Imports")), "imports.run"),
    (Command(_("Import past orders"), "/office/imports/new/orders/", icon="upload", hint=_("Imports")), "imports.run"),
    (Command(_("Open another venue"), "/office/venues/new/", icon="plus", hint=_("Venues")), "venues.edit"),
    (
        Command(_("New order at the counter"), "/office/orders/counter/", icon="plus", hint=_("Counter")),
        "orders.create",
    ),
    (Command(_("View storefront"), "/", icon="store", hint=_("As guests see it")), ""),
)


def navigation_for(*, access: Access, path: str) -> tuple[NavEntry, ...]:
    """The jobs this person has, the one that `path` belongs to marked."""
    allowed = [job for job in JOBS if access.can(job.capability)]
    current = max(
        (job.url for job in allowed if path == job.url or (job.url != "/office/" and path.startswith(job.url))),
        key=len,
        default="",
    )
    return tuple(_entry(job, job.url == current, access, path) for job in allowed)


def _entry(job: Job, active: bool, access: Access, path: str) -> NavEntry:
    pages = [page for page in job.pages if access.can(page[2])] if active else []
    here = max((url for _label, url, _capability in pages if path.startswith(url)), key=len, default="")
    items = tuple(NavItem(label=label, url=url, active=url == here) for label, url, _capability in pages)
    return NavEntry(label=job.label, url=job.url, icon=job.icon, active=active, items=items)


def commands_for(*, access: Access) -> tuple[Command, ...]:
    return tuple(command for command, capability in _COMMANDS if not capability or access.can(capability))
