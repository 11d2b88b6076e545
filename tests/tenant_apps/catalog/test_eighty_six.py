"""86: off for now, at a venue, for a while; back by hand or by the clock."""

from datetime import UTC, datetime, timedelta

import pytest

from comanda.kernel import clock
from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.outbox.models import OutboxEvent
from tenant_apps.catalog import facade
from tenant_apps.catalog.errors import ItemNotFoundError, VenueNotFoundError
from tenant_apps.catalog.models import EightySix
from tenant_apps.venues.contracts import VenueInfo
from tenants.context import TenantRef, use_tenant
from tests.tenant_apps.catalog.conftest import fill_menu


def off(venue: VenueInfo, channel: str = "") -> list[int]:
    return [row.item_id for row in facade.list_eighty_sixed(venue_id=venue.id, channel=channel)]


def events() -> list[str]:
    return list(OutboxEvent.objects.order_by("pk").values_list("name", flat=True))


def test_off_and_back_again(menu_a, venue_a: VenueInfo):
    facade.eighty_six(venue_id=venue_a.id, item_id=menu_a["cola"], reason="Fridge broke", actor_id=3)
    assert off(venue_a) == [menu_a["cola"]]
    assert facade.list_eighty_sixed(venue_id=venue_a.id)[0].reason == "Fridge broke"
    assert facade.bring_back(venue_id=venue_a.id, item_id=menu_a["cola"], actor_id=3)
    assert off(venue_a) == []
    assert not facade.bring_back(venue_id=venue_a.id, item_id=menu_a["cola"])
    assert events() == ["catalog.item_eighty_sixed", "catalog.item_brought_back"]
    assert EightySix.objects.get().ended_by == 3


def test_saying_it_twice_leaves_one_row_with_the_last_word(menu_a, venue_a: VenueInfo):
    until = clock.now() + timedelta(hours=2)
    facade.eighty_six(venue_id=venue_a.id, item_id=menu_a["cola"])
    facade.eighty_six(venue_id=venue_a.id, item_id=menu_a["cola"], until=until)
    assert EightySix.objects.get().until == until


def test_a_channel_can_be_off_alone(menu_a, venue_a: VenueInfo):
    facade.eighty_six(venue_id=venue_a.id, item_id=menu_a["cola"], channel="web")
    facade.eighty_six(venue_id=venue_a.id, item_id=menu_a["marinara"])
    assert off(venue_a, "counter") == [menu_a["marinara"]]
    assert set(off(venue_a, "web")) == set(off(venue_a)) == {menu_a["cola"], menu_a["marinara"]}


def test_it_runs_out_by_the_clock_and_the_sweep_tells(menu_a, venue_a: VenueInfo, hold_clock):
    start = datetime(2026, 6, 1, 12, tzinfo=UTC)
    hold_clock(start)
    facade.eighty_six(venue_id=venue_a.id, item_id=menu_a["cola"], until=start + timedelta(hours=1))
    assert off(venue_a) == [menu_a["cola"]]
    assert facade.expire_eighty_sixes() == 0
    hold_clock(start + timedelta(hours=1))
    assert off(venue_a) == []
    assert facade.expire_eighty_sixes() == 1
    assert facade.expire_eighty_sixes() == 0
    assert events()[-1] == "catalog.item_brought_back"
    facade.eighty_six(venue_id=venue_a.id, item_id=menu_a["cola"])
    assert off(venue_a) == [menu_a["cola"]]


def test_nonsense_is_refused_and_changes_nothing(menu_a, venue_a: VenueInfo):
    with pytest.raises(ValidationFailedError) as refused:
        facade.eighty_six(venue_id=venue_a.id, item_id=menu_a["cola"], until=clock.now() - timedelta(minutes=1))
    assert "until" in refused.value.fields
    with pytest.raises(ItemNotFoundError):
        facade.eighty_six(venue_id=venue_a.id, item_id=10**9)
    with pytest.raises(VenueNotFoundError):
        facade.eighty_six(venue_id=10**9, item_id=menu_a["cola"])
    assert not EightySix.objects.exists()
    assert events() == []


def test_an_86_of_one_tenant_is_not_the_others(tenant_a: TenantRef, tenant_b: TenantRef, venue_a, venue_b):
    ids = {}
    for tenant in (tenant_a, tenant_b):
        with use_tenant(tenant):
            ids[tenant.slug] = fill_menu()
    with use_tenant(tenant_a):
        facade.eighty_six(venue_id=venue_a.id, item_id=ids["alfa"]["cola"])
    with use_tenant(tenant_b):
        assert off(venue_b) == []
        assert not EightySix.objects.exists()
    with use_tenant(tenant_a):
        assert off(venue_a) == [ids["alfa"]["cola"]]
