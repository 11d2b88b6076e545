"""Guests who keep ordering while the demo runs, and a team that serves them at a believable pace.

It touches only what it placed itself: its guests' telephone numbers belong to nobody. An order a visitor places waits
for a person. A day of it is at most some fifteen hundred orders, a few dozen megabytes.
"""

import logging
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import DatabaseError, InterfaceError, close_old_connections, connections

from comanda.config.demo.baskets import BasketMaker
from comanda.config.demo.contracts import Guest, SeedSize, TenantSpec, VenueSpec
from comanda.config.demo.guests import invite_guests
from comanda.config.demo.move_on import move_on
from comanda.config.demo.now_open import place
from comanda.config.demo.pictures import draw_rest_behind
from comanda.config.demo.restaurants import RESTAURANTS
from comanda.config.demo.rhythm import HOURS, service_shares
from comanda.kernel.clock import now, zone
from tenant_apps.catalog import facade as catalog
from tenant_apps.catalog.errors import MenuNotPublishedError
from tenant_apps.ordering.contracts import OPEN
from tenant_apps.ordering.models import Order
from tenant_apps.team.models import StaffMember
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import VenueInfo
from tenants.context import TenantRef, use_platform, use_tenant
from tenants.facade import find_tenant_by

logger = logging.getLogger(__name__)

TICK = 2.0  # seconds
BUSIER = 4.0  # than the history says: a demo is watched for minutes, not for days
SLOWEST = 150.0  # seconds between two orders of an open venue, however late it is
MOST_OPEN = 14  # orders of a venue
MOST_A_DAY = 1500
PAYMENTS = (("tok_success", 0.66), ("cash", 0.26), ("tok_declined", 0.04), ("tok_insufficient_funds", 0.04))

Say = Callable[[str], None]


@dataclass
class _Restaurant:
    spec: TenantSpec
    ref: TenantRef
    venues: Mapping[str, VenueInfo]
    guests: Sequence[Guest]
    staff_id: int


@dataclass
class Traffic:
    """One run's memory: how many orders today, and its own dice."""

    pace: float
    say: Say
    chance: random.Random = field(default_factory=random.Random)
    placed_on: datetime | None = None
    placed_today: int = 0

    def tick(self, restaurant: _Restaurant) -> None:
        """In the restaurant's context."""
        at = now()
        for wanted in restaurant.spec.venues:
            venue = restaurant.venues[wanted.code]
            move_on(venue=venue, spec=restaurant.spec, staff_id=restaurant.staff_id, at=at, pace=self.pace)
            if self._is_time(wanted, venue, at):
                self._place(restaurant, wanted, venue, at)

    def _is_time(self, wanted: VenueSpec, venue: VenueInfo, at: datetime) -> bool:
        if not venues.open_state(venue_id=venue.id, at=at).takes_orders(at) or not self._may_still(at):
            return False
        weight = HOURS[at.astimezone(zone(venue.timezone)).hour] / sum(HOURS)
        an_hour = max(wanted.orders_a_day * BUSIER * weight, 3600 / SLOWEST) * self.pace
        if self.chance.random() >= an_hour * TICK / 3600:
            return False
        waiting = Order.objects.filter(venue=venue.id, state__in=[str(state) for state in OPEN]).count()
        return waiting < MOST_OPEN

    def _may_still(self, at: datetime) -> bool:
        if self.placed_on is None or self.placed_on.date() != at.date():
            self.placed_on, self.placed_today = at, 0
        return self.placed_today < MOST_A_DAY

    def _place(self, restaurant: _Restaurant, wanted: VenueSpec, venue: VenueInfo, at: datetime) -> None:
        try:
            menu = catalog.get_menu(venue_id=venue.id)
        except MenuNotPublishedError:
            return
        shares = service_shares(at.astimezone(zone(venue.timezone)).date(), wanted.city)
        order = place(
            spec=restaurant.spec,
            venue=venue,
            guests=restaurant.guests,
            maker=BasketMaker(spec=restaurant.spec, menu=menu, venue=venue, chance=self.chance),
            chance=self.chance,
            service=self.chance.choices(list(shares), list(shares.values()))[0],
            payment=self.chance.choices([name for name, _ in PAYMENTS], [weight for _, weight in PAYMENTS])[0],
            staff_id=None,
        )
        if order is not None:
            self.placed_today += 1
            self.say(f"{venue.name}: {order.reference} {order.service} {order.total} {order.currency}")


def keep_ordering(*, pace: float, seconds: float | None, say: Say) -> None:
    """Until stopped, or for `seconds`. A database that went away is waited for."""
    traffic = Traffic(pace=pace, say=say)
    draw_rest_behind()
    ends = None if seconds is None else time.monotonic() + seconds
    restaurants: list[_Restaurant] = []
    while ends is None or time.monotonic() < ends:
        started = time.monotonic()
        try:
            close_old_connections()
            restaurants = restaurants or _open_ones()
            for restaurant in restaurants:
                with use_tenant(restaurant.ref):
                    traffic.tick(restaurant)
        except (DatabaseError, InterfaceError, OSError) as error:
            logger.warning("traffic: %s, trying again", type(error).__name__)
            connections.close_all()
            restaurants = []
            time.sleep(5)
        time.sleep(max(0.0, TICK - (time.monotonic() - started)))


def _open_ones() -> list[_Restaurant]:
    """The demo's restaurants that are there and have a team."""
    found = []
    for spec in RESTAURANTS:
        with use_platform():
            ref = find_tenant_by(slug=spec.slug)
        if ref is None:
            continue
        with use_tenant(ref):
            by_code = {venue.code: venue for venue in venues.list_venues()}
            staff_id = StaffMember.objects.order_by("pk").values_list("user_id", flat=True).first()
            if staff_id is None or any(wanted.code not in by_code for wanted in spec.venues):
                continue
            guests = invite_guests(spec, by_code, count=SeedSize().customers)
            found.append(_Restaurant(spec, ref, by_code, guests, staff_id))
    return found
