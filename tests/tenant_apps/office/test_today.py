"""The sentence at the top of the home page says something true, or nothing."""

import re
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from tenant_apps.office.selectors.day_so_far import chart, from_opening, headline
from tenant_apps.ordering.contracts import HourSales, SalesDay, SalesTotals


def totals(gross, orders=3):
    gross = Decimal(gross)
    return SalesTotals(orders=orders, gross=gross, net=gross, tax=Decimal(0), tips=Decimal(0), average_order=gross)


def day(sold, usual, previous="100"):
    """`sold` and `usual`: {hour: amount}."""
    hours = tuple(
        HourSales(hour=hour, orders=1, gross=Decimal(sold.get(hour, 0)), usual=Decimal(usual.get(hour, 0)))
        for hour in range(24)
    )
    gross = sum(Decimal(amount) for amount in sold.values())
    made = SalesDay(
        business_date=date(2026, 3, 14),
        totals=totals(gross, orders=3 if sold else 0),
        previous=totals(previous),
        hours=hours,
        top_items=(),
    )
    return from_opening(made, 4)


MILAN = SimpleNamespace(currency="EUR", timezone="Europe/Rome", country="IT")
EVENING = {12: "50", 19: "100", 20: "150", 0: "20"}


@pytest.mark.parametrize(
    ("sold", "usual", "at", "said"),
    [
        ({}, EVENING, "13:00", "No orders yet today"),
        ({12: "60"}, EVENING, "13:00", "20% better than usual"),
        ({12: "50", 19: "50"}, EVENING, "20:00", "33% below usual"),
        ({12: "50", 19: "50"}, EVENING, "19:30", "a day like any other"),  # half of that hour is in
        ({12: "51"}, EVENING, "13:00", "a day like any other"),
        ({12: "51"}, EVENING, "18:59", "a day like any other"),  # a quiet afternoon is a quiet afternoon
        ({8: "800"}, EVENING, "09:00", "€800.00 so far."),  # nothing usually sells that early: no comparison
        ({12: "131"}, EVENING, "12:05", "€131.00 so far."),  # five minutes of lunch: nor then
        ({12: "655"}, EVENING, "13:00", "more than twice the usual"),  # never "1210% better"
        ({12: "50", 19: "100", 20: "150", 0: "90"}, EVENING, "01:00", "22% better"),
        ({12: "50"}, {}, "13:00", "€50.00 so far."),
    ],
)
def test_the_headline_compares_like_with_like(sold, usual, at, said):
    hour, minute = map(int, at.split(":"))
    assert said in headline(day(sold, usual), (hour - 4) % 24 + minute / 60, "EUR", "en")


@pytest.mark.parametrize("minutes", range(0, 24 * 60, 37))
def test_no_share_is_beyond_belief(minutes):
    """Whatever was sold and however early it is, the sentence stays one that a person would say."""
    for amount in ("0.50", "131", "9000"):
        said = headline(day({12: amount}, EVENING), minutes / 60, "EUR", "en")
        share = re.search(r"(\d+) %", said)
        assert share is None or int(share[1]) < 100, said


def test_after_midnight_comes_last():
    drawn = chart(day({12: "50", 0: "20"}, EVENING), MILAN, "en", "/orders/?since=2026-03-14")
    labels = [point["label"] for point in drawn]
    assert (labels[0], labels[-1]) == ("12", "00")
    assert drawn[-1]["value"] == 20.0


def test_bars_lead_to_their_orders_and_trifles_get_none():
    usual = {**EVENING, 6: "1"}
    drawn = chart(day({12: "50"}, usual), MILAN, "en", "/orders/?since=2026-03-14")
    assert drawn[0]["label"] == "12", "one euro at six in the morning is no opening"
    assert drawn[0]["url"] == "/orders/?since=2026-03-14&hour=12"
