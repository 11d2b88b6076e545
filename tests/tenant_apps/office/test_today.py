"""The sentence at the top of the home page says something true, or nothing."""

from datetime import date
from decimal import Decimal

import pytest

from tenant_apps.office.selectors.home import _chart, _from_opening, _headline
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
    return _from_opening(made, 4)


EVENING = {12: "50", 19: "100", 20: "150", 0: "20"}


@pytest.mark.parametrize(
    ("sold", "usual", "said"),
    [
        ({}, EVENING, "No orders yet today"),
        ({12: "60"}, EVENING, "20 % better than usual"),
        ({12: "50", 19: "50"}, EVENING, "33 % below usual"),
        ({12: "51"}, EVENING, "a day like any other"),
        ({8: "800"}, EVENING, "€800.00 so far."),  # nothing usually sells that early: no comparison
        ({12: "50", 19: "100", 20: "150", 0: "90"}, EVENING, "22 % better"),
        ({12: "50"}, {}, "€50.00 so far."),
    ],
)
def test_the_headline_compares_like_with_like(sold, usual, said):
    assert said in _headline(day(sold, usual), "EUR", "en")


def test_after_midnight_comes_last():
    chart = _chart(day({12: "50", 0: "20"}, EVENING), "EUR", "en")
    labels = [point["label"] for point in chart]
    assert (labels[0], labels[-1]) == ("12", "00")
    assert chart[-1]["value"] == 20.0
