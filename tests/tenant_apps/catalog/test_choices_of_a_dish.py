"""What one option costs on one dish, and whether it is chosen there, where that differs from its group."""

from decimal import Decimal

import pytest
from django.test import Client

from tenant_apps.catalog import facade
from tenant_apps.catalog.models import GroupLink, LinkRule, ModifierOption
from tenants.context import TenantRef, use_tenant
from tests.tenant_apps.catalog.conftest import fill_menu
from tests.tenant_apps.catalog.forms import fields_of


@pytest.fixture
def ids(tenant_a: TenantRef, venue_a) -> dict[str, int]:
    with use_tenant(tenant_a):
        return fill_menu()


def option(name: str) -> int:
    return ModifierOption.objects.get(item__name=name).pk


def published(venue, dish: int) -> dict[str, tuple[Decimal, bool]]:
    [group] = facade.publish_menu(venue_id=venue.id).items[dish].groups
    return {one.name: (one.price, one.is_default) for one in group.options}


def test_a_dish_says_what_its_options_cost_there(manager_a: Client, ids, tenant_a, venue_a):
    page = f"/office/menu/items/{ids['margherita']}/"
    form = fields_of(manager_a.get(page))
    assert form["choice-price"] == ["", ""]
    assert (
        manager_a.post(page, {**form, "choice-price": ["4,50", "0"], "choice-default": ["", "yes"]}).status_code == 302
    )
    with use_tenant(tenant_a):
        assert published(venue_a, ids["margherita"]) == {
            "Burrata": (Decimal("4.50"), False),
            "Olives": (Decimal(0), True),
        }
        link = GroupLink.objects.get().pk
    again = fields_of(manager_a.get(page))
    assert (again["choice-price"], again["choice-default"]) == (["4.50", "0.00"], ["", "yes"])
    assert manager_a.post(page, again).status_code == 302
    with use_tenant(tenant_a):
        assert GroupLink.objects.get().pk == link
        assert LinkRule.objects.count() == 2
    assert manager_a.post(page, {**again, "choice-price": ["", ""], "choice-default": ["", ""]}).status_code == 302
    with use_tenant(tenant_a):
        assert published(venue_a, ids["margherita"])["Burrata"] == (Decimal(3), False)
        assert not LinkRule.objects.exists()


def test_a_price_that_is_none_is_refused_beside_its_group(manager_a: Client, ids, tenant_a):
    page = f"/office/menu/items/{ids['margherita']}/"
    form = fields_of(manager_a.get(page))
    for wrong in ("x", "-1"):
        answer = manager_a.post(page, {**form, "choice-price": [wrong, ""]})
        assert answer.status_code == 422
        assert fields_of(answer)["choice-price"] == [wrong, ""]
    with use_tenant(tenant_a):
        assert not LinkRule.objects.exists()


def test_the_api_writes_them_and_leaves_them(manager_a: Client, ids, tenant_a):
    with use_tenant(tenant_a):
        olives = option("Olives")
    address = f"/api/v1/items/{ids['margherita']}/"
    link = {"group_id": ids["extras"], "maximum": 3}
    choices = [{"option_id": olives, "price": "0.50", "is_default": None}]

    def patch(body):
        return manager_a.patch(address, {"groups": [body]}, content_type="application/json")

    answer = patch({**link, "choices": choices})
    assert answer.status_code == 200, answer.content
    assert [choice["option_id"] for choice in answer.json()["groups"][0]["choices"]] == [olives]
    assert patch(link).json()["groups"][0]["choices"][0]["option_id"] == olives
    assert patch({**link, "choices": [{"option_id": olives + 1000}]}).status_code == 400
    assert patch({**link, "choices": []}).json()["groups"][0]["choices"] == []
