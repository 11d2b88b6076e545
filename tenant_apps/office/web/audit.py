from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from comanda.kernel.access import requires
from comanda.kernel.clock import zone
from comanda.kernel.numbers import whole_number
from shared_apps.audit.facade import list_entries, verify_chain
from tenant_apps.office.web.trail_words import find_page, list_changes, name_actor, tell
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


@require_GET
@never_cache
@requires("audit.view")
def audit(request: HttpRequest) -> HttpResponse:
    """The trail, newest first, by topic and by name, with the state of its seal."""
    topic, text, before = (request.GET.get(name, "") for name in ("topic", "q", "before"))
    found = list_entries(action=topic, search=text.strip(), before=whole_number(before), limit=PAGE + 1)
    tabs = [
        {"label": label, "url": f"?topic={name}" if name else "?", "active": name == topic} for name, label in TOPICS
    ]
    context = {
        "rows": [
            {
                "entry": entry,
                "who": name_actor(entry),
                "words": tell(entry),
                "url": find_page(entry),
                "changes": list_changes(entry),
            }
            for entry in found[:PAGE]
        ],
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
