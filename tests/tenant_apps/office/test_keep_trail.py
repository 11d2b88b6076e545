"""What other rooms tell ends up in the audit trail, once, with who did it."""

import pytest

from comanda.kernel.outbox.publish import publish
from comanda.kernel.outbox.testing import drain_outbox
from shared_apps.accounts.facade import create_user
from shared_apps.audit.facade import list_entries
from tenant_apps.catalog.events import MenuPublished
from tenant_apps.ordering.events import OrderStateChanged
from tenant_apps.ordering.models import Check, Order
from tenant_apps.ordering.models.history import StateEntry
from tenant_apps.payments.events import PaymentRefunded
from tenant_apps.venues.contracts import NewVenue
from tenant_apps.venues.facade import open_venue
from tenants.context import use_tenant


@pytest.fixture
def ada(as_tenant_a):
    return create_user(email="ada@example.com", password="x" * 12, name="Ada", verified=True)


@pytest.fixture
def order(as_tenant_a):
    venue = open_venue(new=NewVenue(name="Centro", city="Milano"))
    made = Order.objects.create(
        venue_id=venue.id,
        business_date="2026-03-14",
        number=7,
        channel="web",
        service="pickup",
        currency="EUR",
        placed_at="2026-03-14T18:30Z",
        total="12.50",
        paid="12.50",
    )
    Check.objects.create(order=made, total="12.50", paid="12.50")
    return made


def test_a_publication_names_its_person(ada, order, tenant_b):
    publish(MenuPublished(venue_id=order.venue_id, snapshot_id=5, version=2, actor_id=ada))
    drain_outbox()
    [entry] = list_entries(action="catalog.")
    assert (entry.actor_label, entry.object_label, entry.after) == ("ada@example.com", "Centro", {"version": 2})
    with use_tenant(tenant_b):
        assert list_entries() == ()


def test_a_refund_names_the_order_the_sum_and_the_reason(ada, order):
    check = Check.objects.get(order=order)
    publish(
        PaymentRefunded(
            attempt_id=1,
            check_id=check.pk,
            amount="12.50",
            currency="EUR",
            refund_id=3,
            reason="cold",
            actor=f"staff:{ada}",
        )
    )
    drain_outbox()
    drain_outbox()
    [entry] = list_entries(action="payments.")
    assert entry.actor_label == "ada@example.com"
    assert entry.object_label == "2026-03-14 / 007"
    assert entry.after == {"amount": "12.50", "currency": "EUR", "reason": "cold"}


@pytest.mark.parametrize(("state", "action"), [("rejected", "ordering.reject"), ("cancelled", "ordering.cancel")])
def test_an_order_called_off_is_kept(ada, order, state, action):
    Order.objects.filter(pk=order.pk).update(state=state)
    StateEntry.objects.create(
        order=order, machine="order", state=state, at="2026-03-14T18:35Z", actor=f"staff:{ada}", reason="no dough"
    )
    publish(
        OrderStateChanged(
            order_id=order.pk, venue_id=order.venue_id, state=state, previous="pending", reason="no dough"
        )
    )
    drain_outbox()
    [entry] = list_entries(action="ordering.")
    assert (entry.action, entry.actor_label) == (action, "ada@example.com")
    assert entry.after == {"reason": "no dough"}


def test_the_rest_of_an_orders_life_is_not(order):
    publish(OrderStateChanged(order_id=order.pk, venue_id=order.venue_id, state="ready", previous="preparing"))
    drain_outbox()
    assert list_entries() == ()
