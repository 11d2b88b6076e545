"""The dish editor keeps what it does not show: days, other venues' prices, a venue's own yes."""

from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest
from django.test import Client

from comanda.kernel.errors import ValidationFailedError
from tenant_apps.catalog import facade
from tenant_apps.catalog.contracts import PriceDraft
from tenant_apps.catalog.models import Listing, PriceRule, Size
from tenant_apps.team.contracts import Role
from tenant_apps.venues.contracts import NewVenue, VenueInfo
from tenant_apps.venues.facade import open_venue
from tenants.context import TenantRef, use_tenant
from tests.tenant_apps.catalog.conftest import fill_menu
from tests.tenant_apps.catalog.forms import fields_of

FRIDAYS = 0b0010000
WEEKEND = 0b1100000


@pytest.fixture
def ids(tenant_a: TenantRef, venue_a: VenueInfo) -> dict[str, int]:
    with use_tenant(tenant_a):
        return fill_menu()


@pytest.fixture
def other(tenant_a: TenantRef, venue_a: VenueInfo) -> VenueInfo:
    with use_tenant(tenant_a):
        return open_venue(new=NewVenue(name="Navigli", city="Milano"))


@pytest.fixture
def rules(tenant_a: TenantRef, ids, venue_a, other) -> tuple[PriceDraft, ...]:
    """A happy hour on Fridays everywhere, and weekend prices at each of the two venues."""
    with use_tenant(tenant_a):
        size = Size.objects.get(item_id=ids["cola"]).pk
        happy = PriceDraft(
            size_id=size, price=Decimal(2), weekdays=FRIDAYS, starts_at=time(17), ends_at=time(19), channel="counter"
        )
        weekend = PriceDraft(size_id=size, price=Decimal(4), weekdays=WEEKEND, venue_id=venue_a.id)
        rules = (happy, weekend, replace(weekend, venue_id=other.id, price=Decimal(5)))
        facade.save_price_rules(item_id=ids["cola"], rules=rules)
        return rules


def stored(tenant: TenantRef) -> list[tuple]:
    names = ("venue_id", "channel", "service", "weekdays", "starts_at", "ends_at", "price")
    with use_tenant(tenant):
        return sorted(PriceRule.objects.values_list(*names), key=str)


def test_saving_a_dish_as_it_stands_changes_no_price(manager_a: Client, ids, rules, tenant_a):
    page = f"/office/menu/items/{ids['cola']}/"
    before = stored(tenant_a)
    assert manager_a.post(page, fields_of(manager_a.get(page))).status_code == 302
    assert stored(tenant_a) == before
    assert {row[3] for row in before} == {FRIDAYS, WEEKEND}


def test_the_days_of_a_price_are_chosen_on_the_page(manager_a: Client, ids, rules, tenant_a):
    page = f"/office/menu/items/{ids['cola']}/"
    form = fields_of(manager_a.get(page))
    assert manager_a.post(page, {**form, "rule-days": ["0:0", "0:2", "1:6", "2:6"]}).status_code == 302
    assert sorted(row[3] for row in stored(tenant_a)) == [0b0000101, 0b1000000, 0b1000000]
    refused = manager_a.post(page, {**fields_of(manager_a.get(page)), "rule-days": ["0:0", "1:6"]})
    assert refused.status_code == 422
    assert "Choose at least one day." in refused.content.decode()
    assert fields_of(refused)["rule-days"] == ["0:0", "1:6"]
    assert sorted(row[3] for row in stored(tenant_a)) == [0b0000101, 0b1000000, 0b1000000]


def test_a_manager_of_one_venue_leaves_the_others_prices_alone(
    client_a: Client, ids, rules, tenant_a, venue_a, other, sign_in
):
    sign_in(client_a, tenant_a, Role.MANAGER, venue_ids=[venue_a.id])
    page = f"/office/menu/items/{ids['cola']}/"
    before = stored(tenant_a)
    form = fields_of(client_a.get(page))
    assert form["rule-venue"] == ["", str(venue_a.id)]
    assert client_a.post(page, form).status_code == 302
    assert stored(tenant_a) == before
    # Theirs to take away, and only theirs.
    assert client_a.post(page, {name: value for name, value in form.items() if "rule-" not in name}).status_code == 302
    assert [row[0] for row in stored(tenant_a)] == [other.id]


def test_a_manager_of_one_venue_writes_no_price_for_another(
    client_a: Client, ids, rules, tenant_a, venue_a, other, sign_in
):
    sign_in(client_a, tenant_a, Role.MANAGER, venue_ids=[venue_a.id])
    page = f"/office/menu/items/{ids['cola']}/"
    before = stored(tenant_a)
    refused = client_a.post(page, {**fields_of(client_a.get(page)), "rule-venue": ["", str(other.id)]})
    assert refused.status_code == 422
    assert "Choose one of your venues." in refused.content.decode()
    assert stored(tenant_a) == before


def test_the_service_takes_no_price_of_a_venue_that_was_not_asked_about(as_tenant_a, ids, rules, venue_a, other):
    with pytest.raises(ValidationFailedError):
        facade.save_price_rules(item_id=ids["cola"], rules=rules, venue_ids={venue_a.id})
    assert PriceRule.objects.count() == 3


def test_a_venue_that_sells_what_others_do_not_keeps_selling_it(manager_a: Client, ids, tenant_a, venue_a, other):
    with use_tenant(tenant_a):
        Listing.objects.create(item_id=ids["cola"], venue_id=venue_a.id, is_sold=True)
    page = f"/office/menu/items/{ids['cola']}/"
    form = fields_of(manager_a.get(page))
    form.pop("is_active")
    assert manager_a.post(page, form).status_code == 302
    with use_tenant(tenant_a):
        assert list(Listing.objects.values_list("venue_id", "is_sold")) == [(venue_a.id, True)]
        assert ids["cola"] in facade.publish_menu(venue_id=venue_a.id).items
        assert ids["cola"] not in facade.publish_menu(venue_id=other.id).items
    form = {**fields_of(manager_a.get(page)), "sold_at": [str(other.id)]}
    assert manager_a.post(page, form).status_code == 302
    with use_tenant(tenant_a):
        assert list(Listing.objects.values_list("venue_id", "is_sold")) == [(venue_a.id, False)]
