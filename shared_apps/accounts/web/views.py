from typing import Any

from allauth.account.views import LoginView
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from shared_apps.accounts.contracts import LOCKED_SECONDS, TOO_MANY
from shared_apps.accounts.errors import EntryRefusedError, UserNotFoundError
from shared_apps.accounts.services.entry_tokens import redeem_entry_token
from shared_apps.accounts.services.sign_in import sign_in


class LoginPage(LoginView):  # type: ignore[misc]  # allauth has no types
    def form_invalid(self, form: Any) -> HttpResponse:
        """429 to whoever keeps guessing; the page itself stays the same."""
        answer: HttpResponse = super().form_invalid(form)
        if form.has_error(NON_FIELD_ERRORS, code=TOO_MANY):
            answer.status_code = 429
            answer["Retry-After"] = str(LOCKED_SECONDS)
        return answer


@require_GET
@never_cache
def enter(request: HttpRequest, key: str) -> HttpResponse:
    """Through the door that another of our hosts has opened: signs in once, then goes to `next` on this host."""
    try:
        sign_in(request, user_id=redeem_entry_token(key=key), method="entry_token")
    except (EntryRefusedError, UserNotFoundError):
        refusal = EntryRefusedError()
        messages.error(request, refusal.sentence())
        return redirect("account_login")
    target = request.GET.get("next", "/")
    response = redirect(target if url_has_allowed_host_and_scheme(target, allowed_hosts=None) else "/")
    response["Referrer-Policy"] = "no-referrer"
    return response
