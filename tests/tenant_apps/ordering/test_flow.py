"""An order's whole life, with its money."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comanda.kernel.machines import TransitionRefusedError
from comanda.kernel.outbox.models import OutboxEvent
from tenant_apps.customers.facade import get_customer
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.contracts import Contact, DeliveryAddress
from tenant_apps.ordering.errors import OrderClosedError, OrderInvalidError, PaymentPendingError
from tenant_apps.ordering.models import LedgerEntry, Order
from tenant_apps.ordering.services.expire_unpaid import expire_unpaid
from tenant_apps.payments.errors import RefundTooLargeError
from tenant_apps.payments.facade import list_attempts, resolve_action
from tenant_apps.payments.models import TestGatewayCharge
from tests.tenant_apps.ordering.cast import add_zone, open_restaurant
from tests.tenant_apps.ordering.settle import settle

pytestmark = pytest.mark.usefixtures("as_tenant_a")
STAFF = "staff:7"


@pytest.fixture
def shop():
    return open_restaurant()


def look(order):
    return ordering.get_order(order_id=order.id)


def money(order):
    return [
        (entry.kind, entry.money) for entry in LedgerEntry.objects.filter(order_id=order.id, line=None).order_by("pk")
    ]


def test_cash_from_counter_to_hand(shop):
    order = shop.order()
    settle()
    assert look(order).state == "pending"  # a person accepts here
    for step in (ordering.accept, ordering.start_preparing, ordering.mark_ready, ordering.hand_over):
        step(order_id=order.id, actor=STAFF)
    done = look(order)
    assert (done.state, done.payment_state, done.paid, done.due) == ("delivered", "paid", order.total, 0)
    settle()
    assert look(order).paid == order.total  # payments' own event counts the same money once
    assert money(order) == [("payment", order.total)]
    assert [entry.state for entry in done.history if entry.machine == "order"] == [
        "pending",
        "confirmed",
        "preparing",
        "ready",
        "delivered",
    ]
    assert {entry.actor for entry in done.history[1:]} == {STAFF}


def test_a_card_is_authorized_then_captured_when_the_venue_accepts(shop):
    order = shop.card_order()
    with pytest.raises(PaymentPendingError):
        ordering.accept(order_id=order.id, actor=STAFF)
    assert ordering.list_orders(include_unpaid=False) == ()
    settle()
    assert (look(order).state, look(order).payment_state, look(order).awaits_payment) == (
        "pending",
        "authorized",
        False,
    )
    assert [found.id for found in ordering.list_orders(include_unpaid=False)] == [order.id]
    ordering.accept(order_id=order.id, actor=STAFF)
    settle()
    assert (look(order).state, look(order).payment_state, look(order).paid) == ("confirmed", "paid", order.total)
    assert money(order) == [("payment", order.total)]


def test_a_venue_that_accepts_by_itself_does_so_once_the_money_is_promised():
    shop = open_restaurant(auto_accept=True)
    card, cash = shop.card_order(), shop.order()
    assert look(cash).state == "pending"
    settle()
    assert (look(card).state, look(card).payment_state) == ("confirmed", "paid")
    assert look(cash).state == "confirmed"
    confirmed = OutboxEvent.objects.filter(name="ordering.order_confirmed")
    assert {event.payload["order_id"] for event in confirmed} == {card.id, cash.id}


@pytest.mark.parametrize(
    ("card", "code"),
    [
        ("tok_declined", "card_declined"),
        ("tok_insufficient_funds", "insufficient_funds"),
        ("tok_nonsense", "card_unknown"),
    ],
)
def test_a_card_that_fails_can_be_followed_by_another(shop, card, code):
    order = shop.card_order(card)
    settle()
    assert look(order).payment_state == "failed"
    assert [attempt.decline_code for attempt in list_attempts(check_ids=[order.check_id])] == [code]
    ordering.take_payment(
        order_id=order.id, provider="test_card", payment_token="tok_success", key="again", actor="guest"
    )
    settle()
    assert look(order).payment_state == "authorized"
    assert [attempt.state for attempt in list_attempts(check_ids=[order.check_id])] == ["failed", "authorized"]


@pytest.mark.parametrize(("approved", "state"), [(True, "authorized"), (False, "failed")])
def test_a_second_step_is_the_guests_to_take(shop, approved, state):
    order = shop.card_order("tok_challenge")
    settle()
    assert look(order).payment_state == "action_needed"
    (attempt,) = list_attempts(check_ids=[order.check_id])
    assert attempt.action_url == f"/pay/{attempt.token}/"
    resolve_action(token=attempt.token, approved=approved)
    settle()
    assert look(order).payment_state == state


def test_a_rejected_order_gives_the_money_back_and_takes_the_sale_back(shop):
    order = shop.card_order()
    settle()
    with pytest.raises(OrderInvalidError):
        ordering.reject(order_id=order.id, reason=" ", actor=STAFF)
    ordering.reject(order_id=order.id, reason="Oven broken", actor=STAFF)
    settle()
    after = look(order)
    assert (after.state, after.reason, after.payment_state) == ("rejected", "Oven broken", "unpaid")
    assert [attempt.state for attempt in list_attempts(check_ids=[order.check_id])] == ["cancelled"]
    assert TestGatewayCharge.objects.get().state == "cancelled"
    assert sum(entry.gross for entry in LedgerEntry.objects.filter(order_id=order.id)) == 0


def test_a_captured_order_that_is_cancelled_is_refunded(shop):
    order = shop.card_order()
    settle()
    ordering.accept(order_id=order.id, actor=STAFF)
    settle()
    ordering.cancel(order_id=order.id, reason="Changed my mind", actor="guest")
    settle()
    after = look(order)
    assert (after.state, after.payment_state, after.paid) == ("cancelled", "refunded", 0)
    assert money(order) == [("payment", order.total), ("refund", -order.total)]
    charge = TestGatewayCharge.objects.get()
    assert (charge.captured, charge.refunded) == (order.total, order.total)


def test_cancelled_before_the_provider_was_even_asked(shop):
    order = shop.card_order()
    ordering.cancel(order_id=order.id, reason="", actor="guest")
    settle()
    assert (look(order).state, look(order).payment_state) == ("cancelled", "unpaid")
    assert not TestGatewayCharge.objects.filter(state__in=["authorized", "captured"]).exists()


def test_guests_cancel_until_the_kitchen_starts(shop):
    order = shop.order()
    ordering.accept(order_id=order.id, actor=STAFF)
    ordering.start_preparing(order_id=order.id, actor=STAFF)
    with pytest.raises(TransitionRefusedError):
        ordering.cancel(order_id=order.id, reason="", actor="guest")
    assert look(order).state == "preparing"
    assert ordering.cancel(order_id=order.id, reason="no flour", actor=STAFF).state == "cancelled"


def test_a_delivery_goes_out_and_may_fail_and_go_again(shop):
    add_zone(shop)
    place = DeliveryAddress("Via Torino 1", "Milano", "20123", Decimal("45.46"), Decimal("9.18"))
    order = shop.order(service="delivery", address=place)
    ordering.accept(order_id=order.id, actor=STAFF)
    ordering.mark_ready(order_id=order.id, actor=STAFF)
    with pytest.raises(TransitionRefusedError) as refusal:
        ordering.hand_over(order_id=order.id, actor=STAFF)
    assert refusal.value.extra["allowed"] == ["dispatch", "cancel"]
    ordering.dispatch(order_id=order.id, actor=STAFF)
    ordering.fail_delivery(order_id=order.id, reason="nobody home", actor=STAFF)
    ordering.retry(order_id=order.id, actor=STAFF)
    assert ordering.hand_over(order_id=order.id, actor=STAFF).state == "delivered"


def test_an_order_at_the_counter_is_accepted_at_once_and_grows(shop):
    order = shop.order(placed_by=7, channel="counter", service="dine_in")
    settle()
    assert look(order).state == "confirmed"
    grown = ordering.add_lines(order_id=order.id, lines=[shop.loaded_line()], actor=STAFF, key="round-2")
    again = ordering.add_lines(order_id=order.id, lines=[shop.loaded_line()], actor=STAFF, key="round-2")
    assert grown.total == again.total == Decimal("33.70")
    sent = OutboxEvent.objects.get(name="ordering.order_lines_sent")
    assert sent.payload["line_ids"] == [grown.lines[-1].id]
    ordering.take_payment(order_id=order.id, provider="cash", key="till", actor=STAFF, amount=Decimal("10"))
    ordering.take_payment(order_id=order.id, provider="cash", key="till", actor=STAFF, amount=Decimal("10"))
    assert (look(order).paid, look(order).payment_state) == (Decimal(10), "unpaid")
    ordering.take_payment(order_id=order.id, provider="cash", key="till-2", actor=STAFF)
    assert (look(order).paid, look(order).payment_state) == (grown.total, "paid")
    assert ordering.add_lines(order_id=order.id, lines=[shop.line()], actor=STAFF).payment_state == "unpaid"
    with pytest.raises(OrderInvalidError):
        ordering.take_payment(order_id=order.id, provider="cash", key="x", actor=STAFF, amount=Decimal("6.51"))


def test_what_is_ordered_more_makes_work_of_what_was_ready(shop):
    order = shop.order()
    assert ordering.guest_may_cancel(look(order))
    for verb in ("accept", "mark_ready"):
        getattr(ordering, verb)(order_id=order.id, actor=STAFF)
    assert "send_more" not in ordering.allowed_verbs(look(order))
    grown = ordering.add_lines(order_id=order.id, lines=[shop.line()], actor=STAFF)
    assert grown.state == "confirmed"
    assert not ordering.guest_may_cancel(grown), "half of it is cooked"
    with pytest.raises(TransitionRefusedError):
        ordering.hand_over(order_id=order.id, actor=STAFF)


def test_nothing_is_added_to_what_has_left_the_venue(shop):
    add_zone(shop)
    place = DeliveryAddress("Via Torino 1", "Milano", "20123", Decimal("45.46"), Decimal("9.18"))
    order = shop.order(service="delivery", address=place)
    for verb in ("accept", "mark_ready", "dispatch"):
        getattr(ordering, verb)(order_id=order.id, actor=STAFF)
    with pytest.raises(OrderClosedError, match="left the venue"):
        ordering.add_lines(order_id=order.id, lines=[shop.line()], actor=STAFF)
    ordering.fail_delivery(order_id=order.id, actor=STAFF, reason="nobody there")
    with pytest.raises(OrderClosedError, match="left the venue"):
        ordering.add_lines(order_id=order.id, lines=[shop.line()], actor=STAFF)
    assert look(order).total == order.total


def test_lines_are_voided_and_comped_by_opposite_rows(shop):
    order = shop.order(shop.line(quantity=2), shop.loaded_line())
    first, second = order.lines
    ordering.void_line(line_id=first.id, reason="dropped", actor=STAFF)
    after = ordering.comp_line(line_id=second.id, reason="waited too long", actor=STAFF)
    again = ordering.comp_line(line_id=second.id, reason="waited too long", actor=STAFF)
    assert (after.total, after.subtotal, after.tax) == (again.total, again.subtotal, again.tax) == (0, 0, 0)
    assert all(line.is_voided for line in after.lines)
    kinds = LedgerEntry.objects.filter(order_id=order.id).order_by("pk").values_list("kind", "quantity", "gross")
    assert list(kinds) == [
        ("sale", 2, first.gross),
        ("sale", 2, second.gross),
        ("void", -2, -first.gross),
        ("comp", -2, -second.gross),
    ]
    ordering.cancel(order_id=order.id, reason="", actor=STAFF)
    assert LedgerEntry.objects.filter(order_id=order.id).count() == 4
    with pytest.raises(OrderClosedError):
        ordering.add_lines(order_id=order.id, lines=[shop.line()], actor=STAFF)


def test_refunds_never_exceed_what_was_paid(shop):
    order = shop.card_order()
    settle()
    with pytest.raises(RefundTooLargeError):
        ordering.refund_order(order_id=order.id, amount=Decimal(1), reason="", key="r0", actor=STAFF)
    ordering.accept(order_id=order.id, actor=STAFF)
    settle()
    ordering.refund_order(order_id=order.id, amount=Decimal("2.50"), reason="cold", key="r1", actor=STAFF)
    ordering.refund_order(order_id=order.id, amount=Decimal("2.50"), reason="cold", key="r1", actor=STAFF)
    settle()
    assert (look(order).paid, look(order).payment_state) == (Decimal("4.00"), "partially_refunded")
    with pytest.raises(RefundTooLargeError):
        ordering.refund_order(order_id=order.id, amount=Decimal("4.01"), reason="", key="r2", actor=STAFF)
    ordering.refund_order(order_id=order.id, amount=Decimal("4.00"), reason="", key="r3", actor=STAFF)
    settle()
    assert (look(order).paid, look(order).payment_state) == (0, "refunded")
    assert [kind for kind, _amount in money(order)] == ["payment", "refund", "refund"]


def test_card_orders_that_nobody_pays_expire(shop):
    unpaid, cash, paid = shop.card_order("tok_challenge"), shop.order(), shop.card_order()
    settle()
    Order.objects.update(placed_at=unpaid.placed_at - timedelta(minutes=31))
    assert expire_unpaid() == 1
    settle()
    assert (look(unpaid).state, look(cash).state, look(paid).state) == ("cancelled", "pending", "pending")
    assert [attempt.state for attempt in list_attempts(check_ids=[unpaid.check_id])] == ["cancelled"]


def test_money_that_comes_after_the_order_was_paid_in_cash_is_let_go(shop):
    order = shop.card_order("tok_challenge")
    settle()
    (attempt,) = list_attempts(check_ids=[order.check_id])
    ordering.take_payment(order_id=order.id, provider="cash", key="till", actor=STAFF)
    assert look(order).payment_state == "paid"
    resolve_action(token=attempt.token, approved=True)
    settle()
    after = look(order)
    assert (after.payment_state, after.paid) == ("paid", order.total)
    assert sorted(found.state for found in list_attempts(check_ids=[order.check_id])) == ["cancelled", "captured"]


def test_what_a_card_has_promised_is_not_taken_again_in_cash(shop):
    order = shop.card_order()
    settle()
    with pytest.raises(OrderInvalidError):
        ordering.take_payment(order_id=order.id, provider="cash", key="till", actor=STAFF)
    ordering.accept(order_id=order.id, actor=STAFF)
    grown = ordering.add_lines(order_id=order.id, lines=[shop.line()], actor=STAFF)
    ordering.take_payment(order_id=order.id, provider="cash", key="till", actor=STAFF)
    settle()
    assert (look(order).paid, look(order).payment_state) == (grown.total, "paid")


VERBS = ["add", "void", "comp", "cash", "card", "refund", "settle"]
STEPS = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 5), st.integers(1, 900)), max_size=8)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_happens_the_books_agree(shop, steps):
    """Sums of the ledger are the order's own, after any history of lines and money."""
    order = shop.order(shop.line(), placed_by=7, channel="counter")
    for number, (verb, place, cents) in enumerate(steps):
        key, amount = f"{order.token}:{number}", Decimal(cents).scaleb(-2)
        line = look(order).lines[place % len(look(order).lines)]
        try:
            match verb:
                case "add":
                    ordering.add_lines(order_id=order.id, lines=[shop.loaded_line()], actor=STAFF, key=key)
                case "void":
                    ordering.void_line(line_id=line.id, reason="x", actor=STAFF)
                case "comp":
                    ordering.comp_line(line_id=line.id, reason="x", actor=STAFF)
                case "cash":
                    ordering.take_payment(order_id=order.id, provider="cash", key=key, actor=STAFF, amount=amount)
                case "card":
                    card = {"provider": "test_card", "payment_token": "tok_success"}
                    ordering.take_payment(order_id=order.id, key=key, actor=STAFF, amount=amount, **card)
                case "refund":
                    ordering.refund_order(order_id=order.id, amount=amount, reason="x", key=key, actor=STAFF)
                case "settle":
                    settle()
        except (OrderInvalidError, RefundTooLargeError):
            continue
        now = look(order)
        sums = LedgerEntry.objects.filter(order_id=order.id).aggregate(Sum("gross"), Sum("tax"), Sum("money"))
        assert (sums["gross__sum"], sums["tax__sum"], sums["money__sum"]) == (now.total, now.tax, now.paid)
        assert now.total == sum(found.gross for found in now.lines if not found.is_voided)
        assert now.paid >= 0
    settle()
    attempts = list_attempts(check_ids=[order.check_id])
    assert look(order).paid == sum(a.amount - a.refunded for a in attempts if a.state == "captured")


def test_guests_are_remembered(shop):
    order = shop.order(contact=Contact(name="Ada Bianchi", email="Ada@Example.com"))
    nobody = shop.order(contact=Contact(name="X", phone="-"))
    settle()
    assert get_customer(customer_id=look(order).customer_id).email == "ada@example.com"
    assert look(nobody).customer_id is None
