"""The guest's second step: approve or refuse what the bank asks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tenant_apps.payments.contracts import AttemptState
from tenant_apps.payments.errors import AttemptNotFoundError, NothingToDecideError
from tenant_apps.payments.facade import get_attempt, resolve_action


@never_cache
@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest, token: str) -> HttpResponse:
    """The token is the key. `next` leads back to the order, on this host only."""
    following = _local(request, request.POST.get("next") or request.GET.get("next", ""))
    try:
        if request.method == "POST" and request.POST.get("decision") in {"approve", "refuse"}:
            resolve_action(token=token, approved=request.POST["decision"] == "approve")
            return redirect(following or request.path)
        attempt = get_attempt(token=token)
    except NothingToDecideError:
        return redirect(following or request.path)
    except AttemptNotFoundError:
        return render(request, "404.html", status=404)
    context = {
        "attempt": attempt,
        "is_waiting": attempt.state == AttemptState.ACTION_NEEDED,
        "next": following,
    }
    return render(request, "payments/second_step.html", context)


def _local(request: HttpRequest, address: str) -> str:
    """Only a path of this host: nobody is sent elsewhere from a payment page."""
    is_safe = url_has_allowed_host_and_scheme(address, allowed_hosts=None, require_https=request.is_secure())
    return address if is_safe and address.startswith("/") else ""
