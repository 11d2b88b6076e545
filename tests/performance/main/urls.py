"""A tenant's addresses and, behind the same middleware, a view that does nothing."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("bench/empty/", empty), path("", include("comanda.config.urls_tenant"))]
