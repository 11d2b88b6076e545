"""The demo's guests: people of invented names at invented addresses, each inside a zone that delivers to them."""

import random
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from comanda.config.demo.contracts import Guest, TenantSpec
from comanda.config.demo.rhythm import dice
from tenant_apps.customers.models import Address, Customer
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import VenueInfo, ZoneInfo

MAIL = "posta.example"
_NEAR_SHARE = 0.68


def invite_guests(spec: TenantSpec, opened: Mapping[str, VenueInfo], *, count: int) -> list[Guest]:
    """The same people every time; those who are there already are found, not doubled."""
    chance = dice("guests", spec.slug)
    people = [_guest(spec, chance, number, list(opened.values())) for number in range(count)]
    known = dict(Customer.objects.filter(email__endswith=f"@{MAIL}").values_list("email", "pk"))
    fresh = [guest for guest in people if guest.email not in known]
    made = Customer.objects.bulk_create(
        Customer(name=guest.name, email=guest.email, phone=guest.phone.replace(" ", ""), language=spec.languages[0])
        for guest in fresh
    )
    known |= {customer.email: customer.pk for customer in made}
    Address.objects.bulk_create(
        Address(
            customer_id=known[guest.email],
            label="Casa" if spec.languages[0] == "it" else "Home",
            street=guest.street,
            city=spec.venues[0].city,
            postcode=guest.postcode,
            latitude=guest.latitude,
            longitude=guest.longitude,
            is_default=True,
        )
        for guest in fresh
    )
    return [replace(guest, customer_id=known[guest.email]) for guest in people]


def _guest(spec: TenantSpec, chance: random.Random, number: int, places: list[VenueInfo]) -> Guest:
    first, last = chance.choice(spec.first_names), chance.choice(spec.last_names)
    venue = chance.choice(places)
    zones = venues.list_zones(venue_id=venue.id)
    zone = zones[0] if chance.random() < _NEAR_SHARE else zones[-1]
    latitude, longitude = point_in(zone, zones, chance)
    street = f"{chance.choice(spec.streets)} {chance.randint(1, 98)}"
    if spec.country == "GB":
        name, _space, house = street.rpartition(" ")
        street = f"{house} {name}"
    postcode = chance.choice(zone.postcodes)
    if spec.country == "GB":
        postcode = f"{postcode} {chance.randint(1, 9)}{chance.choice('ABDEFGH')}{chance.choice('JLNPQRS')}"
    handle = f"{first}.{last}.{number}".lower().replace(" ", "").replace("'", "")
    return Guest(
        name=f"{first} {last}",
        phone=f"{spec.phone_prefix}{number + 200:03d}",
        email=f"{handle}@{MAIL}",
        customer_id=None,
        street=street,
        postcode=postcode,
        latitude=latitude,
        longitude=longitude,
        zone_id=zone.id,
        venue_id=venue.id,
    )


def point_in(zone: ZoneInfo, zones: tuple[ZoneInfo, ...], chance: random.Random) -> tuple[Decimal, Decimal]:
    """A point that this zone, and none asked before it, delivers to."""
    xs, ys = [x for x, _y in zone.polygon], [y for _x, y in zone.polygon]
    for _try in range(500):
        x, y = chance.uniform(min(xs), max(xs)), chance.uniform(min(ys), max(ys))
        found = venues.find_zone(venue_id=zone.venue_id, latitude=y, longitude=x)
        if found is not None and found.id == zone.id:
            return Decimal(f"{y:.6f}"), Decimal(f"{x:.6f}")
    msg = f"no place left in {zone.name} beside {len(zones) - 1} other zones"
    raise RuntimeError(msg)
