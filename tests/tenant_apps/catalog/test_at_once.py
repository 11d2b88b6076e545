"""Several people at once: one version, one 86, one import."""

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from comanda.kernel.errors import ConflictError
from tenant_apps.catalog import facade
from tenant_apps.catalog.models import EightySix, Item, MenuSnapshot
from tenant_apps.team.contracts import Role
from tenant_apps.venues.contracts import NewVenue
from tenant_apps.venues.facade import open_venue
from tenants.context import TenantRef, use_tenant
from tests.tenant_apps.catalog.conftest import fill_menu
from tests.tenant_apps.catalog.forms import fields_of
from tests.tenant_apps.staff import client_of

PEOPLE = 6

pytestmark = pytest.mark.django_db(transaction=True)


def all_at_once(tenant: TenantRef, act: Callable[[], object]) -> list[object]:
    """What each got, or the conflict it was told; any other error is raised."""
    start = Barrier(PEOPLE)

    def one(_number: int) -> object:
        try:
            with use_tenant(tenant):
                start.wait()
                return act()
        except ConflictError as conflict:
            return conflict
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PEOPLE) as pool:
        return list(pool.map(one, range(PEOPLE)))


def test_one_draft_becomes_one_version_one_86_and_one_import(tenant_a: TenantRef):
    with use_tenant(tenant_a):
        venue = open_venue(new=NewVenue(name="Centro", city="Milano"))
        ids = fill_menu()

    told = all_at_once(tenant_a, lambda: facade.publish_menu(venue_id=venue.id))
    with use_tenant(tenant_a):
        assert MenuSnapshot.objects.count() == 1
        menu = facade.get_menu(venue_id=venue.id)
    assert menu in told
    assert all(answer == menu or getattr(answer, "code", "") == "menu_published_meanwhile" for answer in told)

    told = all_at_once(tenant_a, lambda: facade.eighty_six(venue_id=venue.id, item_id=ids["cola"], reason="Gone"))
    with use_tenant(tenant_a):
        assert EightySix.objects.count() == 1
    assert all(row == told[0] for row in told)

    address = f"/office/menu/items/{ids['cola']}/"
    people = [client_of(tenant_a, Role.OWNER) for _person in range(PEOPLE)]
    forms = [fields_of(person.get(address)) for person in people]
    turns = iter(range(PEOPLE))

    def save() -> int:
        turn = next(turns)
        return people[turn].post(address, forms[turn] | {"description": [f"From hand {turn}"]}).status_code

    assert sorted(all_at_once(tenant_a, save)) == [302] + [422] * (PEOPLE - 1), "who did not see the first is told"

    told = all_at_once(
        tenant_a, lambda: facade.import_menu(items=io.BytesIO(b"name,price,category\nCalzone,9,Pizza\n"))
    )
    assert sorted(report.created["items"] for report in told) == [0] * (PEOPLE - 1) + [1]  # type: ignore[attr-defined]
    with use_tenant(tenant_a):
        assert Item.objects.filter(name="Calzone").count() == 1
