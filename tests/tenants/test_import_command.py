"""Both imports from the terminal: what is asked wrongly is refused in one sentence, before any file is touched."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tenant_apps.ordering.models import Order
from tenants.context import use_tenant
from tests.tenant_apps.ordering.cast import open_restaurant

ORDERS = "order,date,item,qty,price\n1,2026-03-14,Margherita,2,9.50\n2,2026-03-14,Acqua,1,2.00\n"


@pytest.fixture
def restaurant(db, tenant_a):
    with use_tenant(tenant_a):
        return open_restaurant()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS)
    return path


@pytest.mark.parametrize("command", ["import_menu", "import_orders"])
@pytest.mark.parametrize("wrong", ["foo", "=price", "", " =x"])
def test_a_mapping_that_is_none_is_refused(restaurant, file, tenant_a, command, wrong):
    more = {"venue": restaurant.venue.slug} if command == "import_orders" else {}
    with pytest.raises(CommandError, match="--map takes FIELD=COLUMN") as caught:
        call_command(command, str(file), tenant="alfa", mapping=[wrong], **more)
    assert f"“{wrong}”" in str(caught.value)
    with use_tenant(tenant_a):
        assert not Order.objects.exists()


@pytest.mark.parametrize("command", ["import_menu", "import_orders"])
def test_what_is_not_there_is_named(restaurant, file, command):
    more = {"venue": restaurant.venue.slug} if command == "import_orders" else {}
    with pytest.raises(CommandError, match="no file: “/nowhere"):
        call_command(command, "/nowhere.csv", tenant="alfa", **more)
    with pytest.raises(CommandError, match="no tenant: “nowhere”"):
        call_command(command, str(file), tenant="nowhere", **more)
    with pytest.raises(CommandError, match="one or two files"):
        call_command(command, str(file), str(file), str(file), tenant="alfa", **more)
    with pytest.raises(CommandError, match="There is no field with this name"):
        call_command(command, str(file), tenant="alfa", mapping=["colour=price"], **more)


def test_orders_come_in_from_the_terminal(restaurant, file, tenant_a, tenant_b, capsys):
    options = {"tenant": "alfa", "venue": restaurant.venue.slug}
    call_command("import_orders", str(file), dry_run=True, **options)
    assert capsys.readouterr().out.rstrip().endswith("nothing was written")
    with use_tenant(tenant_a):
        assert not Order.objects.exists()
    call_command("import_orders", str(file), **options)
    told = capsys.readouterr().out
    assert "revenue: 21.00" in told
    assert told.rstrip().endswith(": written")
    with use_tenant(tenant_a):
        assert Order.objects.count() == 2
    with use_tenant(tenant_b):
        assert not Order.objects.exists()
    call_command("import_orders", str(file), **options)
    with use_tenant(tenant_a):
        assert Order.objects.count() == 2, "the same file again changes nothing"
    with pytest.raises(CommandError, match="no venue: “nowhere”"):
        call_command("import_orders", str(file), tenant="alfa", venue="nowhere")
