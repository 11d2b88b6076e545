from datetime import date
from decimal import Decimal

import pytest

from comanda.kernel.errors import ValidationFailedError
from tenant_apps.catalog.contracts import TaxCategory
from tenant_apps.pricing.facade import list_tax_countries, tax_rate
from tenant_apps.pricing.selectors.find_tax_rule import TABLES
from tenant_apps.venues.contracts import TAXED_LOCALLY, ServiceType

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("country", "category", "service", "on", "percent"),
    [
        ("IT", "food", "dine_in", TODAY, "10"),
        ("IT", "food", "delivery", TODAY, "10"),
        ("IT", "alcohol", "dine_in", TODAY, "10"),
        ("IT", "alcohol", "pickup", TODAY, "22"),
        ("GB", "food", "pickup", date(2015, 6, 1), "20"),
        ("GB", "food", "pickup", date(2020, 8, 1), "5"),
        ("GB", "food", "pickup", date(2022, 3, 31), "12.5"),
        ("GB", "food", "pickup", date(2022, 4, 1), "20"),
        ("GB", "soft_drink", "pickup", date(2020, 8, 1), "20"),
        ("GB", "cold_takeaway", "pickup", TODAY, "0"),
        ("GB", "cold_takeaway", "dine_in", TODAY, "20"),
        ("DE", "food", "dine_in", date(2019, 5, 5), "19"),
        ("DE", "food", "dine_in", date(2020, 9, 1), "5"),
        ("DE", "food", "dine_in", date(2023, 12, 31), "7"),
        ("DE", "food", "dine_in", date(2024, 1, 1), "19"),
        ("DE", "food", "dine_in", date(2026, 1, 1), "7"),
        ("DE", "food", "pickup", date(2024, 1, 1), "7"),
        ("DE", "alcohol", "dine_in", date(2026, 1, 1), "19"),
        ("FR", "food", "dine_in", TODAY, "10"),
        ("FR", "alcohol", "dine_in", TODAY, "20"),
        ("FR", "cold_takeaway", "pickup", TODAY, "5.5"),
        ("ES", "alcohol", "dine_in", TODAY, "10"),
        ("ES", "alcohol", "delivery", TODAY, "21"),
        ("NL", "food", "pickup", date(2018, 12, 31), "6"),
        ("NL", "food", "pickup", date(2019, 1, 1), "9"),
        ("JP", "food", "dine_in", TODAY, "10"),
        ("JP", "food", "delivery", TODAY, "8"),
    ],
)
def test_the_rate_follows_country_category_service_and_date(country, category, service, on, percent):
    rule = tax_rate(country=country, tax_category=category, service=service, on=on)
    assert rule.rate == Decimal(percent) / 100
    assert rule.code == f"{country}-{percent}"
    assert rule.included


def test_the_united_states_add_the_towns_own_rate():
    with pytest.raises(ValidationFailedError):
        tax_rate(country="US", tax_category="food", service="pickup", on=TODAY)
    local = tax_rate(country="US", tax_category="food", service="pickup", on=TODAY, local_rate=Decimal("0.0825"))
    assert (local.rate, local.code, local.included) == (Decimal("0.0825"), "US-local", False)


def test_the_countries_where_venues_tell_their_tax_are_those_of_the_tables():
    assert {code for code, table in TABLES.items() if table.is_local} == TAXED_LOCALLY


def test_a_country_without_a_table_is_refused_and_named():
    with pytest.raises(ValidationFailedError) as refusal:
        tax_rate(country="XX", tax_category="food", service="pickup", on=TODAY)
    assert refusal.value.code == "tax_table_missing"
    assert "XX" in str(refusal.value.message)


@pytest.mark.parametrize("country", list_tax_countries())
def test_every_country_knows_every_category_and_service(country):
    for category in TaxCategory:
        for service in ServiceType:
            rule = tax_rate(
                country=country, tax_category=category, service=service, on=date(2015, 1, 1), local_rate=Decimal("0.05")
            )
            assert 0 <= rule.rate < Decimal("0.3")
