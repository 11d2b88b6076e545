"""Money as Decimal with the currency's own exponent; never a float.

Exponents are those of ISO 4217. Amounts are stored with four decimals (`MoneyField`) so that one column type serves
every currency; what people see and what the books add up is always quantised to the exponent first.
"""

from collections.abc import Sequence
from copy import copy
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.numbers import NumberPattern
from django.db import models

ZERO = Decimal(0)

_WITHOUT_DECIMALS = (
    *("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW"),
    *("PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"),
)
_WITH_THREE = ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND")
_EXPONENTS = {
    **dict.fromkeys(_WITHOUT_DECIMALS, 0),
    **dict.fromkeys(_WITH_THREE, 3),
    # ISO 4217 lists two decimals for the rupiah; no price has carried them for decades, and cash has none.
    "IDR": 0,
}


def exponent(currency: str) -> int:
    """Decimals of a currency: 2 for EUR, 0 for JPY and IDR, 3 for KWD."""
    return _EXPONENTS.get(currency, 2)


@lru_cache(maxsize=256)
def unit(currency: str) -> Decimal:
    """The smallest amount of a currency: 0.01 for EUR, 1 for JPY."""
    return Decimal(1).scaleb(-exponent(currency))


def quantize(amount: Decimal, currency: str) -> Decimal:
    """Round half up to the currency's exponent, as people and tax offices do."""
    return amount.quantize(unit(currency), rounding=ROUND_HALF_UP)


def split_gross(gross: Decimal, rate: Decimal, currency: str) -> tuple[Decimal, Decimal]:
    """(net, tax) of an amount that includes tax at `rate` (0.10 is ten percent). Net + tax is exactly `gross`."""
    tax = quantize(gross * rate / (1 + rate), currency)
    return gross - tax, tax


def split_net(net: Decimal, rate: Decimal, currency: str) -> tuple[Decimal, Decimal]:
    """(tax, gross) of an amount to which tax at `rate` is added. Net + tax is exactly gross."""
    tax = quantize(net * rate, currency)
    return tax, net + tax


def allocate(total: Decimal, weights: Sequence[Decimal], currency: str) -> list[Decimal]:
    """Share `total` by `weights`; the parts add up to it exactly, the remainder goes to the last part.

    With all weights zero the parts are equal. Raises ValueError without weights or with a negative one.
    """
    if not weights:
        raise ValueError("allocate needs at least one weight")
    if any(weight < 0 for weight in weights):
        raise ValueError("allocate takes no negative weight")
    whole = sum(weights, ZERO)
    shares = list(weights) if whole else [Decimal(1)] * len(weights)
    whole = whole or Decimal(len(weights))
    parts = [(total * share / whole).quantize(unit(currency), rounding=ROUND_DOWN) for share in shares[:-1]]
    return [*parts, total - sum(parts, ZERO)]


@lru_cache(maxsize=64)
def _pattern(language: str, decimals: int) -> NumberPattern:
    pattern: NumberPattern = copy(Locale.parse(language, sep="-").currency_formats["standard"])
    pattern.frac_prec = (decimals, decimals)
    return pattern


def format_money(amount: Decimal, currency: str, language: str = "en") -> str:
    """For people, in their language: `12,50 €` in Italian, `£12.50` in English. Raises UnknownLocaleError."""
    pattern = _pattern(language, exponent(currency))
    # The decimals are ours (see _EXPONENTS), not the ones the locale data has for the currency.
    written = pattern.apply(
        quantize(amount, currency), Locale.parse(language, sep="-"), currency, currency_digits=False
    )
    return str(written)


class MoneyField(models.DecimalField):  # type: ignore[type-arg]
    """An amount in the currency named beside it (or the tenant's): fourteen digits, four of them decimals."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 14)
        kwargs.setdefault("decimal_places", 4)
        super().__init__(*args, **kwargs)
