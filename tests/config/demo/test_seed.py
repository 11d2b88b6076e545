"""The demo through the product's own rooms: books that balance, every state on the board, told once."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db.models import Count, Max, Min, Sum

from comanda.config.demo.contracts import SeedSize
from comanda.config.demo.inline import settle
from comanda.config.demo.move_on import move_on
from comanda.config.demo.restaurants import RESTAURANTS
from comanda.config.demo.seed import seed
from comanda.config.demo.traffic import Traffic, _open_ones
from comanda.kernel.clock import now
from shared_apps.accounts.facade import find_user
from shared_apps.accounts.models import User
from tenant_apps.catalog import facade as catalog
from tenant_apps.catalog.selectors import published
from tenant_apps.ordering.contracts import OrderState
from tenant_apps.ordering.models import DayCounter, LedgerEntry, Order, OrderLine, StateEntry
from tenant_apps.payments.models import PaymentAttempt, TestGatewayCharge
from tenant_apps.team.facade import find_access, list_staff
from tenant_apps.venues import facade as venues
from tenants.context import use_platform, use_tenant
from tenants.facade import find_tenant_by, get_chain

SMALL = SeedSize(days=5, customers=20, share=0.4, pictures=False)
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def inline(tasks_in_line: None) -> None:
    published._menus.forget_all()  # a fresh database gives old ids to new snapshots


def tell(text: str) -> None:
    """Nobody listens."""


def test_the_demo_is_whole_balances_and_is_told_once(inline: None) -> None:
    first = seed(size=SMALL, say=tell)
    assert first.orders > 60
    counts = {}
    for spec in RESTAURANTS:
        with use_platform():
            ref = find_tenant_by(slug=spec.slug)
            assert ref is not None
            assert ref.chain_id is not None
            assert get_chain(chain_id=ref.chain_id).name == "Buona Compagnia"
        with use_tenant(ref):
            assert {venue.code for venue in venues.list_venues()} == {wanted.code for wanted in spec.venues}
            _people_may_sign_in(spec)
            _books_balance()
            _numbers_have_no_gaps()
            _histories_go_forward()
            counts[spec.slug] = Order.objects.count()
    with use_tenant(_ref("lucciola")):
        states = set(Order.objects.values_list("state", flat=True))
        assert states == {str(state) for state in OrderState}
        assert any(catalog.list_eighty_sixed(venue_id=venue.id) for venue in venues.list_venues())
    again = seed(size=SMALL, say=tell)
    assert again.orders == 0
    for spec in RESTAURANTS:
        with use_tenant(_ref(spec.slug)):
            assert Order.objects.count() == counts[spec.slug]


def test_a_missing_week_is_told_and_the_forgotten_are_finished(inline: None) -> None:
    one = (replace(RESTAURANTS[1]),)
    seed(size=SMALL, say=tell, restaurants=one)
    with use_tenant(_ref("tiffinfox")):
        week = timedelta(days=3)
        for order in Order.objects.order_by("business_date"):
            Order.objects.filter(pk=order.pk).update(business_date=order.business_date - week)
        DayCounter.objects.all().delete()
        assert Order.objects.filter(state="preparing").exists()
        before = Order.objects.count()
    seed(size=SMALL, say=tell, restaurants=one)
    with use_tenant(_ref("tiffinfox")):
        assert Order.objects.count() > before
        today = Order.objects.aggregate(last=Max("business_date"))["last"]
        assert not Order.objects.filter(business_date__lt=today, state__in=["preparing", "ready", "confirmed"]).exists()


def test_guests_keep_ordering_and_are_served_but_a_visitor_is_left_alone(inline: None) -> None:
    seed(size=SMALL, say=tell, restaurants=RESTAURANTS[:1])
    [restaurant] = [found for found in _open_ones() if found.spec.slug == "lucciola"]
    traffic = Traffic(pace=400, say=tell)
    with use_tenant(restaurant.ref):
        visitor = Order.objects.filter(state="confirmed").first()
        assert visitor is not None
        Order.objects.filter(pk=visitor.pk).update(contact_phone="+39 333 1234567")
        before, open_before = (
            Order.objects.count(),
            Order.objects.filter(state="preparing").values_list("pk", flat=True),
        )
        preparing = list(open_before)
        for _round in range(6):
            traffic.tick(restaurant)
            settle()
        assert Order.objects.count() > before
        assert not Order.objects.filter(pk__in=preparing, state="preparing").exists()
        visitor.refresh_from_db()
        assert visitor.state == "confirmed"
        venue = restaurant.venues["NAV"]
        calm = move_on(venue=venue, spec=restaurant.spec, staff_id=restaurant.staff_id, at=now(), pace=0.001)
        assert calm == 0


def _ref(slug: str):
    with use_platform():
        ref = find_tenant_by(slug=slug)
    assert ref is not None
    return ref


def _people_may_sign_in(spec) -> None:
    assert len(list_staff()) == len(spec.people)
    for person in spec.people:
        user = find_user(email=person.email)
        assert user is not None
        access = find_access(user_id=user.id)
        assert access is not None
        assert access.role == person.role
    owner = find_user(email=spec.people[0].email)
    assert owner is not None
    assert User.objects.get(pk=owner.id).check_password("buon-appetito-2026")


def _books_balance() -> None:
    for line in OrderLine.objects.all():
        assert line.net + line.tax == line.gross
    sums = {
        row["order_id"]: row
        for row in LedgerEntry.objects.values("order_id").annotate(gross=Sum("gross"), money=Sum("money"))
    }
    for order in Order.objects.all():
        was_called_off = order.state in {"cancelled", "rejected"}
        assert sums[order.pk]["gross"] == (0 if was_called_off else order.total), order.state
        assert sums[order.pk]["money"] == order.paid
        assert order.paid <= order.total
    taken = PaymentAttempt.objects.aggregate(taken=Sum("captured") - Sum("refunded"))["taken"]
    assert taken == Order.objects.aggregate(paid=Sum("paid"))["paid"] > Decimal(300)
    cards = PaymentAttempt.objects.filter(provider="test_card").aggregate(taken=Sum("captured"))["taken"]
    assert cards == TestGatewayCharge.objects.aggregate(taken=Sum("captured"))["taken"]


def _histories_go_forward() -> None:
    """Also of what is played as if it had happened within the last hour."""
    moments: dict[int, list] = {}
    for order_id, at in StateEntry.objects.filter(machine="order").order_by("pk").values_list("order_id", "at"):
        moments.setdefault(order_id, []).append(at)
    for order in Order.objects.all():
        told = [order.placed_at, *moments[order.pk], now()]
        assert told == sorted(told), (order.pk, order.state)


def _numbers_have_no_gaps() -> None:
    days = Order.objects.values("venue_id", "business_date").annotate(
        first=Min("number"), last=Max("number"), count=Count("pk")
    )
    for day in days:
        assert (day["first"], day["last"]) == (1, day["count"]), day
