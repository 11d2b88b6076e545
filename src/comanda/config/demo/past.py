"""A venue's past, day by day: who ordered what, when, how they paid and what became of it."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from comanda.config.demo.baskets import BasketMaker, PricedChoice
from comanda.config.demo.contracts import Guest, TenantSpec, VenueSpec
from comanda.config.demo.rhythm import dice, expected_orders, how_many, is_warm, moments, service_shares
from comanda.kernel.clock import business_date, zone
from tenant_apps.catalog.contracts import Menu
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import ServiceType, TableInfo, VenueInfo

_BASKETS = {ServiceType.PICKUP: 140, ServiceType.DELIVERY: 160, ServiceType.DINE_IN: 160}
_CANCELLED = 0.014
_REASONS = {
    "it": ("Il cliente ha cambiato idea", "Ordine doppio", "Indirizzo sbagliato"),
    "en": ("Guest changed their mind", "Ordered twice", "Wrong address"),
}


@dataclass(frozen=True, slots=True)
class DemoOrder:
    venue: VenueInfo
    day: date
    number: int
    placed_at: datetime
    service: ServiceType
    channel: str
    choice: PricedChoice
    guest: Guest
    table: TableInfo | None
    placed_by: int | None
    by_card: bool
    steps: tuple[tuple[str, datetime], ...]
    """The order machine's states with their moments, the first one `pending`."""
    reason: str = ""

    @property
    def ended_at(self) -> datetime:
        return self.steps[-1][1]

    @property
    def was_cancelled(self) -> bool:
        return self.steps[-1][0] == "cancelled"


@dataclass
class Storyteller:
    """Tells one venue's days. The same seed tells the same story whatever part of it is asked for."""

    spec: TenantSpec
    wanted: VenueSpec
    venue: VenueInfo
    menu: Menu
    guests: Sequence[Guest]
    cashier_id: int
    until: date
    """The day up to which the venue has grown to its usual number of orders."""
    share: float = 1.0
    _near: dict[int, list[Guest]] = field(default_factory=dict)
    _pools: dict[tuple[ServiceType, bool], list[PricedChoice]] = field(default_factory=dict)

    def tell(self, *, first: date, last: date, now: datetime) -> Iterator[DemoOrder]:
        """Orders placed on the business days from `first` to `last` that were over before `now`, numbered by day."""
        for offset in range((last - first).days + 1):
            yield from self._day(first + timedelta(days=offset), now)

    def _day(self, day: date, now: datetime) -> Iterator[DemoOrder]:
        chance = dice("day", self.spec.slug, self.wanted.code, day)
        expected = self.share * expected_orders(
            day=day,
            usual=self.wanted.orders_a_day,
            months=self.spec.slow_months,
            city=self.wanted.city,
            until=self.until,
        )
        opened = self._opened(day)
        local = datetime.combine(day, datetime.min.time(), zone(self.venue.timezone))
        offset = int((local.utcoffset() or timedelta()).total_seconds() // 3600)
        placed = moments(chance, count=how_many(chance, expected), opened=opened, timezone_hours=offset)
        number, shares = 0, service_shares(day, self.wanted.city)
        for moment in placed:
            order = self._order(chance, day, number + 1, moment.replace(microsecond=0), shares)
            if order is not None and order.ended_at < now:
                number += 1
                yield order

    def _opened(self, day: date) -> list[tuple[datetime, datetime]]:
        """When the venue is open during the business day: from one turn of the day to the next."""
        local = zone(self.venue.timezone)
        start = datetime.combine(day, self.venue.day_ends_at, local).astimezone(UTC)
        end = datetime.combine(day + timedelta(days=1), self.venue.day_ends_at, local).astimezone(UTC)
        found, at = [], start
        while at < end:
            state = venues.open_state(venue_id=self.venue.id, at=at)
            if state.is_open and state.until is not None:
                found.append((at, min(state.until, end)))
                at = state.until
            elif state.opens_at is not None:
                at = state.opens_at
            else:
                break
        return found

    def _order(
        self, chance: random.Random, day: date, number: int, moment: datetime, shares: Mapping[ServiceType, float]
    ) -> DemoOrder | None:
        service = chance.choices(list(shares), list(shares.values()))[0]
        choice = chance.choice(self._pool(service, warm=is_warm(day)))
        guest = self._guest(chance, choice)
        if business_date(moment, self.venue.timezone, self.venue.day_ends_at) != day:
            return None
        channel = self._channel(chance, service)
        cancelled = chance.random() < _CANCELLED
        return DemoOrder(
            venue=self.venue,
            day=day,
            number=number,
            placed_at=moment,
            service=service,
            channel=channel,
            choice=choice,
            guest=guest,
            table=chance.choice(venues.list_tables(venue_id=self.venue.id)) if service is ServiceType.DINE_IN else None,
            placed_by=self.cashier_id if channel == "counter" else None,
            by_card=channel != "counter" and chance.random() < 0.72,
            steps=_cancellation(chance, moment) if cancelled else self._steps(chance, moment, service, choice),
            reason=chance.choice(_REASONS.get(self.spec.languages[0], _REASONS["en"])) if cancelled else "",
        )

    def _channel(self, chance: random.Random, service: ServiceType) -> str:
        if service is ServiceType.DELIVERY:
            return "web"
        share = 0.45 if service is ServiceType.PICKUP else 0.62
        if chance.random() < share:
            return "counter"
        return "web" if service is ServiceType.PICKUP else "table"

    def _guest(self, chance: random.Random, choice: PricedChoice) -> Guest:
        if choice.zone is None:
            return chance.choice(self.guests)
        zone_id = choice.zone.id
        if zone_id not in self._near:
            self._near[zone_id] = [guest for guest in self.guests if guest.zone_id == zone_id]
        return chance.choice(self._near[zone_id] or self.guests)

    def _steps(
        self, chance: random.Random, placed: datetime, service: ServiceType, choice: PricedChoice
    ) -> tuple[tuple[str, datetime], ...]:
        confirmed = placed + timedelta(seconds=chance.randint(8, 150))
        preparing = confirmed + timedelta(seconds=chance.randint(30, 300))
        ready = preparing + timedelta(minutes=self.venue.prep_minutes * chance.uniform(0.6, 1.3))
        steps = [("pending", placed), ("confirmed", confirmed), ("preparing", preparing), ("ready", ready)]
        if service is ServiceType.DELIVERY and choice.zone is not None:
            out = ready + timedelta(minutes=chance.uniform(1, 9))
            steps += [
                ("out_for_delivery", out),
                ("delivered", out + timedelta(minutes=choice.zone.minutes * chance.uniform(0.5, 1.2))),
            ]
        else:
            steps.append(("delivered", ready + timedelta(minutes=chance.uniform(0.5, 14))))
        return tuple((state, at.replace(microsecond=0)) for state, at in steps)

    def _pool(self, service: ServiceType, *, warm: bool) -> list[PricedChoice]:
        """Priced baskets to choose from, filled when first needed."""
        if (pool := self._pools.get((service, warm))) is not None:
            return pool
        chance = dice("baskets", self.spec.slug, self.wanted.code, service, warm)
        maker = BasketMaker(spec=self.spec, menu=self.menu, venue=self.venue, chance=chance, warm=warm)
        zones = venues.list_zones(venue_id=self.venue.id)
        at = datetime.combine(self.until, datetime.min.time(), UTC) - timedelta(hours=12)
        pool = []
        for _try in range(_BASKETS[service] * 4):
            choice = maker.priced(service=service, zones=zones, at=at)
            if choice is not None:
                pool.append(choice)
            if len(pool) == _BASKETS[service]:
                break
        self._pools[service, warm] = pool
        return pool


def _cancellation(chance: random.Random, placed: datetime) -> tuple[tuple[str, datetime], ...]:
    return (("pending", placed), ("cancelled", placed + timedelta(seconds=chance.randint(40, 400))))
