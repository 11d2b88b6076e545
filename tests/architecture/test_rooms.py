"""The rules of the house, applied to the house."""

import pytest
from django.apps import apps

from comanda.config.product_map.addresses import addresses
from tests.architecture.rules import foreign_keys, guards, import_contracts, sources, templates
from tests.architecture.rules.rooms import ROOMS, ROOT, contracts, height, our_modules


def test_foreign_keys_point_down() -> None:
    assert foreign_keys.violations(apps.get_models(include_auto_created=True)) == []


def test_import_contracts_are_whole() -> None:
    assert import_contracts.weakened(contracts()) == []


@pytest.mark.parametrize(
    "rule", [sources.too_long, sources.badly_named, sources.string_lookups, sources.hidden_imports]
)
def test_sources(rule) -> None:
    assert rule(our_modules()) == []


def test_views_leave_queries_to_selectors() -> None:
    assert sources.queries_in_views(our_modules()) == []


def test_views_read_amounts_with_care() -> None:
    assert sources.numbers_read_bare(our_modules()) == []


def test_use_cases_take_keywords() -> None:
    assert sources.positional_services(our_modules()) == []


def test_services_are_a_table_of_contents() -> None:
    assert sources.crowded_services(our_modules()) == []


def test_templates_keep_to_the_content_policy() -> None:
    pages = [page for room in ROOMS for page in sorted((ROOT / room).rglob("templates/**/*.html"))]
    letters = [
        page for page in pages if "letters" in page.parts or page.stem.startswith("letter")
    ]  # mail has no policy
    assert templates.breaches(page for page in pages if page not in letters) == []


def test_staff_pages_and_the_api_demand_a_capability() -> None:
    """The platform's host has no staff and no roles: there a sign-up's token is the key."""
    tenant = addresses("comanda.config.urls_tenant")
    assert guards.unguarded(tenant) == []
    assert guards.outdated(tenant) == [], "take it off the list in tests/architecture/rules/guards.py"
    assert (
        guards.unguarded(page for page in addresses("comanda.config.urls_platform") if guards.API not in page.path)
        == []
    )


def test_every_app_says_what_it_is_for() -> None:
    ours = [
        config for config in apps.get_app_configs() if height(config.name) is not None and "config" not in config.label
    ]
    assert [config.name for config in ours if not (ROOT / config.path / "README.md").exists()] == []


def test_staff_pages_are_found() -> None:
    """The rule above would pass on an empty map."""
    assert sum(address.path.startswith(guards.STAFF) for address in addresses("comanda.config.urls_tenant")) > 20
