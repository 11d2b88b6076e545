"""What is owed, promised, paid and given back, when bills change in between."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db.models import Sum

from comanda.kernel.idempotency.claim import IdempotencyKeyReusedError
from comanda.kernel.outbox.testing import drain_outbox
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.errors import OrderClosedError, OrderInvalidError
from tenant_apps.ordering.models import LedgerEntry, Order
from tenant_apps.ordering.selectors.orders import list_seated
from tenant_apps.ordering.services.expire_unpaid import expire_unpaid
from tenant_apps.payments.errors import RefundTooLargeError
from tenant_apps.payments.facade import list_attempts, resolve_action
from tenant_apps.payments.models import PaymentAttempt
from tenant_apps.pricing.contracts import BasketLine
from tests.tenant_apps.ordering.cast import open_restaurant
from tests.tenant_apps.ordering.settle import settle

pytestmark = pytest.mark.usefixtures("as_tenant_a")
STAFF = "staff:7"
CARD = {"provider": "test_card", "payment_token": "tok_success"}


@pytest.fixture
def shop():
    return open_restaurant()


def look(order):
    return ordering.get_order(order_id=order.id)


def pay(order, key, **more):
    return ordering.take_payment(order_id=order.id, key=key, actor=STAFF, **({"provider": "cash"} | more))


def on_board():
    return [order.id for order in ordering.list_orders(include_unpaid=False)]


def cook(order):
    for step in (ordering.accept, ordering.start_preparing, ordering.mark_ready):
        step(order_id=order.id, actor=STAFF)


class TestGrowingOrders:
    def test_a_promised_order_that_grows_stays_visible_and_payable(self, shop):
        order = shop.card_order()
        settle()
        grown = ordering.add_lines(order_id=order.id, lines=[shop.line()], actor=STAFF)
        assert (grown.payment_state, grown.awaits_payment) == ("authorized", False)
        assert on_board() == [order.id]
        [check] = ordering.list_checks(order_id=order.id)
        assert check.due == grown.total - order.total
        ordering.accept(order_id=order.id, actor=STAFF)
        settle()
        assert (look(order).paid, look(order).payment_state) == (order.total, "unpaid")
        pay(order, "rest")
        assert (look(order).due, look(order).payment_state) == (0, "paid")

    def test_a_pending_card_order_that_was_paid_and_grows_stays_visible(self, shop):
        order = shop.card_order("tok_declined")
        settle()
        pay(order, "till")
        ordering.add_lines(order_id=order.id, lines=[shop.line()], actor=STAFF)
        assert on_board() == [order.id]
        assert "accept" in ordering.allowed_verbs(look(order))

    def test_another_attempt_that_is_let_go_takes_no_promise_with_it(self, shop):
        order = shop.card_order("tok_challenge")
        settle()
        pay(order, "again", **CARD)
        settle()
        assert look(order).payment_state == "authorized"
        pay_too = ordering.list_payments(order_id=order.id)[0]
        resolve_action(token=pay_too.token, approved=True)
        settle()
        assert [one.state for one in ordering.list_payments(order_id=order.id)] == ["cancelled", "authorized"]
        assert (look(order).payment_state, on_board()) == ("authorized", [order.id])

    def test_a_card_order_that_was_let_go_expires_too(self, shop):
        order = shop.card_order()
        settle()
        Order.objects.filter(pk=order.id).update(payment_state="unpaid", placed_at=order.placed_at - timedelta(hours=1))
        assert expire_unpaid() == 1
        settle()
        assert look(order).state == "cancelled"
        assert [one.state for one in ordering.list_payments(order_id=order.id)] == ["cancelled"]


class TestTables:
    @pytest.fixture
    def served(self, shop):
        order = shop.order(service="dine_in", placed_by=7, channel="counter")
        settle()
        for step in (ordering.start_preparing, ordering.mark_ready, ordering.hand_over):
            step(order_id=order.id, actor=STAFF)
        return look(order)

    def test_served_is_not_paid(self, shop, served):
        assert (served.state, served.payment_state, served.paid, served.is_closed) == ("delivered", "unpaid", 0, False)
        assert [order.id for order in list_seated(venue_id=shop.venue.id)] == [served.id]
        assert not ordering.list_payments(order_id=served.id)
        pay(served, "till")
        assert look(served).is_closed
        assert list_seated(venue_id=shop.venue.id) == ()
        with pytest.raises(OrderClosedError):
            ordering.add_lines(order_id=served.id, lines=[shop.line()], actor=STAFF)

    def test_a_second_round_is_cooked_and_served(self, shop, served):
        grown = ordering.add_lines(order_id=served.id, lines=[shop.line()], actor=STAFF)
        assert (grown.state, grown.due) == ("confirmed", served.total * 2)
        ordering.mark_ready(order_id=served.id, actor=STAFF)
        assert ordering.hand_over(order_id=served.id, actor=STAFF).due == served.total * 2

    def test_a_line_of_a_served_table_can_still_be_taken_off(self, served):
        after = ordering.comp_line(line_id=served.lines[0].id, reason="cold", actor=STAFF)
        assert (after.total, after.is_closed) == (0, True)

    def test_a_table_with_a_declined_card_still_owes(self, shop, served):
        pay(served, "card", provider="test_card", payment_token="tok_declined")
        settle()
        assert look(served).payment_state == "failed"
        assert [order.id for order in list_seated(venue_id=shop.venue.id)] == [served.id]

    def test_at_the_counter_cash_is_counted_for_what_no_card_has_promised(self, shop):
        order = shop.order()
        pay(order, "card", provider="test_card", payment_token="tok_declined")
        settle()
        Order.objects.filter(pk=order.id).update(state="ready")
        pay(order, "part", amount=Decimal("2.00"), **CARD)
        drain_outbox()
        PaymentAttempt.objects.filter(amount=2).update(state="authorized")
        ordering.hand_over(order_id=order.id, actor=STAFF)
        cash = [one.amount for one in ordering.list_payments(order_id=order.id) if one.provider == "cash"]
        assert cash == [Decimal("4.50")]


class TestShrinkingOrders:
    def test_only_what_is_due_is_captured(self, shop):
        order = shop.order(
            shop.line(), BasketLine(item_id=shop.cola), payment_provider="test_card", payment_token="tok_success"
        )
        settle()
        ordering.void_line(line_id=order.lines[1].id, reason="none left", actor=STAFF)
        ordering.accept(order_id=order.id, actor=STAFF)
        settle()
        after = look(order)
        assert (after.paid, after.total, after.payment_state) == (Decimal("6.50"), Decimal("6.50"), "paid")
        [attempt] = ordering.list_payments(order_id=order.id)
        assert (attempt.amount, attempt.captured, attempt.left) == (order.total, after.total, after.total)


class TestKeys:
    def test_a_key_stands_for_one_payment(self, shop):
        order, other = shop.order(), shop.order()
        first = pay(order, "k", amount=Decimal("2.00"))
        assert pay(order, "k", amount=Decimal("2.00")) == first
        for wrong in ({"amount": Decimal("3.00")}, {"amount": Decimal("2.00"), **CARD}, {}):
            with pytest.raises(IdempotencyKeyReusedError):
                pay(order, "k", **wrong)
        for provider in ({}, CARD):
            with pytest.raises(IdempotencyKeyReusedError):
                pay(other, "k", amount=Decimal("2.00"), **provider)
        assert (look(order).paid, look(other).paid) == (Decimal("2.00"), 0)

    def test_a_promised_bill_is_passed_over_for_one_that_owes(self, shop):
        order = shop.order(shop.line(), BasketLine(item_id=shop.cola))
        own = ordering.split_check(order_id=order.id, line_ids=[order.lines[1].id])
        first = ordering.list_checks(order_id=order.id)[0]
        pay(order, "card", check_id=first.id, **CARD)
        settle()
        assert pay(order, "rest").check_id == own


class TestRefunds:
    @pytest.fixture
    def order(self, shop):
        """9.00: 6.50 of food, 2.50 to drink; paid 5.00 by card and 4.00 in cash."""
        order = shop.order(shop.line(), BasketLine(item_id=shop.cola), placed_by=7, channel="counter")
        settle()
        pay(order, "card", amount=Decimal("5.00"), **CARD)
        settle()
        pay(order, "cash")
        return look(order)

    def test_a_bill_paid_in_parts_is_given_back_at_once(self, order):
        made = ordering.refund_order(order_id=order.id, amount=order.total, reason="cold", key="r", actor=STAFF)
        again = ordering.refund_order(order_id=order.id, amount=order.total, reason="cold", key="r", actor=STAFF)
        assert (made.amount, [part.amount for part in made.parts]) == (order.total, [Decimal("5.00"), Decimal("4.00")])
        assert [part.id for part in again.parts] == [part.id for part in made.parts]
        with pytest.raises(IdempotencyKeyReusedError):
            ordering.refund_order(order_id=order.id, amount=Decimal(1), reason="cold", key="r", actor=STAFF)
        with pytest.raises(RefundTooLargeError):
            ordering.refund_order(order_id=order.id, amount=Decimal(1), reason="cold", key="r2", actor=STAFF)
        settle()
        after = look(order)
        assert (after.paid, after.total, after.tax, after.due, after.payment_state) == (0, 0, 0, 0, "refunded")

    def test_who_gave_it_back_is_in_the_books(self, order):
        ordering.refund_order(order_id=order.id, amount=Decimal("2.00"), reason="cold", key="r", actor=STAFF)
        settle()
        rows = LedgerEntry.objects.filter(order_id=order.id, kind="refund")
        assert {row.actor for row in rows} == {STAFF}

    def test_sale_and_tax_fall_with_what_is_given_back(self, order):
        ordering.refund_order(order_id=order.id, amount=Decimal("1.00"), reason="cold", key="r", actor=STAFF)
        settle()
        after = look(order)
        assert (after.total, after.paid, after.due, after.subtotal) == (
            Decimal("8.00"),
            Decimal("8.00"),
            0,
            order.subtotal,
        )
        sums = LedgerEntry.objects.filter(order_id=order.id).aggregate(
            Sum("net"), Sum("tax"), Sum("gross"), Sum("money")
        )
        assert (sums["gross__sum"], sums["tax__sum"], sums["money__sum"]) == (after.total, after.tax, after.paid)
        assert after.tax < order.tax
        day = order.business_date
        [(_, totals)] = ordering.list_daily_sales(since=day, until=day)
        assert (totals.gross, totals.tax, totals.orders) == (Decimal("8.00"), after.tax, 1)
        given = [(line.tax_rate, line.gross) for line in after.lines if line.kind == "refund"]
        assert given == [(Decimal("0.1"), Decimal("-0.72")), (Decimal("0.22"), Decimal("-0.28"))]

    def test_on_an_open_bill_it_undoes_a_payment(self, shop):
        order = shop.order()
        pay(order, "part", amount=Decimal("2.00"))
        ordering.refund_order(order_id=order.id, amount=Decimal("2.00"), reason="wrong table", key="r", actor=STAFF)
        settle()
        assert (look(order).total, look(order).due) == (order.total, order.total)

    def test_what_was_paid_too_much_is_no_sale(self, order):
        ordering.void_line(line_id=order.lines[1].id, reason="never came", actor=STAFF)
        ordering.refund_order(order_id=order.id, amount=Decimal("2.50"), reason="never came", key="r", actor=STAFF)
        settle()
        after = look(order)
        assert (after.total, after.paid) == (Decimal("6.50"), Decimal("6.50"))
        assert not [line for line in after.lines if line.kind == "refund"]

    def test_a_line_given_back_is_not_taken_back_as_well(self, order):
        ordering.refund_order(order_id=order.id, amount=Decimal("8.00"), reason="cold", key="r", actor=STAFF)
        settle()
        given = next(line for line in look(order).lines if line.kind == "refund")
        for line in (order.lines[0], given):
            with pytest.raises(OrderInvalidError):
                ordering.void_line(line_id=line.id, reason="x", actor=STAFF)
        assert look(order).total == Decimal("1.00")


def test_payments_of_every_bill_are_listed_in_one_statement(shop, django_assert_num_queries):
    order = shop.order(shop.line(), BasketLine(item_id=shop.cola))
    ordering.split_check(order_id=order.id, line_ids=[order.lines[1].id])
    ids = [check.id for check in ordering.list_checks(order_id=order.id)]
    for check_id in ids:
        pay(order, f"k{check_id}", check_id=check_id)
    with django_assert_num_queries(1):
        assert [one.check_id for one in list_attempts(check_ids=ids)] == ids
