"""Many connections at once, with real commits."""

from collections import Counter

import pytest

from tenant_apps.ordering.facade import place_order
from tenant_apps.ordering.models import DayCounter, LedgerEntry, Order
from tenants.context import use_tenant
from tests.tenant_apps.ordering.at_once import at_once
from tests.tenant_apps.ordering.cast import open_restaurant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_numbers_are_gapless_while_many_order_and_some_fail(tenant_a):
    with use_tenant(tenant_a):
        shop = open_restaurant()
        other = open_restaurant(name="Navigli")
        good = [lambda: shop.order(shop.loaded_line(), shop.line()).number for _n in range(14)]
        bad = [lambda: shop.order(payment_provider="gold") for _n in range(4)]
        far = [lambda: other.order().number for _n in range(4)]
    results = at_once(tenant_a, [work for trio in zip(good, (bad + far) * 2, strict=False) for work in trio])
    numbers = [result for result in results if isinstance(result, int)]
    errors = Counter(type(result).__name__ for result in results if not isinstance(result, int))
    assert set(errors) <= {"ProviderUnknownError"}
    with use_tenant(tenant_a):
        for venue in (shop.venue, other.venue):
            drawn = sorted(Order.objects.filter(venue_id=venue.id).values_list("number", flat=True))
            assert drawn == list(range(1, len(drawn) + 1))
            assert DayCounter.objects.get(venue_id=venue.id).last_number == len(drawn)
        assert Order.objects.count() == len(numbers) > 14
        assert (
            LedgerEntry.objects.count() == Order.objects.count() + Order.objects.filter(venue_id=shop.venue.id).count()
        )


def test_the_same_key_twenty_times_at_once_makes_one_order(tenant_a):
    with use_tenant(tenant_a):
        command = open_restaurant().command(idempotency_key="tap-tap-tap")
    results = at_once(tenant_a, [lambda: place_order(command=command).id] * 20)
    assert len(set(results)) == 1, results
    with use_tenant(tenant_a):
        assert Order.objects.count() == 1
        assert Order.objects.get().number == 1
        assert LedgerEntry.objects.count() == 1


def test_the_same_key_in_another_tenant_is_another_order(tenant_a, tenant_b):
    for tenant in (tenant_a, tenant_b):
        with use_tenant(tenant):
            shop = open_restaurant()
            place_order(command=shop.command(idempotency_key="same"))
            assert Order.objects.count() == 1
