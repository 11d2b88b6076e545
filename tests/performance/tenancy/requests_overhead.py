"""One request through Django's handler, with the tenancy middleware and backend, and without either."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import override_settings
from django.urls import path

from tenants.selectors import list_tenants
from tests.performance.tenancy.timing import interleaved, median

PER_ROUND = 200
QUERY = "SELECT 1"


def empty(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def asks(_request: HttpRequest, alias: str) -> HttpResponse:
    with connections[alias].cursor() as cursor:
        cursor.execute(QUERY)
        cursor.fetchone()
    return HttpResponse("ok")


urlpatterns = [path("empty/", empty), path("ask/<str:alias>/", asks)]


def measure(rounds: int = 60) -> dict[str, Any]:
    """Microseconds a request, and the statements tenancy added: one SET when the tenant changes, else none."""
    plain = connections.settings["default"] | {"ENGINE": "django.db.backends.postgresql", "CONN_HEALTH_CHECKS": False}
    plain.pop("DIRECT_URL")
    connections.settings["plain"] = plain
    connections.settings["default"]["CONN_HEALTH_CHECKS"] = False
    first, second = list_tenants()[:2]
    try:
        bare, served = handler([]), handler(["tenants.middleware.TenantMiddleware"])
        sides = {
            "bare_0": sender(bare, "/empty/", [first.primary_domain]),
            "ours_0": sender(served, "/empty/", [first.primary_domain]),
            "bare_1": sender(bare, "/ask/plain/", [first.primary_domain]),
            "ours_1": sender(served, "/ask/default/", [first.primary_domain]),
        }
        for send in sides.values():
            send()
        before = switches()
        taken = interleaved(rounds, **sides)
        same = switches() - before
        taken |= interleaved(
            rounds, ours_changing=sender(served, "/ask/default/", [first.primary_domain, second.primary_domain])
        )
        changing = switches() - before - same
    finally:
        connections.close_all()
        del connections.settings["plain"]
    figures = {name: round(median(values) * 1000 / PER_ROUND, 2) for name, values in taken.items()}
    return figures | {
        "extra_statements": same / (rounds * PER_ROUND * 2),
        "sets_a_request_when_changing": changing / (rounds * PER_ROUND),
    }


def switches() -> int:
    return int(connections.initialized("default").switches)  # type: ignore[attr-defined]


def handler(middleware: list[str]) -> BaseHandler:
    made = BaseHandler()
    with override_settings(MIDDLEWARE=middleware, ROOT_URLCONF=__name__):
        made.load_middleware()
    return made


def sender(made: BaseHandler, address: str, hosts: list[str]) -> Callable[[], None]:
    requests = [RequestFactory().get(address, headers={"host": host}) for host in hosts]

    def send() -> None:
        settings.ROOT_URLCONF = __name__
        for number in range(PER_ROUND):
            made.get_response(requests[number % len(requests)])

    return send
