"""A hundred tenants, each with an open venue and a published menu, in a database of the benchmark's own."""

import os
import time
from dataclasses import dataclass
from datetime import time as clock
from decimal import Decimal

from django.db import connections

from tenant_apps.catalog import facade as catalog
from tenant_apps.catalog.contracts import CategoryDraft, GroupDraft, ItemDraft, LinkDraft, Menu, OptionDraft, SizeDraft
from tenant_apps.catalog.models import MenuSnapshot
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import NewVenue, OpeningHours
from tenants.connections import direct_connection
from tenants.context import TenantRef, use_tenant
from tenants.contracts import NewTenant, TenantStatus
from tenants.facade import create_tenant, list_tenants
from tenants.prepare import prepare_platform
from tests.performance.main.settings import DATABASE

TENANTS = 100
CATEGORIES = 6
ITEMS = 8
"""A menu of 48 dishes, each in three sizes with eight extras: an ordinary pizzeria's."""

ALWAYS = tuple(OpeningHours(weekday=day, opens=clock(0), closes=clock(0)) for day in range(7))


@dataclass(frozen=True, slots=True)
class Shop:
    """What a stranger must know to order from a tenant."""

    ref: TenantRef
    venue_id: int
    menu: Menu

    @property
    def host(self) -> str:
        return self.ref.primary_domain


def make_database() -> None:
    """Empty; the settings point every connection at it."""
    drop_database()
    with direct_connection("default", dbname="postgres") as server:
        server.execute(f"CREATE DATABASE {DATABASE}")


def drop_database() -> None:
    connections.close_all()
    with direct_connection("default", dbname="postgres") as server:
        server.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


def build(tenants: int = TENANTS) -> list[Shop]:
    """The first tenant's menu is made dish by dish and published; the others' start as copies of that snapshot."""
    started = time.perf_counter()
    prepare_platform(spares=0)
    shops: list[Shop] = []
    for number in range(tenants):
        ref = create_tenant(
            NewTenant(
                name=f"Bench {number}",
                slug=f"bench-{number}",
                country="IT",
                currency="EUR",
                timezone="Europe/Rome",
                languages=("it", "en"),
                status=TenantStatus.ACTIVE,
            )
        )
        with use_tenant(ref):
            shops.append(_open(ref, shops[0] if shops else None))
    assert len(list_tenants()) == tenants
    _settle()
    print(f"  {tenants} tenants in {time.perf_counter() - started:.0f} s")
    return shops


def _settle() -> None:
    """Let the building end before anything is measured: its rows reach the disk and the tables are analysed.

    Otherwise orders share the disk with what a minute of CREATE TABLE left dirty, and autovacuum visits six thousand
    tables for the first time just while they are counted: stalls of a second that no running chain has.
    """
    with direct_connection("default", dbname=DATABASE) as server:
        server.execute("VACUUM (ANALYZE)")
        server.execute("CHECKPOINT")
    os.sync()


def _open(ref: TenantRef, first: Shop | None) -> Shop:
    venue = venues.open_venue(new=NewVenue(name="Centro", city="Milano", postcode="20123", hours=ALWAYS))
    if first is None:
        write_menu()
        return Shop(ref, venue.id, catalog.publish_menu(venue_id=venue.id))
    with use_tenant(first.ref):
        values = MenuSnapshot.objects.filter(venue_id=first.venue_id).values().get()
    MenuSnapshot.objects.create(**{**values, "id": None, "venue_id": venue.id})
    return Shop(ref, venue.id, catalog.get_menu(venue_id=venue.id))


def write_menu() -> None:
    extras = catalog.save_group(
        draft=GroupDraft(
            name="Extras",
            options=tuple(OptionDraft(name=f"Extra {number}", price=Decimal("1.20")) for number in range(8)),
        )
    )
    for number in range(CATEGORIES):
        category = catalog.save_category(draft=CategoryDraft(name=f"Category {number}"))
        for place in range(ITEMS):
            catalog.save_item(
                draft=ItemDraft(
                    name=f"Dish {number}-{place}",
                    description="Tomato, mozzarella, basil, and a word about where they come from.",
                    category_id=category,
                    sizes=tuple(
                        SizeDraft(price=Decimal(price), name=size)
                        for size, price in (("Small", "6.50"), ("Medium", "8.90"), ("Large", "11.40"))
                    ),
                    groups=(LinkDraft(group_id=extras, maximum=4),),
                    tax_category="food",
                    allergens=("gluten", "milk"),
                    ingredients=("Tomato", "Mozzarella", "Basil"),
                )
            )
