"""A bill is paid at once, in parts, or each their own; whatever is pressed, nothing is paid twice and sums stand."""

import itertools
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comanda.kernel.money import allocate
from comanda.kernel.outbox.testing import drain_outbox
from tenant_apps.ordering import facade
from tenant_apps.ordering.contracts import DeliveryAddress, PaymentState
from tenant_apps.ordering.errors import LineNotFoundError, OrderClosedError, OrderInvalidError
from tenant_apps.ordering.models import Check
from tenant_apps.payments.facade import list_attempts
from tenant_apps.pricing.contracts import BasketLine
from tenant_apps.team.contracts import Role
from tenant_apps.venues import facade as venues
from tenants.context import use_tenant
from tests.tenant_apps.at_once import at_once
from tests.tenant_apps.ordering.cast import add_zone, open_restaurant
from tests.tenant_apps.ordering.settle import settle
from tests.tenant_apps.staff import client_of

WHO = "staff:1"
_keys = itertools.count()


def key():
    return f"key-{next(_keys)}"


def at_table(restaurant, *lines):
    """A running order of three lines at a table: 13.00 + 2.00 + 6.50 or what the cast asks for them."""
    venues.add_tables(venue_id=restaurant.venue.id, names=["7"], seats=4)
    [table] = [one for one in venues.list_tables(venue_id=restaurant.venue.id) if one.name == "7"]
    lines = lines or (
        restaurant.line(quantity=2),
        BasketLine(item_id=restaurant.cola),
        restaurant.line(),
    )
    order = restaurant.order(*lines, service="dine_in", table_token=table.token)
    settle()
    return facade.get_order(order_id=order.id)


@pytest.fixture
def restaurant(as_tenant_a):
    return open_restaurant(auto_accept=True)


@pytest.fixture
def order(restaurant):
    return at_table(restaurant)


def sums_stand(order_id):
    order = facade.get_order(order_id=order_id)
    checks = facade.list_checks(order_id=order_id)
    assert sum(check.total for check in checks) == order.total
    assert sum(check.paid for check in checks) == order.paid
    standing = [line for line in order.lines if not line.is_voided]
    assert sum(line.gross for line in standing) == order.total
    for check in checks:
        assert sum(line.gross for line in check.lines) == check.total
    return order, checks


def test_lines_go_onto_a_bill_of_their_own(order):
    cola = order.lines[1]
    check_id = facade.split_check(order_id=order.id, line_ids=[cola.id])
    _, (first, second) = sums_stand(order.id)
    assert (second.id, second.number, second.total) == (check_id, 2, cola.gross)
    assert first.total == order.total - cola.gross
    facade.take_payment(order_id=order.id, provider="cash", key=key(), actor=WHO, check_id=check_id)
    paid, (first, second) = sums_stand(order.id)
    assert (first.due, second.due) == (first.total, Decimal(0))
    assert paid.payment_state == PaymentState.UNPAID
    facade.take_payment(order_id=order.id, provider="cash", key=key(), actor=WHO)
    paid, _ = sums_stand(order.id)
    assert (paid.due, paid.payment_state) == (Decimal(0), PaymentState.PAID)


def test_something_stays_on_every_bill(order):
    with pytest.raises(OrderInvalidError, match="at least one line"):
        facade.split_check(order_id=order.id, line_ids=[line.id for line in order.lines])
    for lines in ([], [987654], [order.lines[0].id, 987654]):
        with pytest.raises(LineNotFoundError):
            facade.split_check(order_id=order.id, line_ids=lines)
    assert Check.objects.filter(order_id=order.id).count() == 1


def test_what_was_paid_must_still_fit(order):
    dear = max(order.lines, key=lambda line: line.gross)
    amount = order.total - dear.gross + Decimal("0.01")
    facade.take_payment(order_id=order.id, provider="cash", key=key(), actor=WHO, amount=amount)
    with pytest.raises(OrderInvalidError, match="More was paid"):
        facade.split_check(order_id=order.id, line_ids=[dear.id])
    sums_stand(order.id)


def test_one_bill_again_as_far_as_nothing_was_paid(order):
    one = facade.split_check(order_id=order.id, line_ids=[order.lines[1].id])
    facade.split_check(order_id=order.id, line_ids=[order.lines[2].id])
    facade.take_payment(order_id=order.id, provider="cash", key=key(), actor=WHO, check_id=one)
    assert facade.join_checks(order_id=order.id) == 1
    _, checks = sums_stand(order.id)
    assert [check.number for check in checks] == [1, 2]
    assert facade.join_checks(order_id=order.id) == 0
    facade.split_check(order_id=order.id, line_ids=[order.lines[2].id])
    _, checks = sums_stand(order.id)
    assert [check.number for check in checks] == [1, 2, 4]


def test_a_called_off_order_has_no_bill(order):
    facade.cancel(order_id=order.id, reason="They left.", actor=WHO)
    with pytest.raises(OrderClosedError):
        facade.split_check(order_id=order.id, line_ids=[order.lines[0].id])
    with pytest.raises(OrderClosedError):
        facade.join_checks(order_id=order.id)


def test_two_cards_and_cash_pay_one_bill(order):
    shares = allocate(order.total, [Decimal(1)] * 3, order.currency)
    for share, provider in zip(shares, ("test_card", "cash", "test_card"), strict=True):
        facade.take_payment(
            order_id=order.id, provider=provider, payment_token="tok_success", key=key(), actor=WHO, amount=share
        )
        settle()
    paid, [check] = sums_stand(order.id)
    assert (paid.due, paid.payment_state) == (Decimal(0), PaymentState.PAID)
    assert sorted(attempt.state for attempt in list_attempts(check_ids=[check.id])) == ["captured"] * 3


def test_a_part_that_is_taken_leaves_the_rest_to_be_paid(order):
    part = order.lines[1].gross
    facade.take_payment(
        order_id=order.id, provider="test_card", payment_token="tok_success", key=key(), actor=WHO, amount=part
    )
    settle()
    paid = facade.get_order(order_id=order.id)
    assert (paid.paid, paid.payment_state) == (part, PaymentState.UNPAID)


def test_two_cards_for_the_whole_take_it_once(order):
    for _ in range(2):  # both tapped before either was answered
        facade.take_payment(order_id=order.id, provider="test_card", payment_token="tok_success", key=key(), actor=WHO)
    settle()
    paid, [check] = sums_stand(order.id)
    assert (paid.paid, paid.payment_state) == (order.total, PaymentState.PAID)
    assert sorted(attempt.state for attempt in list_attempts(check_ids=[check.id])) == ["cancelled", "captured"]


def test_money_goes_back_from_the_bill_it_came_by(order):
    own = facade.split_check(order_id=order.id, line_ids=[order.lines[0].id])
    for check_id in (own, None):
        facade.take_payment(order_id=order.id, provider="cash", key=key(), actor=WHO, check_id=check_id)
    facade.refund_order(order_id=order.id, amount=Decimal("1.00"), reason="Cold", key=key(), actor=WHO)
    settle()
    after, _ = sums_stand(order.id)
    assert after.payment_state == PaymentState.PARTIALLY_REFUNDED
    assert after.paid == order.total - 1


@pytest.mark.django_db(transaction=True)
def test_the_same_line_is_moved_once_however_many_press(tenant_a):
    with use_tenant(tenant_a):
        order = at_table(open_restaurant(auto_accept=True))
        line = order.lines[1].id
    tries = [partial(facade.split_check, order_id=order.id, line_ids=[line])] * 4
    assert all(problem is None or isinstance(problem, OrderInvalidError) for problem in at_once(tenant_a, *tries))
    with use_tenant(tenant_a):
        sums_stand(order.id)


@given(data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whoever_pays_what_sums_stand(restaurant, data):
    order = at_table(restaurant)
    for _ in range(data.draw(st.integers(1, 6))):
        act = data.draw(st.sampled_from(["split", "join", "pay", "part"]))
        checks = facade.list_checks(order_id=order.id)
        check = data.draw(st.sampled_from(checks))
        try:
            if act == "split":
                lines = data.draw(st.lists(st.sampled_from([line.id for line in order.lines]), min_size=1, unique=True))
                facade.split_check(order_id=order.id, line_ids=lines)
            elif act == "join":
                facade.join_checks(order_id=order.id)
            else:
                amount = check.due if act == "pay" else (check.due / 2).quantize(Decimal("0.01"))
                facade.take_payment(
                    order_id=order.id, provider="cash", key=key(), actor=WHO, check_id=check.id, amount=amount
                )
        except (OrderInvalidError, LineNotFoundError):
            pass
        now, _ = sums_stand(order.id)
        assert now.paid <= now.total


# --- the pages


@pytest.fixture
def served(tenant_a, db):
    with use_tenant(tenant_a):
        restaurant = open_restaurant(auto_accept=True)
        return restaurant, at_table(restaurant)


def test_the_room_shows_who_owes_what(tenant_a, served):
    restaurant, order = served
    page = client_of(tenant_a, Role.CASHIER).get("/office/orders/tables/").content.decode()
    assert "Table 7" in page
    assert f"/office/orders/{order.id}/bill/" in page
    assert f'data-live-topic="board:{restaurant.venue.id}"' in page
    driver = client_of(tenant_a, Role.DRIVER).get("/office/orders/tables/").content.decode()
    assert f"/office/orders/{order.id}/bill/" not in driver, "who takes no orders takes no money"


def test_the_bill_is_split_and_paid_on_its_page(tenant_a, tenant_b, served):
    _, order = served
    client = client_of(tenant_a, Role.CASHIER)
    address = f"/office/orders/{order.id}/bill/"
    assert "The bill" in client.get(address).content.decode()
    cola = order.lines[1]
    client.post(f"{address}split/", {"line": [str(cola.id)]})
    with use_tenant(tenant_a):
        first, second = facade.list_checks(order_id=order.id)
    shared = client.get(f"{address}?check={first.id}&parts=3").content.decode()
    assert "One of 3 parts" in shared
    same = {"amount": str(second.due), "provider": "cash", "key": "once"}
    for _ in range(2):
        client.post(f"{address}{second.id}/payments/", same)
    with use_tenant(tenant_a):
        first, second = facade.list_checks(order_id=order.id)
        assert (second.due, second.paid) == (Decimal(0), cola.gross), "a double tap is one payment"
    for wrong in ("", "abc", "-1", "0", "9999"):
        answer = client.post(f"{address}{first.id}/payments/", {"amount": wrong, "provider": "cash"}, follow=True)
        assert answer.status_code == 200
    with use_tenant(tenant_a):
        assert facade.get_order(order_id=order.id).paid == cola.gross
    for slug in ("split/", "join/", f"{first.id}/payments/"):
        stranger = client_of(tenant_b, Role.OWNER)
        answer = stranger.post(f"{address}{slug}", {"line": str(cola.id), "amount": "1", "provider": "cash"})
        assert answer.status_code in {302, 404}
        denied = client_of(tenant_a, Role.KITCHEN).post(f"{address}{slug}", {"line": str(cola.id), "amount": "1"})
        assert denied.status_code == 403
    with use_tenant(tenant_a):
        assert facade.get_order(order_id=order.id).paid == cola.gross
        assert len(facade.list_checks(order_id=order.id)) == 2


def test_fees_on_a_bill_are_named_in_the_readers_language(tenant_a, served):
    restaurant, _ = served
    home = DeliveryAddress(street="Via Roma 1", city="Milano", postcode="20123", latitude=45.46, longitude=9.19)
    with use_tenant(tenant_a):
        add_zone(restaurant)
        order = restaurant.order(restaurant.loaded_line(), service="delivery", address=home, tip=Decimal(2))
        drain_outbox()
    page = client_of(tenant_a, Role.CASHIER).get(f"/office/orders/{order.id}/bill/", headers={"accept-language": "it"})
    assert [name for name, line in page.context["bills"][0].rows if line.kind not in {"item", "option"}] == [
        "Consegna",
        "Mancia per la squadra",
    ]
    assert ">Consegna<" in page.content.decode()
    assert " × Margherita Centro" in page.content.decode()


def test_a_bill_of_another_venue_is_not_ours(tenant_a, served):
    restaurant, order = served
    elsewhere = client_of(tenant_a, Role.CASHIER, [restaurant.venue.id + 1])
    assert elsewhere.get(f"/office/orders/{order.id}/bill/").status_code == 403
    assert elsewhere.post(f"/office/orders/{order.id}/bill/join/").status_code == 403


def test_a_check_of_another_order_is_refused(tenant_a, served):
    restaurant, order = served
    with use_tenant(tenant_a):
        other = restaurant.order()
        drain_outbox()
        [check] = facade.list_checks(order_id=other.id)
        with pytest.raises(OrderInvalidError):
            facade.take_payment(order_id=order.id, provider="cash", key=key(), actor=WHO, check_id=check.id)
        assert facade.get_order(order_id=other.id).paid == 0
