"""Every way tenants were seen to leak into each other, tried on ours."""

import asyncio
import contextlib
import random
import threading
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest
from asgiref.sync import sync_to_async
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, SuspiciousFileOperation, SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import ProgrammingError, connection, connections, transaction
from django.utils.timezone import now

from comanda.config.checks import refuse_unsafe
from tenants import poolers
from tenants.bucket import TenantS3Storage
from tenants.connections import direct_connection, pooled_connection
from tenants.context import NoTenantError, current_tenant, find_tenant, platform_ref, use_platform, use_tenant
from tenants.models import SpareSchema
from tenants.poolers import refuse_mixing_endpoints, what_is_wrong
from tenants.provisioning.spares import schema_ref
from tenants.sessions import SessionStore


@pytest.fixture
def nobody_left_connected():
    yield
    connections.close_all()


def open_session() -> str:
    store = SessionStore()
    store["fruit"] = current_tenant().slug
    store.save()
    return store.session_key


@pytest.mark.django_db
def test_a_session_of_a_is_nobodys_on_b(tenant_a, tenant_b):
    with use_tenant(tenant_a):
        key = open_session()
        assert SessionStore(key)["fruit"] == "alfa"
        stolen = Session.objects.get(session_key=key).session_data
    for ref in (tenant_b, platform_ref()):
        with use_tenant(ref):
            assert "fruit" not in SessionStore(key)
            # Even where its row got across, as from a restored backup:
            Session.objects.create(session_key=key, session_data=stolen, expire_date=now() + timedelta(days=1))
            assert "fruit" not in SessionStore(key)
    with use_tenant(tenant_a):
        assert SessionStore(key)["fruit"] == "alfa"


@pytest.mark.django_db
def test_cache_keys_need_a_tenant_and_are_its_own(tenant_a, tenant_b):
    with use_tenant(tenant_a):
        cache.set_many({"x": 1, "y": 2})
        cache.add("counter", 1)
    with use_tenant(tenant_b):
        assert cache.get_many(["x", "y", "counter"]) == {}
        with pytest.raises(ValueError, match="not found"):
            cache.incr("counter")
        cache.delete_many(["x", "y"])
    with use_tenant(tenant_a):
        assert cache.get_many(["x", "y"]) == {"x": 1, "y": 2}
    for use in (lambda: cache.get("x"), lambda: cache.set("x", 1), lambda: cache.delete("x")):
        with pytest.raises(NoTenantError):
            use()


def test_files_need_a_tenant_and_stay_in_its_folder(tenant_a, tenant_b, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with use_tenant(tenant_b):
        default_storage.save("menu/a.txt", ContentFile(b"of b"))
    with use_tenant(tenant_a):
        assert not default_storage.exists("menu/a.txt")
        assert default_storage.url("menu/a.txt") == "/media/menu/a.txt"
        for way_out in (f"../{tenant_b.schema}/menu/a.txt", "/etc/passwd", f"x/../../{tenant_b.schema}/menu/a.txt"):
            with pytest.raises(SuspiciousFileOperation):
                default_storage.open(way_out)
            with pytest.raises(SuspiciousFileOperation):
                default_storage.save(way_out, ContentFile(b"taken over"))
    with use_tenant(tenant_b), default_storage.open("menu/a.txt") as file:
        assert file.read() == b"of b"
    with pytest.raises(NoTenantError):
        default_storage.open("menu/a.txt")


def test_files_in_a_bucket_stay_under_their_tenants_prefix(tenant_a, tenant_b):
    bucket = TenantS3Storage(bucket_name="bucket")
    with use_tenant(tenant_a):
        assert bucket._normalize_name("menu/a.webp") == f"{tenant_a.schema}/menu/a.webp"
        for way_out in (f"../{tenant_b.schema}/a.webp", "/etc/passwd", f"x/../../{tenant_b.schema}/a.webp", "x/../y"):
            with pytest.raises(SuspiciousOperation):
                bucket._normalize_name(way_out)
    with pytest.raises(NoTenantError):
        bucket._normalize_name("menu/a.webp")


def test_a_presigned_address_opens_one_file_of_its_own_tenant(tenant_a, tenant_b):
    bucket = TenantS3Storage(
        bucket_name="bucket", access_key="key", secret_key="secret", region_name="eu-south-1", querystring_expire=60
    )
    with use_tenant(tenant_a):
        address = urlsplit(bucket.url("menu/a.webp"))
        for way_out in (f"../{tenant_b.schema}/menu/a.webp", f"/{tenant_b.schema}/menu/a.webp", "x/../../y"):
            with pytest.raises(SuspiciousOperation):
                bucket.url(way_out)
        # Another's name inside is a folder of one's own.
        assert f"/{tenant_a.schema}/{tenant_b.schema}/a.webp" in bucket.url(f"{tenant_b.schema}/a.webp")
    with use_tenant(tenant_b):
        other = urlsplit(bucket.url("menu/a.webp"))
    assert address.path.endswith(f"/{tenant_a.schema}/menu/a.webp")
    assert {"X-Amz-Signature", "X-Amz-Expires"} <= set(parse_qs(address.query)) or "Signature=" in address.query
    assert address.query != other.query
    with pytest.raises(NoTenantError):
        bucket.url("menu/a.webp")


@pytest.mark.django_db(transaction=True)
def test_a_missing_table_is_an_error_and_never_the_platforms(tenant_a):
    with use_platform():
        Session.objects.create(session_key="of-platform", session_data="", expire_date=now())
    with direct_connection("default") as server:
        server.execute(f"DROP TABLE {tenant_a.schema}.django_session")
    with use_tenant(tenant_a), pytest.raises(ProgrammingError, match="does not exist"):
        Session.objects.count()


@pytest.mark.django_db
def test_content_types_are_remembered_per_schema(tenant_a, tenant_b):
    ContentType.objects.clear_cache()
    with use_platform():
        of_platform = ContentType.objects.get_for_model(Session).pk
        # The platform's ids differ from the tenants': more apps were there first.
        assert of_platform == ContentType.objects.get(app_label="sessions", model="session").pk
    for ref in (tenant_a, tenant_b, platform_ref(), tenant_a):
        with use_tenant(ref):
            stored = ContentType.objects.get(app_label="sessions", model="session").pk
            assert ContentType.objects.get_for_model(Session).pk == stored
            assert ContentType.objects.get_for_id(stored).model_class() is Session


@pytest.mark.django_db
def test_a_connection_is_where_the_context_is_after_every_kind_of_rollback(tenant_a, tenant_b):
    def here():
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_schema()")
            return cursor.fetchone()[0]

    class UndoError(Exception):
        pass

    with use_tenant(tenant_a):
        assert here() == tenant_a.schema
        for _ in range(3):
            with contextlib.suppress(UndoError), transaction.atomic(), use_tenant(tenant_b):
                assert here() == tenant_b.schema
                raise UndoError
            assert here() == tenant_a.schema
            with transaction.atomic():
                with use_tenant(tenant_b):
                    point = transaction.savepoint()
                    assert here() == tenant_b.schema
                transaction.savepoint_rollback(point)
                assert here() == tenant_a.schema


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("nobody_left_connected")
async def test_tasks_threads_and_rollbacks_at_once_never_cross(tenant_a, tenant_b):
    """A shorter sibling of the benchmark's stress, which makes a million looks."""
    refs = await sync_to_async(furnish)(tenant_a, tenant_b)
    wrong, looks = [], [0]

    def look(ref):
        seen = list(Session.objects.values_list("session_key", flat=True))
        looks[0] += 1
        if seen != [ref.schema] or current_tenant() is not ref:
            wrong.append((ref.schema, seen))

    def thread(seed):
        dice = random.Random(seed)
        for _ in range(60):
            first, second = dice.sample(refs, 2)
            with use_tenant(first):
                try:
                    with transaction.atomic():
                        look(first)
                        with use_tenant(second), transaction.atomic():
                            look(second)
                        look(first)
                        raise LookupError
                except LookupError:
                    look(first)
        connections.close_all()

    def look_and_leave(ref):
        look(ref)
        connections.close_all()

    async def task(seed):
        dice = random.Random(seed)
        for _ in range(5):
            ref = dice.choice(refs)
            with use_tenant(ref):
                hop = sync_to_async(look_and_leave, thread_sensitive=False)
                await asyncio.gather(hop(ref), asyncio.to_thread(look_and_leave, ref), sync_to_async(look)(ref))
            assert find_tenant() is None

    threads = [threading.Thread(target=thread, args=(seed,)) for seed in range(4)]
    for started in threads:
        started.start()
    await asyncio.gather(*(task(seed) for seed in range(20)))
    for started in threads:
        await asyncio.to_thread(started.join)
    await sync_to_async(connections.close_all)()
    assert wrong == []
    assert looks[0] == 4 * 60 * 4 + 20 * 5 * 3


def furnish(*tenants):
    refs = [*tenants, *(schema_ref(spare.schema, spare.shard) for spare in SpareSchema.objects.all())]
    for ref in refs:
        with use_tenant(ref):
            Session.objects.create(session_key=ref.schema, session_data="", expire_date=now())
    return refs


@pytest.mark.django_db(transaction=True)
def test_an_endpoint_that_mixes_sessions_is_recognised():
    assert what_is_wrong(lambda: pooled_connection("default")) == ""
    refuse_mixing_endpoints()

    class Shared:
        """What an untracking pooler does: two clients, one server connection."""

        def __init__(self, server):
            self.server = server
            self.pgconn = self
            self.mine = b"public"

        def parameter_status(self, _name):
            return self.mine

        def execute(self, sql):
            if sql.startswith("SET search_path TO "):
                self.mine = sql.removeprefix("SET search_path TO ").encode()
            return self.server.execute(sql)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

    class Silent(Shared):
        def parameter_status(self, _name):
            return None

    with pooled_connection("default") as server:
        assert "mixes" in what_is_wrong(lambda: Shared(server))
        assert "does not report" in what_is_wrong(lambda: Silent(server))


@pytest.mark.parametrize("kind", ["Shared", "Silent"])
def test_no_process_serves_through_such_an_endpoint(monkeypatch, kind):
    said = {"Shared": "mixes the search_path", "Silent": "does not report search_path"}[kind]
    monkeypatch.setattr(poolers, "what_is_wrong", lambda _connect: said)
    with pytest.raises(ImproperlyConfigured, match=f"'control' {said}.*PgBouncer 1.25.1"):
        refuse_unsafe()


def test_a_database_that_is_away_is_no_mixing_one(monkeypatch, caplog):
    def away(_connect):
        raise psycopg.OperationalError("no route")

    monkeypatch.setattr(poolers, "what_is_wrong", away)
    refuse_unsafe()
    assert "can't be reached yet" in caplog.text
