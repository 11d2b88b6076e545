"""The whole demo, from nothing or from wherever the last attempt stopped."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from comanda.config.demo.contracts import Guest, SeedSize, TenantSpec, VenueSpec
from comanda.config.demo.guests import invite_guests
from comanda.config.demo.now_open import fill_today
from comanda.config.demo.open_restaurant import hire, open_tenant, open_venues
from comanda.config.demo.past import Storyteller
from comanda.config.demo.past_rows import PastWriter
from comanda.config.demo.pictures import draw_first_pictures
from comanda.config.demo.restaurants import RESTAURANTS
from comanda.config.demo.write_menu import write_menu
from comanda.kernel.clock import business_date, now
from tenant_apps.catalog import facade as catalog
from tenant_apps.catalog.errors import MenuNotPublishedError
from tenant_apps.ordering.models import Order
from tenant_apps.team.contracts import Role
from tenant_apps.venues.contracts import VenueInfo
from tenants.context import use_tenant

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Seeded:
    """What a run added."""

    orders: int = 0
    rows: int = 0


def seed(*, size: SeedSize, say: Say, restaurants: tuple[TenantSpec, ...] = RESTAURANTS) -> Seeded:
    """Repeat it at any time: what is there stays, and days that are missing since are told."""
    total = Seeded()
    for spec in restaurants:
        say(f"{spec.name}: opening")
        ref = open_tenant(spec)
        with use_tenant(ref):
            done = _seed_tenant(spec, size, lambda text, name=spec.name: say(f"{name}: {text}"))  # type: ignore[misc]
        total = Seeded(total.orders + done.orders, total.rows + done.rows)
    return total


def _seed_tenant(spec: TenantSpec, size: SeedSize, say: Say) -> Seeded:
    opened = open_venues(spec)
    team = hire(spec, opened)
    with transaction.atomic():
        is_new = write_menu(spec)
    if is_new and size.pictures:
        say("drawing the dishes")
        draw_first_pictures()
    owner_id = next(team[person.email] for person in spec.people if person.role == Role.OWNER)
    for venue in opened.values():
        _publish(venue, owner_id)
    with transaction.atomic():
        guests = invite_guests(spec, opened, count=size.customers)
    cashier_id = next(team[person.email] for person in spec.people if person.role == Role.CASHIER)
    done = Seeded()
    for wanted in spec.venues:
        past = _tell_past(
            spec=spec,
            wanted=wanted,
            venue=opened[wanted.code],
            guests=guests,
            cashier_id=cashier_id,
            size=size,
            say=say,
        )
        done = Seeded(done.orders + past.orders, done.rows + past.rows)
    say("today")
    fill_today(spec=spec, opened=opened, guests=guests, team=team)
    return done


def _publish(venue: VenueInfo, owner_id: int) -> None:
    try:
        catalog.get_menu(venue_id=venue.id)
    except MenuNotPublishedError:
        catalog.publish_menu(venue_id=venue.id, actor_id=owner_id)


def _tell_past(
    *,
    spec: TenantSpec,
    wanted: VenueSpec,
    venue: VenueInfo,
    guests: list[Guest],
    cashier_id: int,
    size: SeedSize,
    say: Say,
) -> Seeded:
    """From the day after the last one that is there (a year ago at first) to this moment, in one transaction."""
    moment = now()
    today = business_date(moment, venue.timezone, venue.day_ends_at)
    latest = (
        Order.objects.filter(venue=venue.id).order_by("-business_date").values_list("business_date", flat=True).first()
    )
    first = latest + timedelta(days=1) if latest else today - timedelta(days=size.days)
    if first > today:
        return Seeded()
    say(f"the past of {venue.name}, {(today - first).days + 1} days")
    teller = Storyteller(
        spec=spec,
        wanted=wanted,
        venue=venue,
        menu=catalog.get_menu(venue_id=venue.id),
        guests=guests,
        cashier_id=cashier_id,
        until=today,
        share=size.share,
    )
    orders = list(teller.tell(first=first, last=today, now=moment))
    if not orders:
        return Seeded()
    writer = PastWriter(language=spec.languages[0], currency=spec.currency, city=wanted.city)
    with transaction.atomic():
        rows = writer.write(orders)
    return Seeded(len(orders), rows)
