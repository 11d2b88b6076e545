"""Which tax a sale carries."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext as _

from comanda.kernel.errors import ValidationFailedError
from tenant_apps.pricing.contracts import TaxRule
from tenant_apps.pricing.selectors.tax_tables import elsewhere, europe
from tenant_apps.pricing.selectors.tax_tables.shape import CountryTable

TABLES: dict[str, CountryTable] = {**europe.TABLES, **elsewhere.TABLES}

OUTSIDE_SCOPE = "none"


@lru_cache(maxsize=4096)
def tax_rate(*, country: str, tax_category: str, service: str, on: date, local_rate: Decimal | None = None) -> TaxRule:
    """The rule in force on that day. `local_rate` is the venue's own where towns set the tax (United States).

    Raises ValidationFailedError for a country or category without a table, or a venue that has not told its own rate: a
    missing tax must never pass as zero.
    """
    table = TABLES.get(country)
    if table is None:
        raise ValidationFailedError(
            _("There is no tax table for “%(country)s”.") % {"country": country},
            code="tax_table_missing",
            remedy=_("Choose one of: %(countries)s.") % {"countries": ", ".join(sorted(TABLES))},
        )
    if table.is_local and local_rate is not None:
        return TaxRule(code=f"{country}-local", rate=local_rate, included=table.included)
    if table.is_local and not table.rates:
        raise ValidationFailedError(
            _("The sales tax of this venue is not set yet."),
            code="sales_tax_unset",
            remedy=_("Set “Sales tax” in the venue's details: nothing can be sold before."),
            fields={"sales_tax_percent": [_("The venue has not set its sales tax yet.")]},
        )
    rate = next((row for row in reversed(table.rates) if row.covers(tax_category, service, on)), None)
    if rate is None:
        raise ValidationFailedError(
            _("There is no tax rate for “%(category)s” in “%(country)s”.")
            % {"category": tax_category, "country": country},
            code="tax_rate_missing",
        )
    return TaxRule(code=f"{country}-{rate.percent}", rate=rate.rate, included=table.included)


def no_tax(*, country: str) -> TaxRule:
    """For tips: given freely to the staff, outside the scope of the tax."""
    table = TABLES.get(country)
    return TaxRule(code=OUTSIDE_SCOPE, rate=Decimal(0), included=table is None or table.included)


def is_tax_included(*, country: str) -> bool:
    """Whether prices shown to guests carry the tax; otherwise it is added at the till."""
    return no_tax(country=country).included
