"""A tenant's addresses and, behind the same middleware, a view that does nothing."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from shared_apps.limits.facade import uncounted


@uncounted  # an empty view alone: with a count in Redis it would be slower than a menu
def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("bench/empty/", empty), path("", include("comanda.config.urls_tenant"))]
