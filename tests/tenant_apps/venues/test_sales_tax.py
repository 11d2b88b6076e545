"""Where towns set the tax, the venue tells it; until then nothing is sold."""

from decimal import Decimal

import pytest

from comanda.kernel.errors import ValidationFailedError
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.models import Order
from tenant_apps.team.contracts import Role
from tenant_apps.venues import facade as venues
from tenant_apps.venues.models import Venue
from tenant_apps.venues.selectors.book import changed
from tenants.context import use_tenant
from tests.tenant_apps.ordering.cast import open_restaurant
from tests.tenant_apps.staff import client_of


@pytest.fixture
def shop(tenant_a, db):
    with use_tenant(tenant_a):
        found = open_restaurant()
        Venue.objects.filter(pk=found.venue.id).update(country="US")
        changed()
        return found


def test_a_venue_in_the_united_states_sells_once_its_tax_is_set(tenant_a, tenant_b, shop):
    address = f"/office/venues/{shop.venue.id}/"
    owner = client_of(tenant_a, Role.OWNER)
    assert "No sales tax yet" in owner.get("/office/venues/").content.decode()
    assert "has no sales tax set: nothing can be ordered." in owner.get("/office/").content.decode()
    with use_tenant(tenant_a):
        with pytest.raises(ValidationFailedError) as refusal:
            shop.order()
        assert (refusal.value.code, Order.objects.count()) == ("sales_tax_unset", 0)
    page = owner.get(address)
    form = page.context["form"]
    data = {name: value for name in form.fields if (value := form[name].value()) not in (None, False)}
    data["sales_tax_percent"] = "8.25"
    assert client_of(tenant_b, Role.OWNER).post(address, data).status_code == 404
    with use_tenant(tenant_a):
        assert venues.get_venue(venue_id=shop.venue.id).sales_tax_percent is None
    assert owner.post(address, data).status_code == 302
    assert "has no sales tax set" not in owner.get("/office/").content.decode()
    with use_tenant(tenant_a):
        order = shop.order()
        assert (order.subtotal, order.tax, order.total) == (Decimal("6.50"), Decimal("0.54"), Decimal("7.04"))
        after = ordering.void_line(line_id=order.lines[0].id, reason="none left", actor="staff:1")
        assert (after.subtotal, after.tax, after.total) == (0, 0, 0)
