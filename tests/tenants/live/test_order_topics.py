"""Boards hear of their venue's orders; a guest hears of the one order whose link they hold, in its tenant only."""

import pytest
from websockets.exceptions import InvalidStatus

from comanda.kernel.outbox.testing import drain_outbox
from tenant_apps.ordering import facade as ordering
from tenant_apps.team.contracts import Role
from tenants.context import use_tenant
from tests.tenant_apps.ordering.cast import open_restaurant
from tests.tenant_apps.staff import client_of
from tests.tenants.live.conftest import next_news, nothing_more


def refused(attempt) -> bool:
    with pytest.raises(InvalidStatus) as caught, attempt:
        pass
    return caught.value.response.status_code == 403


def test_board_and_guest_hear_each_step(sockets, tenant_a):
    with use_tenant(tenant_a):
        restaurant = open_restaurant()
        order = restaurant.order()
        drain_outbox()
    board = f"board:{restaurant.venue.id}"
    with (
        sockets.open(tenant_a, board, client=client_of(tenant_a, Role.CASHIER)) as staff,
        sockets.open(tenant_a, f"order:{order.token}") as guest,
    ):
        next_news(staff), next_news(guest)
        with use_tenant(tenant_a):
            ordering.accept(order_id=order.id, actor="staff:1")
            drain_outbox()
        told = next_news(staff)
        assert (told["topic"], told["event"], told["id"]) == (board, "order.confirmed", str(order.id))
        heard = next_news(guest)
        assert (heard["topic"], heard["event"], heard["id"]) == (f"order:{order.token}", "order.confirmed", "")
        with use_tenant(tenant_a):
            open_restaurant(name="Isola").order()
            drain_outbox()
        assert nothing_more(staff), "another venue's order"
        assert nothing_more(guest), "another guest's order"


def test_a_link_opens_its_own_order_in_its_own_tenant_only(sockets, tenant_a, tenant_b):
    with use_tenant(tenant_a):
        restaurant = open_restaurant()
        order = restaurant.order()
    with use_tenant(tenant_b):
        open_restaurant()
    assert refused(sockets.open(tenant_b, f"order:{order.token}"))
    # Swapped case, not a fixed letter: that would now and then be the real one.
    assert refused(sockets.open(tenant_a, f"order:{order.token.swapcase()}"))
    assert refused(sockets.open(tenant_a, f"order:{order.id}"))
    assert refused(sockets.open(tenant_a, f"board:{restaurant.venue.id}")), "a guest is no staff"
    assert refused(sockets.open(tenant_a, f"order:{order.token}", f"board:{restaurant.venue.id}"))


def test_staff_hear_only_the_venues_they_work_at(sockets, tenant_a):
    with use_tenant(tenant_a):
        here, there = open_restaurant(), open_restaurant(name="Isola")
    client = client_of(tenant_a, Role.CASHIER, [here.venue.id])
    with sockets.open(tenant_a, f"board:{here.venue.id}", client=client) as socket:
        next_news(socket)
    assert refused(sockets.open(tenant_a, f"board:{there.venue.id}", client=client))
    assert refused(sockets.open(tenant_a, f"kitchen:{here.venue.id}", client=client)), "a cashier is no cook"
