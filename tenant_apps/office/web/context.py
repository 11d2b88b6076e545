"""What the office's shell needs on every page, whichever room the page lives in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from comanda.kernel.access import access_of
from comanda.kernel.origins import origin_of
from tenant_apps.office.selectors.navigation import commands_for, navigation_for

PLACES = ("/office/", "/kitchen/")


def office_shell(request: HttpRequest) -> dict[str, Any]:
    """A context processor: nothing outside the office, and nothing is looked up before the shell asks."""
    if not request.path.startswith(PLACES) or not hasattr(request, "access"):
        return {}
    user = request.user
    return {
        "navigation": SimpleLazyObject(lambda: navigation_for(access=access_of(request), path=request.path)),
        "commands": SimpleLazyObject(lambda: commands_for(access=access_of(request))),
        "office_user": SimpleLazyObject(lambda: {"name": getattr(user, "name", ""), "email": user.get_username()}),
        "palette_url": SimpleLazyObject(lambda: "/office/palette/" if access_of(request).can("orders.view") else ""),
        "mailbox_url": mailbox_url(),
    }


def mailbox_url() -> str:
    """Where mail is read that was not sent; the empty string where mail is sent."""
    if settings.ENVIRONMENT == "production" or "mailbox" not in settings.EMAIL_BACKEND:
        return ""
    return f"{origin_of(settings.PLATFORM_HOST)}/mail/"
