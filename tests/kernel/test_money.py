from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comanda.kernel.money import allocate, exponent, format_money, quantize, split_gross, split_net

CURRENCIES = st.sampled_from(["EUR", "GBP", "USD", "JPY", "IDR", "KWD"])
RATES = st.sampled_from(
    [Decimal(0), Decimal("0.04"), Decimal("0.10"), Decimal("0.20"), Decimal("0.22"), Decimal("0.08875")]
)


@st.composite
def amounts(draw, minimum=-10_000_000):
    currency = draw(CURRENCIES)
    units = draw(st.integers(min_value=minimum, max_value=10_000_000))
    return Decimal(units).scaleb(-exponent(currency)), currency


@given(amounts(), RATES)
def test_net_and_tax_of_a_gross_amount_add_up(amount, rate):
    gross, currency = amount
    net, tax = split_gross(gross, rate, currency)
    assert net + tax == gross
    assert quantize(tax, currency) == tax
    assert abs(net * rate - tax) <= Decimal(1).scaleb(-exponent(currency)) * (1 + rate)


@given(amounts(), RATES)
def test_tax_added_to_a_net_amount_adds_up(amount, rate):
    net, currency = amount
    tax, gross = split_net(net, rate, currency)
    assert net + tax == gross
    assert quantize(tax, currency) == tax


@given(amounts(minimum=0), st.lists(st.decimals(0, 1000, places=2), min_size=1, max_size=12))
def test_shares_add_up_to_the_whole_and_none_is_negative(amount, weights):
    total, currency = amount
    parts = allocate(total, weights, currency)
    assert sum(parts) == total
    assert all(part >= 0 for part in parts)
    assert all(quantize(part, currency) == part for part in parts)


def test_the_remainder_goes_to_the_last_share():
    assert allocate(Decimal("10.00"), [Decimal(1)] * 3, "EUR") == [Decimal("3.33"), Decimal("3.33"), Decimal("3.34")]


def test_currencies_keep_their_own_exponent():
    assert [exponent(code) for code in ("EUR", "JPY", "IDR", "KWD")] == [2, 0, 0, 3]
    assert quantize(Decimal("12.5"), "JPY") == Decimal(13)


@pytest.mark.parametrize("weights", [[], [Decimal(1), Decimal(-1)]])
def test_senseless_weights_are_refused(weights):
    with pytest.raises(ValueError, match="weight"):
        allocate(Decimal(1), weights, "EUR")


def test_people_read_amounts_in_their_own_language():
    assert format_money(Decimal("12.5"), "EUR", "it") == "12,50\xa0€"
    assert format_money(Decimal("12.5"), "GBP", "en") == "£12.50"
    assert format_money(Decimal(12500), "IDR", "en") == "IDR12,500"
