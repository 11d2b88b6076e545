from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from comanda.kernel.access import requires
from comanda.kernel.clock import zone
from shared_apps.audit.facade import list_entries, verify_chain
from tenants.context import current_tenant

PAGE = 50

TOPICS = (
    ("", _("Everything")),
    ("accounts.", _("Sign-ins")),
    ("team.", _("Team")),
    ("catalog.", _("Menu")),
    ("payments.", _("Money")),
    ("ordering.", _("Orders")),
    ("venues.", _("Venues")),
    ("imports.", _("Imports")),
)

WORDS = {
    "accounts.sign_in": _("signed in"),
    "accounts.sign_out": _("signed out"),
    "accounts.sign_in_failed": _("failed to sign in"),
    "accounts.password_set": _("set a new password"),
    "accounts.token_reused": _("used a spent token: all their devices were signed out"),
    "team.invite": _("invited"),
    "team.join": _("joined the team"),
    "team.revoke_invitation": _("withdrew the invitation to"),
    "team.change_role": _("changed the role of"),
    "team.deactivate": _("took off the team"),
    "team.reactivate": _("put back on the team"),
    "imports.run": _("imported"),
    "catalog.publish": _("published the menu of"),
    "payments.refund": _("gave money back on order"),
    "ordering.reject": _("rejected order"),
    "ordering.cancel": _("cancelled order"),
    "venues.opened": _("opened"),
    "venues.changed": _("changed the details of"),
    "venues.hours_changed": _("changed the hours of"),
    "venues.exception_set": _("set a special day at"),
    "venues.exception_removed": _("removed a special day at"),
    "venues.zone_changed": _("changed a delivery zone of"),
    "venues.zone_removed": _("removed a delivery zone of"),
    "venues.tables_added": _("added tables at"),
    "venues.table_changed": _("changed a table at"),
}


@require_GET
@never_cache
@requires("audit.view")
def audit(request: HttpRequest) -> HttpResponse:
    """The trail, newest first, by topic and by name, with the state of its seal."""
    topic, text, before = (request.GET.get(name, "") for name in ("topic", "q", "before"))
    found = list_entries(
        action=topic, search=text.strip(), before=int(before) if before.isdigit() else None, limit=PAGE + 1
    )
    tabs = [
        {"label": label, "url": f"?topic={name}" if name else "?", "active": name == topic} for name, label in TOPICS
    ]
    context = {
        "rows": [{"entry": entry, "words": WORDS.get(entry.action, entry.action)} for entry in found[:PAGE]],
        "older": found[PAGE - 1].position if len(found) > PAGE else "",
        "topic": topic,
        "text": text,
        "tabs": tabs,
    }
    with timezone.override(zone(current_tenant().timezone)):
        return render(request, "office/audit/audit.html", context)


@require_GET
@never_cache
@requires("audit.view")
def audit_seal(request: HttpRequest) -> HttpResponse:
    """Reads the whole chain: asked for by a button, not by every look at the page."""
    return render(request, "office/audit/seal.html", {"chain": verify_chain()})
