from allauth.core.internal import ratelimit
from django.http import HttpRequest


def may_sign_up(request: HttpRequest) -> bool:
    """Counts a sign-up from this address; False where there were too many within a minute."""
    return bool(ratelimit.consume(request, app="shared_apps.signup", action="signup", config={"signup": "30/m/ip"}))
