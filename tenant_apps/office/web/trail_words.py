"""The audit trail in sentences, each with the page of what it is about."""

import re
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from comanda.kernel.moments import format_day
from shared_apps.audit.contracts import Entry
from tenants.context import current_tenant

Text = str | Promise

WORDS: dict[str, Text] = {
    "accounts.sign_in": _("signed in"),
    "accounts.sign_out": _("signed out"),
    "accounts.sign_in_failed": _("failed to sign in"),
    "accounts.password_set": _("set a new password"),
    "accounts.forgotten": _("deleted an account"),
    "accounts.token_reused": _("used a spent token: all their devices were signed out"),
    "team.invite": _("invited %(what)s"),
    "team.join": _("%(what)s joined the team"),
    "team.revoke_invitation": _("withdrew the invitation to %(what)s"),
    "team.change_role": _("changed the role of %(what)s"),
    "team.deactivate": _("took %(what)s off the team"),
    "team.reactivate": _("put %(what)s back on the team"),
    "imports.run": _("imported %(what)s"),
    "catalog.publish": _("published the menu of %(what)s"),
    "payments.refund": _("gave money back on order %(what)s"),
    "ordering.reject": _("rejected order %(what)s"),
    "ordering.cancel": _("cancelled order %(what)s"),
    "venues.opened": _("opened %(what)s"),
    "venues.changed": _("changed the details of %(what)s"),
    "venues.hours_changed": _("changed the hours of %(what)s"),
    "venues.exception_set": _("set a special day at %(what)s"),
    "venues.exception_removed": _("removed a special day at %(what)s"),
    "venues.zone_changed": _("changed a delivery zone of %(what)s"),
    "venues.zone_removed": _("removed a delivery zone of %(what)s"),
    "venues.tables_added": _("added tables at %(what)s"),
    "venues.table_changed": _("changed a table at %(what)s"),
}

FIELDS: dict[str, Text] = {
    "state": _("State"),
    "reason": _("Reason"),
    "role": _("Role"),
    "venue_ids": _("Venues"),
    "is_active": _("On the team"),
    "amount": _("Amount"),
    "currency": _("Currency"),
    "version": _("Version"),
    "kind": _("Kind"),
    "created": _("Created"),
    "zone": _("Zone"),
    "fee": _("Fee"),
    "name": _("Name"),
    "email": _("E-mail address"),
}

_PAGES = {
    "order": "ordering_office:detail",
    "staff": "office_web:member",
    "venue": "venues_office:profile",
    "import": "office_web:import_job",
}
_ORDER = re.compile(r"(\d{4}-\d{2}-\d{2}) / (.+)")


def tell(entry: Entry) -> str:
    """What happened, to what; an action without words of its own stays its code."""
    words = WORDS.get(entry.action)
    return f"{entry.action} {entry.object_label}".strip() if words is None else str(words) % {"what": _what(entry)}


def name_actor(entry: Entry) -> str:
    return {"system": "Comanda", "guest": _t("Guest"), "": "–"}.get(entry.actor_label, entry.actor_label)


def find_page(entry: Entry) -> str:
    """Where the thing is looked at; empty where it has no page, or none any more to speak of."""
    name = _PAGES.get(entry.object_type)
    return reverse(name, args=[entry.object_id]) if name and entry.object_id else ""


def list_changes(entry: Entry) -> list[dict[str, Any]]:
    """Each field with what it was and what it became."""
    before, after = dict(entry.before or {}), dict(entry.after or {})
    return [
        {"name": FIELDS.get(name, name), "before": _value(before.get(name)), "after": _value(after.get(name))}
        for name in dict.fromkeys([*before, *after])
    ]


def _what(entry: Entry) -> str:
    """An order by its number and day, as people write them; everything else by its name."""
    found = _ORDER.fullmatch(entry.object_label) if entry.object_type == "order" else None
    if found is None:
        return entry.object_label
    tenant = current_tenant()
    day = format_day(
        date.fromisoformat(found[1]),
        timezone=tenant.timezone,
        country=tenant.country,
        language=get_language() or "en",
    )
    return _t("%(number)s of %(day)s") % {"number": found[2], "day": day}


def _value(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _t("yes") if value else _t("no")
    if isinstance(value, dict):
        return ", ".join(f"{count} {kind}" for kind, count in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
