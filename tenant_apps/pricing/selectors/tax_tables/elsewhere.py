"""Taxes on restaurant meals outside Europe. Where they differ by town, the venue brings its own rate."""

from datetime import date

from tenant_apps.pricing.selectors.tax_tables.shape import AWAY, EATEN, CountryTable, Rate

TABLES = {
    "US": CountryTable(
        source="No federal sales tax; states, counties and towns set theirs",
        included=False,
        is_local=True,
    ),
    "CA": CountryTable(
        source="Excise Tax Act s. 165 (GST 5 %); provinces add theirs",
        rates=(Rate("5"),),
        included=False,
        is_local=True,
    ),
    "ID": CountryTable(
        source="UU 1/2022 art. 58: PBJT on food and drink, at most 10 %, set by the region",
        rates=(Rate("10"),),
        included=False,
        is_local=True,
    ),
    "JP": CountryTable(
        source="Consumption Tax Act art. 29, supplementary provisions of 2016 (8 % to take away since 1 October 2019)",
        rates=(
            Rate("8"),
            Rate("10", since=date(2019, 10, 1)),
            Rate("8", EATEN | frozenset({"soft_drink"}), AWAY),
        ),
    ),
    "AU": CountryTable(
        source="A New Tax System (Goods and Services Tax) Act 1999 s. 9-70, 38-3",
        rates=(Rate("10"),),
    ),
}
