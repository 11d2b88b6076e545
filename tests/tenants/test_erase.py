"""Erasing removes everything of one tenant and nothing of another, and may be interrupted anywhere."""

import io
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from tenants.connections import direct_connection
from tenants.context import use_tenant
from tenants.contracts import NewTenant
from tenants.errors import UnknownTenantError, WrongConfirmationError
from tenants.facade import create_tenant, get_tenant, list_tenants, resolve_host
from tenants.lifecycle import erase
from tenants.models import Domain, Tenant

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def traces(ref, tmp_path):
    with direct_connection("default") as connection:
        schema = connection.execute("SELECT count(*) FROM pg_namespace WHERE nspname = %s", [ref.schema]).fetchone()[0]
    with use_tenant(ref):
        remembered = cache.get("fruit")
    hosts = Domain.objects.filter(tenant=ref.id).count()
    return bool(schema), remembered, (Path(tmp_path) / ref.schema / "a.txt").exists(), hosts


@pytest.fixture
def furnished(tenant_a, tenant_b):
    for ref in (tenant_a, tenant_b):
        with use_tenant(ref):
            cache.set("fruit", ref.slug)
            default_storage.save("a.txt", ContentFile(b"x"))


@pytest.mark.usefixtures("furnished")
def test_one_tenant_goes_and_the_other_stays(tenant_a, tenant_b, tmp_path):
    assert resolve_host("bravo.localhost").ref == tenant_b
    with pytest.raises(WrongConfirmationError):
        erase.erase_tenant(tenant_id=tenant_b.id, confirmed_name="bravo")
    assert traces(tenant_b, tmp_path) == (True, "bravo", True, 1)
    erase.erase_tenant(tenant_id=tenant_b.id, confirmed_name="Bravo")
    assert traces(tenant_b, tmp_path) == (False, None, False, 0)
    assert traces(tenant_a, tmp_path) == (True, "alfa", True, 1)
    assert resolve_host("bravo.localhost") is None
    with pytest.raises(UnknownTenantError):
        get_tenant(tenant_id=tenant_b.id)
    left = Tenant.objects.get(pk=tenant_b.id)
    assert (left.status, left.name, left.schema_name) == ("erased", "", tenant_b.schema)


@pytest.mark.usefixtures("furnished")
def test_the_address_is_free_again_and_leads_to_the_new_owner_alone(tenant_b):
    erase.erase_tenant(tenant_id=tenant_b.id, confirmed_name="Bravo")
    fresh = create_tenant(NewTenant("Bravo due", "bravo", "GB", "GBP", "Europe/London"))
    assert resolve_host("bravo.localhost").ref == fresh
    assert fresh.schema != tenant_b.schema
    with use_tenant(fresh):
        assert cache.get("fruit") is None
        assert not default_storage.exists("a.txt")


@pytest.mark.usefixtures("furnished")
@pytest.mark.parametrize("step", ["direct_connection", "forget_files", "forget_tenant", "_forget_in_control"])
def test_an_interrupted_erasure_is_finished_by_repeating_it(tenant_b, tmp_path, step):
    def power_cut(*_args, **_options):
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(erase, step, power_cut)
        with pytest.raises(KeyboardInterrupt):
            erase.erase_tenant(tenant_id=tenant_b.id, confirmed_name="Bravo")
    assert resolve_host("bravo.localhost") is None  # nobody is served by what is half gone
    erase.erase_tenant(tenant_id=tenant_b.id, confirmed_name="Bravo")
    assert traces(tenant_b, tmp_path) == (False, None, False, 0)


def run(*args, **options):
    out = io.StringIO()
    call_command("tenant", *args, stdout=out, **options)
    return out.getvalue()


def test_the_command_creates_lists_suspends_resumes_and_erases(monkeypatch):
    made = ["create", "terra", "--name", "Terra", "--country", "IT", "--currency", "EUR", "--timezone", "Europe/Rome"]
    assert "terra.localhost" in run(*made)
    assert "Terra" in run("list")
    assert "suspended" in run("suspend", "terra")
    assert not resolve_host("terra.localhost").served
    with pytest.raises(CommandError, match="not possible"):
        run("suspend", "terra")
    assert "active" in run("resume", "terra")
    assert resolve_host("terra.localhost").served
    monkeypatch.setattr("builtins.input", lambda _question: "Aria")
    with pytest.raises(CommandError, match="Nothing was erased"):
        run("erase", "terra")
    assert "terra" in [ref.slug for ref in list_tenants()]
    monkeypatch.setattr("builtins.input", lambda _question: "Terra")
    run("erase", "terra")
    assert "terra" not in [ref.slug for ref in list_tenants()]


@pytest.mark.parametrize("slug", ["public", "pg_x", "a'b", "www", "alfa"])
def test_the_command_refuses_names_in_words(slug):
    before = Tenant.objects.count()
    with pytest.raises(CommandError, match=r"\w"):
        run("create", slug, "--name", "X", "--country", "IT", "--currency", "EUR", "--timezone", "Europe/Rome")
    assert Tenant.objects.count() == before


def test_migrate_says_that_nobody_is_behind(tenant_a):
    assert "nobody is behind" in run("migrate")
    assert "nobody is behind" in run("migrate", "--dry-run")
    assert "nobody is behind" in run("migrate", "alfa")
    assert tenant_a.schema in run("shell", "alfa", command="print(1)")
