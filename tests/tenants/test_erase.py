"""Erasing removes everything of one tenant and nothing of another, and may be interrupted anywhere."""

import io
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command, get_commands

from comanda.kernel.machines import TransitionRefusedError
from tenants.connections import direct_connection
from tenants.context import use_tenant
from tenants.contracts import NewTenant
from tenants.errors import UnknownTenantError, WrongConfirmationError
from tenants.facade import create_tenant, get_tenant, list_tenants, resolve_host
from tenants.lifecycle import erase
from tenants.lifecycle.change_status import change_status
from tenants.models import Chain, Domain, Tenant
from tenants.resolution import find_by_schema
from tenants.storage import forget_files

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


def erase_until(step, ref):
    """The power is cut there."""

    def power_cut(*_args, **_options):
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(erase, step, power_cut)
        with pytest.raises(KeyboardInterrupt):
            erase.erase_tenant(tenant_id=ref.id, confirmed_name=ref.name)


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
    erase_until(step, tenant_b)
    assert resolve_host("bravo.localhost") is None  # nobody is served by what is half gone
    erase.erase_tenant(tenant_id=tenant_b.id, confirmed_name="Bravo")
    assert traces(tenant_b, tmp_path) == (False, None, False, 0)


@pytest.mark.parametrize("step", ["direct_connection", "_forget_in_control"])
def test_what_is_half_erased_cannot_be_resumed(tenant_a, tenant_b, step):
    erase_until(step, tenant_b)
    for verb in ("resume", "activate", "suspend", "archive"):
        with pytest.raises(TransitionRefusedError):
            change_status(tenant_id=tenant_b.id, verb=verb)
    assert Tenant.objects.get(pk=tenant_b.id).status == "erasing"
    assert find_by_schema(tenant_b.schema) is None  # its tasks are refused
    assert find_by_schema(tenant_a.schema) == tenant_a
    erase.erase_tenant(tenant_id=tenant_b.id, confirmed_name="Bravo")
    assert Tenant.objects.get(pk=tenant_b.id).status == "erased"


def test_a_chain_goes_with_its_last_tenant(tenant_a):
    first = create_tenant(NewTenant("Terra", "terra", "IT", "EUR", "Europe/Rome", chain_name="Terra e Mare"))
    second = create_tenant(NewTenant("Mare", "mare", "IT", "EUR", "Europe/Rome", chain_id=first.chain_id))
    others = set(Chain.objects.exclude(pk=first.chain_id).values_list("pk", flat=True))
    erase.erase_tenant(tenant_id=first.id, confirmed_name="Terra")
    assert Chain.objects.get(pk=first.chain_id).name == "Terra e Mare"
    erase.erase_tenant(tenant_id=second.id, confirmed_name="Mare")
    assert set(Chain.objects.values_list("pk", flat=True)) == others
    assert tenant_a.chain_id in others


@pytest.mark.parametrize("status", ["trial", "active", "past_due"])
@pytest.mark.parametrize("verb", ["suspend", "archive"])
def test_resumed_a_tenant_is_what_it_was(tenant_a, tenant_b, status, verb):
    Tenant.objects.filter(pk=tenant_b.id).update(status=status)
    change_status(tenant_id=tenant_b.id, verb=verb)
    if verb == "suspend":
        change_status(tenant_id=tenant_b.id, verb="archive")
    assert change_status(tenant_id=tenant_b.id, verb="resume").status == status
    assert Tenant.objects.get(pk=tenant_b.id).resumes_as == ""
    assert Tenant.objects.get(pk=tenant_a.id).status == "active"


VERSIONS = """<?xml version="1.0"?><ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
<Name>bucket</Name><Prefix>{schema}/</Prefix><IsTruncated>false</IsTruncated>
<Version><Key>{schema}/a.txt</Key><VersionId>v1</VersionId><IsLatest>false</IsLatest></Version>
<DeleteMarker><Key>{schema}/a.txt</Key><VersionId>v2</VersionId><IsLatest>true</IsLatest></DeleteMarker>
</ListVersionsResult>"""


def test_in_a_bucket_that_keeps_versions_every_version_goes(settings, tenant_b, monkeypatch):
    asked = []

    class Bucket(BaseHTTPRequestHandler):
        def do_GET(self):
            self.answer(VERSIONS.format(schema=tenant_b.schema))

        def do_POST(self):
            self.answer('<DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>')

        def answer(self, text):
            asked.append((self.path, self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()))
            self.send_response(200)
            self.send_header("Content-Type", "application/xml")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_args):
            pass

    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "x")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    with HTTPServer(("127.0.0.1", 0), Bucket) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "tenants.bucket.TenantS3Storage"}}
        settings.AWS_STORAGE_BUCKET_NAME = "bucket"
        settings.AWS_S3_ENDPOINT_URL = f"http://127.0.0.1:{server.server_port}"
        settings.AWS_S3_REGION_NAME = "eu-south-1"
        settings.AWS_S3_ADDRESSING_STYLE = "path"
        forget_files(tenant_b)
        server.shutdown()
    (listed, _nothing), (deleted, body) = asked
    assert "versions" in listed
    assert f"prefix={tenant_b.schema}%2F" in listed
    assert deleted.startswith("/bucket?delete")
    assert "<VersionId>v1</VersionId>" in body
    assert "<VersionId>v2</VersionId>" in body


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

    def nobody(_question):
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
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


def test_no_other_command_makes_or_drops_a_tenant():
    """The stock ones would drop the row and leave the schema, or make a row without one."""
    assert "django_tenants" not in set(get_commands().values())
