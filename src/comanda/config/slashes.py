from django.http import HttpResponsePermanentRedirect
from django.middleware.common import CommonMiddleware


class KeepingRedirect(HttpResponsePermanentRedirect):
    """308: whoever posted to an address without its last slash posts the same again, instead of asking for a page."""

    status_code = 308


class SlashMiddleware(CommonMiddleware):
    response_redirect_class = KeepingRedirect
