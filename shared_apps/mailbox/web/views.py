"""The local mailbox: what would have been sent, on a page of the platform's host. In production it does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import escape, urlize
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from shared_apps.mailbox.contracts import StoredMail
from shared_apps.mailbox.providers.local import empty, find_mail, list_mail, newest_id

View = Callable[..., HttpResponse]
BACKEND = "shared_apps.mailbox.providers.local.MailboxBackend"


def local_only(view: View) -> View:
    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> HttpResponse:
        if settings.ENVIRONMENT == "production":
            raise Http404
        return view(*args, **kwargs)

    return guarded


@require_GET
@never_cache
@local_only
def inbox(request: HttpRequest, mail_id: str = "") -> HttpResponse:
    mails = list_mail()
    chosen = _chosen(mail_id) if mail_id else (mails[0] if mails else None)
    context = {"mails": mails, "chosen": chosen, "newest": newest_id(), "kept": settings.EMAIL_BACKEND == BACKEND}
    return render(request, "mailbox/inbox.html", context)


@require_GET
@never_cache
@local_only
def news(request: HttpRequest) -> HttpResponse:
    """The list again, where something has arrived since `seen`; else 204."""
    newest = newest_id()
    if newest == request.GET.get("seen", ""):
        return HttpResponse(status=204)
    context = {"mails": list_mail(), "newest": newest, "chosen": find_mail(request.GET.get("open", ""))}
    return render(request, "mailbox/list.html", context)


# The message is somebody's HTML: no scripts, no forms, nothing from elsewhere, an origin of its own.
@require_GET
@never_cache
@xframe_options_sameorigin
@csp_replace({
    "default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "img-src": ["data:"], "script-src": ["'none'"],
    "connect-src": ["'none'"], "font-src": ["'none'"], "form-action": ["'none'"], "frame-ancestors": ["'self'"],
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
})  # fmt: skip
@local_only
def body(request: HttpRequest, mail_id: str) -> HttpResponse:
    mail = _chosen(mail_id)
    html = mail.html or f"<pre style='white-space:pre-wrap;font:15px/1.5 sans-serif'>{urlize(escape(mail.text))}</pre>"
    return HttpResponse(f'<base target="_blank">{html}')


@require_POST
@local_only
def clear(request: HttpRequest) -> HttpResponse:
    empty()
    return redirect("mailbox_web:inbox")


def _chosen(mail_id: str) -> StoredMail:
    mail = find_mail(mail_id)
    if mail is None:
        raise Http404
    return mail
