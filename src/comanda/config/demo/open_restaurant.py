"""A demo restaurant's tenant, look, team and venues. Every step may be repeated: what is there stays."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from comanda.config.demo.contracts import TenantSpec, VenueSpec
from comanda.config.demo.draw_logos import draw_logo
from comanda.config.demo.restaurants import CHAIN, CHAIN_OWNER, PASSWORD, RESTAURANTS
from comanda.kernel.clock import now
from shared_apps.accounts.facade import create_user, find_user
from shared_apps.audit.facade import record
from shared_apps.branding.facade import get_theme, save_theme, store_logo
from tenant_apps.team.models import StaffMember
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import HoursException, NewVenue, VenueInfo
from tenants.context import TenantRef, use_platform, use_tenant
from tenants.contracts import NewTenant, TenantKind, TenantStatus
from tenants.facade import create_tenant, find_tenant_by, list_tenants


def open_tenant(spec: TenantSpec) -> TenantRef:
    """The tenant of that subdomain, in the demo's chain."""
    with use_platform():
        ref = find_tenant_by(slug=spec.slug) or _new_tenant(spec)
    if not get_theme(tenant_id=ref.id).logo_url:
        _dress(spec, ref)
    return ref


def _new_tenant(spec: TenantSpec) -> TenantRef:
    """In the platform's context."""
    owner_id = _user(*CHAIN_OWNER)
    slugs = {restaurant.slug for restaurant in RESTAURANTS}
    chain_id = next((ref.chain_id for ref in list_tenants() if ref.slug in slugs), None)
    return create_tenant(
        NewTenant(
            name=spec.name,
            slug=spec.slug,
            country=spec.country,
            currency=spec.currency,
            timezone=spec.timezone,
            languages=spec.languages,
            kind=TenantKind(spec.kind),
            status=TenantStatus.ACTIVE,
            plan="growth",
            chain_id=chain_id,
            chain_name=CHAIN,
            owner_id=owner_id,
        )
    )


def _dress(spec: TenantSpec, ref: TenantRef) -> None:
    """Its logo, colours and type."""
    with use_tenant(ref):
        logo = store_logo(upload=draw_logo(spec.slug))
    theme = spec.theme
    save_theme(
        tenant_id=ref.id,
        brand=theme.brand,
        accent=theme.accent,
        family=theme.family,  # type: ignore[arg-type]
        corner=theme.corner,  # type: ignore[arg-type]
        logo=logo,
    )


def open_venues(spec: TenantSpec) -> dict[str, VenueInfo]:
    """The venues by code, with hours, zones, tables and holidays."""
    opened = {}
    for wanted in spec.venues:
        venue = venues.open_venue(
            new=NewVenue(
                name=wanted.name,
                code=wanted.code,
                address=wanted.address,
                city=wanted.city,
                postcode=wanted.postcode,
                latitude=Decimal(wanted.latitude),
                longitude=Decimal(wanted.longitude),
                phone=wanted.phone,
                email=wanted.email,
                hours=wanted.hours,
                auto_accept=wanted.auto_accept,
                prep_minutes=wanted.prep_minutes,
            )
        )
        _furnish(venue, wanted)
        opened[wanted.code] = venue
    return opened


def _furnish(venue: VenueInfo, wanted: VenueSpec) -> None:
    drawn = {zone.name for zone in venues.list_zones(venue_id=venue.id)}
    for zone in wanted.zones:
        if zone.name not in drawn:
            venues.set_zone(venue_id=venue.id, zone=zone)
    if not venues.list_tables(venue_id=venue.id):
        venues.add_tables(venue_id=venue.id, names=wanted.tables)
    known = {exception.day for exception in venues.list_exceptions(venue_id=venue.id)}
    for day, name in holidays(wanted):
        if day not in known:
            venues.set_exception(venue_id=venue.id, exception=HoursException(day=day, name=name))


def holidays(wanted: VenueSpec) -> list[tuple[date, str]]:
    """Last year's, this year's and next year's."""
    year = now().year
    return [(date(year + more, month, day), name) for more in (-1, 0, 1) for month, day, name in wanted.closed]


def hire(spec: TenantSpec, opened: Mapping[str, VenueInfo]) -> dict[str, int]:
    """The team by e-mail address, as user ids."""
    team = {}
    for person in spec.people:
        user_id = _user(person.name, person.email)
        team[person.email] = user_id
        where = [opened[code].id for code in person.venues] or None
        _member, is_new = StaffMember.objects.get_or_create(
            user_id=user_id, defaults={"name": person.name, "role": person.role, "venue_ids": where}
        )
        if is_new:
            record(
                action="team.join",
                object_type="staff",
                object_id=user_id,
                object_label=person.name,
                after={"role": person.role, "venue_ids": where},
            )
    return team


def _user(name: str, email: str) -> int:
    """In the current schema."""
    there = find_user(email=email)
    return there.id if there else create_user(email=email, password=PASSWORD, name=name, verified=True)
