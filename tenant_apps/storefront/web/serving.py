"""How a guest will be served: the service they chose, the channel it goes through and the hour at the venue. These
three decide every price, so each page that shows one asks here, and shows what the order will cost."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.http import HttpRequest, HttpResponse

from comanda.kernel.clock import now, zone
from tenant_apps.catalog.contracts import MenuItem, MenuSize
from tenant_apps.venues.contracts import Channel, ServiceType, TableInfo, VenueInfo
from tenant_apps.venues.facade import SERVICE_WORDS, find_table, list_services

SERVICE_COOKIE = "service"
SERVICE_SECONDS = 30 * 86_400
TABLE_COOKIE = "table"
TABLE_SECONDS = 6 * 3_600


@dataclass(frozen=True, slots=True)
class Serving:
    """`at` is in the venue's time; `table` is where the guest sits, if they scanned a code here lately."""

    service: str
    channel: str
    at: datetime
    table: TableInfo | None = None

    def price(self, size: MenuSize) -> Decimal:
        """What one of it costs this guest now, before choices."""
        return size.price_for(self.service, self.channel, self.at)

    def least(self, item: MenuItem) -> tuple[Decimal, bool]:
        """The lowest price among the sizes, and whether another size costs more."""
        prices = {self.price(size) for size in item.sizes}
        return min(prices), len(prices) > 1


def find_serving(request: HttpRequest, venue: VenueInfo, *, asked: str = "") -> Serving:
    """What the guest asks for with this request, else what this browser remembers, else the venue's first service.

    Asks the process's memory alone. A table's code binds to the table until another service is asked for.
    """
    at = now().astimezone(zone(venue.timezone))
    wanted = asked or request.GET.get("service", "")
    table = find_guest_table(request, venue)
    if table is not None and wanted in {"", ServiceType.DINE_IN}:
        return Serving(ServiceType.DINE_IN, Channel.TABLE, at, table)
    offered = offered_services(venue)
    for service in (wanted, request.COOKIES.get(SERVICE_COOKIE, "")):
        if service in offered:
            return Serving(service, Channel.WEB, at)
    return Serving(offered[0] if offered else ServiceType.DINE_IN, Channel.WEB, at)


def offered_services(venue: VenueInfo) -> tuple[str, ...]:
    """What may be ordered without sitting at a table; pickup first, which costs nothing more than the menu says."""
    offered = list_services(venue_id=venue.id)
    return tuple(code for code in (ServiceType.PICKUP, ServiceType.DELIVERY) if code in offered)


def find_guest_table(request: HttpRequest, venue: VenueInfo) -> TableInfo | None:
    """The table this guest sits at, if its code was scanned here lately."""
    token = request.COOKIES.get(TABLE_COOKIE, "")
    table = find_table(token=token) if token else None
    fits = table is not None and table.venue_id == venue.id and ServiceType.DINE_IN in venue.services
    return table if fits else None


def remember_serving(request: HttpRequest, response: HttpResponse, venue: VenueInfo, serving: Serving) -> None:
    """A cookie per venue, for scripts to read as well; whoever asks for another service has left the table."""
    if serving.table is not None:
        return
    if request.COOKIES.get(TABLE_COOKIE) and find_guest_table(request, venue) is not None:
        response.delete_cookie(TABLE_COOKIE)
    if request.COOKIES.get(SERVICE_COOKIE) == serving.service or serving.service not in SERVICE_WORDS:
        return
    response.set_cookie(
        SERVICE_COOKIE,
        serving.service,
        max_age=SERVICE_SECONDS,
        path=f"/v/{venue.slug}/",
        samesite="Lax",
        secure=request.is_secure(),
    )
