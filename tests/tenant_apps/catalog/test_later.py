"""What the catalog does later, and from the terminal."""

from datetime import UTC, datetime, timedelta

import pytest
from celery.exceptions import Retry
from django.core.management import CommandError, call_command

from comanda.kernel import clock
from comanda.kernel.outbox.testing import drain_outbox
from tenant_apps.catalog import facade, subscribers, tasks
from tenant_apps.catalog.models import EightySix, Item
from tenants.context import TenantRef, use_tenant


def test_an_86_with_an_end_asks_to_be_ended(menu_a, venue_a, monkeypatch, django_capture_on_commit_callbacks):
    sent = []
    monkeypatch.setattr(
        subscribers.end_eighty_six, "apply_async", lambda args, countdown: sent.append((args, countdown))
    )
    until = clock.now() + timedelta(hours=3)
    with django_capture_on_commit_callbacks(execute=True):
        facade.eighty_six(venue_id=venue_a.id, item_id=menu_a["cola"], until=until)
        facade.eighty_six(venue_id=venue_a.id, item_id=menu_a["marinara"])
        drain_outbox()
    assert sent == [((until.isoformat(),), tasks.LONGEST_WAIT)]


def test_the_task_waits_in_steps_and_then_ends_it(menu_a, venue_a, monkeypatch, hold_clock):
    start = datetime(2026, 6, 1, 12, tzinfo=UTC)
    until = start + timedelta(seconds=400)
    hold_clock(start)
    facade.eighty_six(venue_id=venue_a.id, item_id=menu_a["cola"], until=until)
    waits = []

    def retry(countdown: float) -> Retry:
        waits.append(countdown)
        return Retry()

    monkeypatch.setattr(tasks.end_eighty_six, "retry", retry)
    with pytest.raises(Retry):
        tasks.end_eighty_six(until.isoformat())
    hold_clock(start + timedelta(seconds=300))
    with pytest.raises(Retry):
        tasks.end_eighty_six(until.isoformat())
    assert waits == [300, 101]
    assert EightySix.objects.get().ended_at is None
    hold_clock(until)
    tasks.end_eighty_six(until.isoformat())
    assert EightySix.objects.get().ended_at == until


def test_run_in_line_the_task_does_not_wait(menu_a, venue_a, tasks_in_line):
    until = clock.now() + timedelta(hours=3)
    facade.eighty_six(venue_id=venue_a.id, item_id=menu_a["cola"], until=until)
    assert tasks.end_eighty_six.delay(until.isoformat()).successful()
    assert EightySix.objects.get().ended_at is None


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
