from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from unittest.mock import Mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comanda.kernel.clock import business_date, now
from comanda.kernel.errors import UnavailableError, ValidationFailedError
from comanda.kernel.idempotency.claim import IdempotencyKeyReusedError
from comanda.kernel.outbox.models import OutboxEvent
from tenant_apps.catalog import facade as catalog
from tenant_apps.catalog.contracts import ItemDraft, SizeDraft
from tenant_apps.ordering.contracts import Contact, DeliveryAddress
from tenant_apps.ordering.errors import (
    BelowMinimumError,
    OrderInvalidError,
    OutOfZoneError,
    TotalChangedError,
    VenueClosedError,
)
from tenant_apps.ordering.facade import get_order, place_order
from tenant_apps.ordering.models import LedgerEntry, Order
from tenant_apps.ordering.services import quote as quoting
from tenant_apps.payments.models import PaymentAttempt
from tenant_apps.pricing.contracts import BasketLine
from tenant_apps.pricing.facade import price_basket
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import OpeningHours
from tests.tenant_apps.ordering.cast import MILAN_SQUARE, add_zone, open_restaurant

pytestmark = pytest.mark.usefixtures("as_tenant_a")
NEAR = DeliveryAddress(
    street="Via Torino 12", city="Milano", postcode="20123", latitude=Decimal("45.46"), longitude=Decimal("9.18")
)
FAR = DeliveryAddress(
    street="Via Roma 1", city="Torino", postcode="10121", latitude=Decimal("45.07"), longitude=Decimal("7.68")
)


@pytest.fixture
def shop():
    return open_restaurant()


def test_an_order_is_priced_by_the_server_and_copies_what_it_was_sold_under(shop):
    order = shop.order(shop.loaded_line(), shop.line(), tip=Decimal("1.50"), note="ring twice")
    assert order == get_order(order_id=order.id)
    loaded, plain, tip = order.lines
    assert (loaded.name, loaded.size_name, loaded.quantity) == ("Margherita Centro", "Large", 2)
    assert loaded.unit_price == Decimal("13.60")  # 9.90 + 0.50 (one of two olives is free) + 3.20
    assert [(extra.quantity, extra.unit_price) for extra in loaded.modifiers] == [
        (1, Decimal(0)),
        (1, Decimal("0.50")),
        (1, Decimal("3.20")),
    ]
    assert (loaded.note, loaded.station, loaded.allergens) == ("well done", "pizza", ("gluten", "milk"))
    assert (tip.kind, tip.tax, tip.beneficiary) == ("tip", 0, "staff")
    assert order.total == Decimal("27.20") + plain.gross + tip.gross
    assert order.tax == sum(line.tax for line in order.lines)
    assert (order.state, order.payment_state, order.due) == ("pending", "unpaid", order.total)
    assert [(entry.machine, entry.state, entry.actor) for entry in order.history] == [("order", "pending", "guest")]
    assert order.business_date == business_date(now(), "Europe/Rome", shop.venue.day_ends_at)


def test_prices_of_tomorrow_do_not_change_the_order_of_today(shop):
    order = shop.order()
    dearer = (SizeDraft(id=shop.small, name="Small", price=Decimal("7.00")),)
    catalog.save_item(
        item_id=shop.pizza,
        draft=ItemDraft(name="Margherita", sizes=dearer, category_id=shop.category, tax_category="food"),
    )
    catalog.publish_menu(venue_id=shop.venue.id)
    assert shop.order().total == Decimal("7.00")
    assert (get_order(order_id=order.id).total, get_order(order_id=order.id).lines[0].name) == (
        Decimal("6.50"),
        "Margherita Centro",
    )


def messages(seen):
    return [query["sql"] for query in seen if "SAVEPOINT" not in query["sql"]]


def statements(seen):
    return [statement for message in messages(seen) for statement in message.split(";\n")]


def test_it_crosses_to_the_database_twice_and_takes_at_most_fifteen_statements(shop):
    shop.order()  # warm caches
    with CaptureQueriesContext(connection) as cash:
        shop.order(shop.loaded_line(), shop.line(), shop.line(quantity=2))
    with CaptureQueriesContext(connection) as long:
        shop.order(*[shop.loaded_line()] * 30)
    with CaptureQueriesContext(connection) as card:
        shop.card_order()
    assert (len(messages(cash)), len(statements(cash))) == (2, 9)
    assert len(statements(long)) == len(statements(cash))
    assert (len(messages(card)), len(statements(card))) == (4, 9)


def test_the_number_is_drawn_by_the_last_statement_of_the_transaction(shop):
    """Other orders of the venue wait from there on."""
    with CaptureQueriesContext(connection) as seen:
        shop.order(shop.line(), shop.line())
    assert "ordering_daycounter" in statements(seen)[-1]
    assert not any("ordering_daycounter" in statement for statement in statements(seen)[:-1])


def test_what_was_taken_once_is_still_the_answer_when_it_would_be_refused_now(shop):
    command = shop.command(idempotency_key="k-3")
    order = place_order(command=command)
    catalog.eighty_six(venue_id=shop.venue.id, item_id=shop.pizza, source="test")
    assert place_order(command=command).id == order.id
    with pytest.raises(IdempotencyKeyReusedError):
        place_order(command=shop.command(shop.line(quantity=2), idempotency_key="k-3"))
    assert Order.objects.count() == 1


def test_a_word_that_looks_like_sql_is_a_word(shop):
    nasty = "Robert'); DROP TABLE ordering_order; -- \\"
    order = shop.order(shop.line(note=nasty), contact=Contact(name=nasty, phone="+39 02 1"), note=nasty)
    found = get_order(order_id=order.id)
    assert (found.contact.name, found.note, found.lines[0].note) == (nasty, nasty, nasty)


def test_every_line_appends_to_the_ledger_and_facts_are_told(shop):
    order = shop.card_order(tip=Decimal(1))
    entries = LedgerEntry.objects.filter(order_id=order.id).order_by("pk")
    assert [(entry.kind, entry.line_kind, entry.gross) for entry in entries] == [
        ("sale", "item", Decimal("6.50")),
        ("sale", "tip", Decimal(1)),
    ]
    assert {event.name for event in OutboxEvent.objects.all()} >= {"ordering.order_placed", "payments.attempt_opened"}
    attempt = PaymentAttempt.objects.get(check_id=order.check_id)
    assert (attempt.amount, attempt.state) == (order.total, "created")
    assert (order.payment_state, order.awaits_payment) == ("pending", True)


def test_numbers_count_each_venues_own_day(shop):
    other = open_restaurant(name="Navigli")
    assert [shop.order().number, shop.order().number, other.order().number, shop.order().number] == [1, 2, 1, 3]
    assert shop.order().reference == "004"


def test_a_refused_order_leaves_no_gap_and_no_trace(shop):
    shop.order()
    with pytest.raises(ValidationFailedError):
        shop.order(shop.line(quantity=0))
    with pytest.raises(ValidationFailedError):
        shop.order(payment_provider="gold", payment_token="x")
    assert Order.objects.count() == 1
    assert shop.order().number == 2


def test_the_same_key_gives_the_same_order_and_another_body_is_refused(shop):
    command = shop.command(idempotency_key="k-1")
    first = place_order(command=command)
    assert place_order(command=command).id == first.id
    with pytest.raises(IdempotencyKeyReusedError):
        place_order(command=shop.command(shop.line(quantity=2), idempotency_key="k-1"))
    assert Order.objects.count() == 1


def test_a_refused_order_does_not_use_up_its_key(shop):
    with pytest.raises(ValidationFailedError):
        place_order(command=shop.command(shop.line(quantity=0), idempotency_key="k-2"))
    assert place_order(command=shop.command(idempotency_key="k-2")).number == 1


def test_the_guest_hears_when_the_total_is_not_what_was_shown(shop):
    assert shop.order(expected_total=Decimal("6.5")).total == Decimal("6.50")
    with pytest.raises(TotalChangedError) as refusal:
        shop.order(expected_total=Decimal("1.00"))
    assert refusal.value.extra["total"] == "6.50"


def test_what_is_eighty_sixed_cannot_be_ordered(shop):
    catalog.eighty_six(venue_id=shop.venue.id, item_id=shop.cola, actor_id=None)
    with pytest.raises(UnavailableError) as refusal:
        shop.order(BasketLine(item_id=shop.cola))
    assert refusal.value.code == "item_unavailable"
    assert Order.objects.count() == 0


def test_delivery_copies_zone_and_fee(shop):
    add_zone(shop, free_from=Decimal(30))
    order = shop.order(service="delivery", address=NEAR)
    assert (order.zone_name, order.total) == ("Centro", Decimal("9.50"))
    assert order.address == NEAR
    assert order.promised_at >= now() + timedelta(minutes=44)
    free = shop.order(shop.line(quantity=5), service="delivery", address=NEAR)
    assert free.total == Decimal("32.50")
    assert [line.gross for line in free.lines if line.kind == "delivery_fee"] == [0]


def test_a_delivery_is_priced_once(shop, monkeypatch):
    add_zone(shop)
    pricing = Mock(wraps=price_basket)
    monkeypatch.setattr(quoting, "price_basket", pricing)
    shop.order(service="delivery", address=NEAR)
    assert pricing.call_count == 1


def test_delivery_knows_its_borders_and_its_minimum(shop):
    add_zone(shop, minimum=Decimal(10))
    with pytest.raises(OutOfZoneError):
        shop.order(service="delivery", address=FAR)
    with pytest.raises(BelowMinimumError):
        shop.order(service="delivery", address=NEAR)
    with pytest.raises(OrderInvalidError) as refusal:
        shop.order(service="delivery")
    assert set(refusal.value.fields) == {"address"}


def test_a_table_is_known_by_its_token(shop):
    (table,) = venues.add_tables(venue_id=shop.venue.id, names=["T7"])
    order = shop.order(service="dine_in", table_token=table.token, contact=Contact(name="Ada"))
    assert order.table_name == "T7"
    with pytest.raises(OrderInvalidError) as refusal:
        shop.order(service="dine_in", table_token="made-up")
    assert set(refusal.value.fields) == {"table_token"}


def test_guests_say_who_they_are_and_staff_need_not(shop):
    with pytest.raises(OrderInvalidError) as refusal:
        shop.order(contact=Contact(name=" ", email="not-an-address"))
    assert set(refusal.value.fields) == {"contact.name", "contact.email"}
    order = shop.order(contact=Contact(name=""), placed_by=7, channel="counter")
    assert order.history[0].actor == "staff:7"


def test_closed_means_closed_for_guests_only(shop):
    venues.set_hours(venue_id=shop.venue.id, hours=[])
    with pytest.raises(VenueClosedError):
        shop.order()
    assert shop.order(placed_by=7, channel="counter").number == 1


def test_a_time_that_has_passed_is_refused(shop):
    with pytest.raises(OrderInvalidError) as refusal:
        shop.order(requested_for=now() - timedelta(hours=1))
    assert set(refusal.value.fields) == {"requested_for"}
    later = shop.slot(hours=2)
    assert shop.order(requested_for=later).promised_at == later


EVENING = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)  # 19:00 in Milan


@pytest.mark.parametrize(
    ("minutes", "more"),
    [
        (15, {}),  # before it can be ready
        (37, {}),  # between two slots
        (3 * 24 * 60, {}),  # the venue takes orders for today and tomorrow
        (30, {"service": "delivery", "address": NEAR}),  # twenty in the kitchen, twenty-five on the road
    ],
)
def test_a_time_that_is_not_on_offer_is_refused_to_guests_only(shop, hold_clock, minutes, more):
    hold_clock(EVENING)
    add_zone(shop)
    wanted = EVENING + timedelta(minutes=minutes)
    with pytest.raises(OrderInvalidError) as refusal:
        shop.order(requested_for=wanted, **more)
    assert set(refusal.value.fields) == {"requested_for"}
    assert "21 Nov 2026, 19:" in str(refusal.value.fields["requested_for"]), "it names the first one that is"
    assert Order.objects.count() == 0
    assert shop.order(requested_for=wanted, placed_by=7, channel="counter", **more).promised_at == wanted


def test_the_fee_hangs_on_the_postcode_not_on_coordinates_a_client_sent(shop):
    east = tuple((longitude + 0.2, latitude) for longitude, latitude in MILAN_SQUARE)
    add_zone(shop, name="Near", postcodes=("20123",), fee=Decimal("1.00"))
    add_zone(shop, name="Far", polygon=east, postcodes=("20900",), fee=Decimal("5.00"))

    def zone_of(**changes):
        return shop.order(service="delivery", address=replace(NEAR, **changes)).zone_name

    assert zone_of() == "Near"
    assert zone_of(postcode="20900") == "Far"
    assert zone_of(postcode="20900", latitude=None, longitude=None) == "Far"
    assert zone_of(postcode="20999") == "Near", "no zone lists it: the point is all there is"
    with pytest.raises(OutOfZoneError):
        zone_of(postcode="")
    with pytest.raises(OutOfZoneError):
        zone_of(postcode="20900", latitude=Decimal("45.07"), longitude=Decimal("7.68"))
    assert Order.objects.count() == 4


def test_a_delivery_may_be_wanted_as_soon_as_its_zone_allows(shop, hold_clock):
    hold_clock(EVENING)
    add_zone(shop)
    wanted = EVENING + timedelta(minutes=45)
    assert shop.order(requested_for=wanted, service="delivery", address=NEAR).promised_at == wanted


def test_a_time_outside_opening_hours_is_refused_though_the_venue_is_open_now(shop, hold_clock):
    hold_clock(EVENING)
    hours = [OpeningHours(weekday=5, opens=time(18), closes=time(20, 30))]
    venues.set_hours(venue_id=shop.venue.id, hours=hours)
    with pytest.raises(OrderInvalidError) as refusal:
        shop.order(requested_for=EVENING + timedelta(hours=2))
    assert set(refusal.value.fields) == {"requested_for"}
    hold_clock(EVENING + timedelta(minutes=80))
    with pytest.raises(VenueClosedError):  # the last order was taken five minutes ago
        shop.order(requested_for=EVENING + timedelta(minutes=90))
    assert Order.objects.count() == 0


@pytest.mark.parametrize("days", [-1, 61])
def test_not_even_staff_promise_the_past_or_a_day_too_far(shop, days):
    with pytest.raises(OrderInvalidError) as refusal:
        shop.order(requested_for=now() + timedelta(days=days), placed_by=7, channel="counter")
    assert set(refusal.value.fields) == {"requested_for"}
