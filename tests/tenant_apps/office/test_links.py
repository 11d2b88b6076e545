"""Nobody is shown a way that is closed to them: every link of every role's pages opens."""

import re
from collections import deque
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest

from tenant_apps.catalog import facade as catalog
from tenant_apps.ordering.facade import accept
from tenant_apps.team.contracts import Role
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import NewVenue
from tenants.context import use_tenant
from tests.tenant_apps.ordering.cast import open_restaurant

LINK = re.compile(r'<(?:a|button|div|li|span|form|section)\b[^>]*?\s(?:href|hx-get|data-href)="([^"]+)"')
STARTS = ("/office/", "/kitchen/")
MOST = 150


def links_of(page: str, address: str) -> set[str]:
    found = set()
    for href in LINK.findall(page):
        there = urlsplit(urljoin(address, unescape(href)))
        if there.scheme in ("", "http") and there.path.startswith(STARTS):
            found.add(there.path + (f"?{there.query}" if there.query else ""))
    return found


def kind_of(address: str) -> str:
    """Pages of one kind differ in numbers alone: two of each are enough."""
    return re.sub(r"\d[\w-]*", "#", address)


@pytest.fixture
def restaurant(db, tenant_a):
    with use_tenant(tenant_a):
        restaurant = open_restaurant()
        venues.add_tables(venue_id=restaurant.venue.id, names=["1"])
        order = restaurant.order()
        accept(order_id=order.id, actor="staff:1")
        restaurant.order()
        catalog.eighty_six(venue_id=restaurant.venue.id, item_id=restaurant.cola)
        return restaurant


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("published", [True, False])
def test_every_link_opens(client_a, tenant_a, restaurant, staff, role, published):
    if not published:
        with use_tenant(tenant_a):
            venues.open_venue(new=NewVenue(name="Isola", city="Milano"))
    staff(client_a, tenant_a, role)
    waiting, seen, kinds, closed = deque(["/office/"]), set(), {}, []
    while waiting and len(seen) < MOST:
        address = waiting.popleft()
        if address in seen or kinds.get(kind_of(address), 0) > 1:
            continue
        seen.add(address)
        kinds[kind_of(address)] = kinds.get(kind_of(address), 0) + 1
        answer = client_a.get(address)
        if answer.status_code not in (200, 302):
            closed.append((address, answer.status_code))
        if answer.get("Content-Type", "").startswith("text/html"):
            waiting.extend(sorted(links_of(answer.content.decode(), address) - seen))
    assert closed == []
    assert len(seen) > 2
