"""What the catalog does later, and from the terminal."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from tenant_apps.catalog import facade, tasks
from tenant_apps.catalog.models import EightySix, Item
from tenants.context import TenantRef, use_tenant


def test_the_clock_ends_an_86_that_has_run_out(menu_a, tenant_b, venue_a, hold_clock):
    start = datetime(2026, 6, 1, 12, tzinfo=UTC)
    until = start + timedelta(seconds=400)
    hold_clock(start)
    facade.eighty_six(venue_id=venue_a.id, item_id=menu_a["cola"], until=until)
    facade.eighty_six(venue_id=venue_a.id, item_id=menu_a["marinara"])
    hold_clock(until - timedelta(seconds=1))
    assert tasks.end_eighty_sixes() == 0
    hold_clock(until)
    with use_tenant(tenant_b):
        assert tasks.end_eighty_sixes() == 0
    assert not EightySix.objects.exclude(ended_at=None).exists()
    assert tasks.end_eighty_sixes() == 1
    assert EightySix.objects.get(item_id=menu_a["cola"]).ended_at == until
    assert EightySix.objects.get(item_id=menu_a["marinara"]).ended_at is None
    assert tasks.end_eighty_sixes() == 0


def test_a_menu_comes_in_from_the_terminal(db, tenant_a: TenantRef, tenant_b: TenantRef, tmp_path, capsys):
    file = tmp_path / "menu.csv"
    file.write_text("a,b\nMargherita,8.50\n")
    options = {"tenant": "alfa", "mapping": ["name=a", "price=b"]}
    call_command("import_menu", str(file), dry_run=True, **options)
    assert "nothing was written" in capsys.readouterr().out
    with use_tenant(tenant_a):
        assert not Item.objects.exists()
    call_command("import_menu", str(file), **options)
    assert capsys.readouterr().out.rstrip().endswith(": written")
    with use_tenant(tenant_a):
        assert Item.objects.get().name == "Margherita"
    with use_tenant(tenant_b):
        assert not Item.objects.exists()
    file.write_text("name,price\nMargherita,free\n")
    with pytest.raises(SystemExit):
        call_command("import_menu", str(file), tenant="alfa")
    assert "row 2 price “free”" in capsys.readouterr().out
    with pytest.raises(CommandError, match="nowhere"):
        call_command("import_menu", str(file), tenant="nowhere")
    with pytest.raises(CommandError, match="No column was found"):
        call_command("import_menu", str(file), tenant="alfa", mapping=["price="])
