from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenant_apps.ordering import facade as ordering
from tenants.context import use_tenant
from tests.tenant_apps.ordering.cast import open_restaurant

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)  # 13:00 in Milan, a Friday
STAFF = "staff:1"


@pytest.mark.usefixtures("as_tenant_a")
class TestSalesToday:
    def test_totals_hours_and_best_sellers(self, hold_clock):
        shop = open_restaurant()
        for weeks in (1, 2):
            hold_clock(NOON - timedelta(weeks=weeks))
            shop.order(shop.line(quantity=weeks))
        hold_clock(NOON)
        shop.order(shop.line(quantity=3), shop.loaded_line(), tip=Decimal(2))
        hold_clock(NOON + timedelta(hours=7))
        shop.order(shop.line())
        day = ordering.sales_today(business_date=NOON.date())
        assert (day.totals.orders, day.totals.gross, day.totals.tips) == (2, Decimal("53.20"), Decimal(2))
        assert day.totals.net + day.totals.tax == day.totals.gross
        assert day.totals.average_order == Decimal("26.60")
        assert (day.previous.orders, day.previous.gross) == (1, Decimal("6.50"))
        busy = {hour.hour: hour for hour in day.hours if hour.gross or hour.usual}
        assert (busy[13].orders, busy[13].gross, busy[13].usual) == (1, Decimal("46.70"), Decimal("9.75"))
        assert (busy[20].orders, busy[20].gross, busy[20].usual) == (1, Decimal("6.50"), 0)
        assert len(day.hours) == 24
        assert [(item.quantity, item.gross) for item in day.top_items] == [(6, Decimal("53.20"))]

    def test_a_cancellation_is_todays_and_yesterday_stays(self, hold_clock):
        shop = open_restaurant()
        hold_clock(NOON)
        order = shop.order()
        hold_clock(NOON + timedelta(days=1))
        ordering.cancel(order_id=order.id, reason="", actor=STAFF)
        first = ordering.sales_today(business_date=NOON.date())
        second = ordering.sales_today(business_date=NOON.date() + timedelta(days=1))
        assert (first.totals.orders, first.totals.gross) == (1, Decimal("6.50"))
        assert (second.totals.orders, second.totals.gross) == (0, Decimal("-6.50"))

    def test_venues_are_kept_apart(self, hold_clock):
        hold_clock(NOON)
        shop, other = open_restaurant(), open_restaurant(name="Navigli")
        shop.order()
        other.order(other.line(quantity=2))
        day = NOON.date()
        assert ordering.sales_today(business_date=day, venue_id=other.venue.id).totals.gross == Decimal(13)
        assert ordering.sales_today(business_date=day, venue_ids=[shop.venue.id]).totals.gross == Decimal("6.50")
        assert ordering.sales_today(business_date=day, venue_ids=[]).totals.orders == 0
        days = ordering.list_daily_sales(since=day - timedelta(days=1), until=day)
        assert [(found.orders, found.gross) for _day, found in days] == [(0, 0), (2, Decimal("19.50"))]

    def test_it_takes_three_statements_however_much_was_sold(self, hold_clock):
        hold_clock(NOON)
        shop = open_restaurant()
        for _n in range(4):
            shop.order()
        with CaptureQueriesContext(connection) as seen:
            ordering.sales_today(business_date=NOON.date())
        assert len(seen) == 3


def test_next_doors_sales_are_not_ours(db, tenant_a, tenant_b, hold_clock):
    hold_clock(NOON)
    with use_tenant(tenant_b):
        open_restaurant().order()
    with use_tenant(tenant_a):
        open_restaurant()
        assert ordering.sales_today(business_date=NOON.date()).totals.orders == 0
