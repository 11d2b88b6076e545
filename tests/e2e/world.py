"""A tenant with something on every page, written without a browser."""

from uuid import uuid4

from django.core.files.base import ContentFile

from shared_apps.accounts.facade import create_user
from tenant_apps.catalog import facade as catalog
from tenant_apps.office.models import ImportJob
from tenant_apps.ordering import facade as ordering
from tenant_apps.team.models import StaffMember
from tenant_apps.team.services.invite import invite
from tenant_apps.venues import facade as venues
from tenants.context import use_tenant
from tenants.selectors import get_tenant
from tests.tenant_apps.ordering.cast import add_zone, open_restaurant


def fill(slug: str) -> None:
    """In a process of the chain's own, where Django is set up."""
    with use_tenant(get_tenant(slug=slug)):
        restaurant = open_restaurant()
        add_zone(restaurant)
        [table] = venues.add_tables(venue_id=restaurant.venue.id, names=["1"])
        restaurant.order(restaurant.loaded_line())
        ordering.accept(order_id=restaurant.order().id, actor="staff:1")
        restaurant.order(restaurant.line(), service="dine_in", table_token=table.token)
        catalog.eighty_six(venue_id=restaurant.venue.id, item_id=restaurant.cola)
        user_id = create_user(email=f"carla@{slug}.example.com", password=uuid4().hex, name="Carla", verified=True)
        StaffMember.objects.create(user_id=user_id, name="Carla", role="cashier")
        invite(email=f"nino@{slug}.example.com", role="kitchen")
        job = ImportJob(kind="menu", main_name="menu.csv")
        job.main_file.save("menu.csv", ContentFile(b"name,price,category\nCalzone,9.50,Pizza\n"), save=False)
        job.save(force_insert=True)
