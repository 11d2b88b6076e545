"""A tenant whose row names another database is made, found, served and migrated there, and nowhere else."""

import asyncio
import json
import random
import threading
from contextlib import suppress

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.handlers.asgi import ASGIHandler
from django.db import connection, connections, migrations, models, transaction
from django.utils.timezone import now

from comanda.kernel.outbox.models import OutboxEvent
from comanda.kernel.outbox.publish import publish
from tenants.connections import direct_connection
from tenants.context import ShardChangeError, current_tenant, find_tenant, use_platform, use_tenant
from tenants.fleet import migrate as fleet
from tenants.lifecycle.erase import erase_tenant
from tenants.models import SpareSchema, Tenant
from tenants.provisioning.refill import refill_spares
from tenants.relay.serve import sweep_once
from tenants.resolution import find_by_schema, resolve_host
from tenants.schema.migrations import is_migrated
from tests.kernel.test_outbox import KettleBoiled, heard
from tests.tenants.test_celery import jobs, task
from tests.tenants.test_fleet import APP, make_table, new_code
from tests.tenants.test_middleware import ask

__all__ = ["heard", "jobs", "new_code"]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def place() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), current_schema()")
        return cursor.fetchone()


def home(ref) -> tuple[str, str]:
    return connections.settings[ref.shard]["NAME"], ref.schema


def mark(*refs):
    for ref in refs:
        with use_tenant(ref):
            Session.objects.create(session_key=ref.schema, session_data="", expire_date=now())


def test_it_is_made_and_found_there(tenant_s2, s2):
    assert tenant_s2.shard == s2
    assert Tenant.objects.get(pk=tenant_s2.id).shard == s2
    with direct_connection("default") as here, direct_connection(s2) as there:
        query = f"SELECT to_regnamespace('{tenant_s2.schema}') IS NOT NULL"
        assert here.execute(query).fetchone() == (False,)
        assert there.execute(query).fetchone() == (True,)
    assert resolve_host("seconda.localhost").ref == find_by_schema(tenant_s2.schema) == tenant_s2
    with use_tenant(tenant_s2):
        assert is_migrated()
        assert place() == home(tenant_s2)


def test_spares_are_kept_on_each_shard(s2):
    refill_spares(wanted=4)
    assert SpareSchema.objects.filter(shard=s2, is_ready=True).count() == 4
    assert SpareSchema.objects.filter(shard="default", is_ready=True).count() == 4


@pytest.mark.usefixtures("telling_urls")
def test_its_requests_are_answered_from_there(client, tenant_a, tenant_s2):
    mark(tenant_a, tenant_s2)
    for ref in (tenant_a, tenant_s2, tenant_a, tenant_s2):
        answer = client.get("/whoami/", headers={"host": ref.primary_domain}).json()
        assert (answer["database"], answer["sessions"]) == (ref.schema, [ref.schema])


@pytest.mark.usefixtures("telling_urls")
async def test_async_views_gather_and_thread_hops_reach_it(tenant_a, tenant_s2, monkeypatch):
    for alias in connections.settings.values():  # every request has a thread of its own, which ends with it
        monkeypatch.setitem(alias, "CONN_MAX_AGE", 0)
    server = ASGIHandler()
    for ref in (tenant_s2, tenant_a):
        assert json.loads((await ask(server, ref.primary_domain, "/awhoami/"))[1])["database"] == ref.schema
        assert json.loads((await ask(server, ref.primary_domain, "/agather/"))[1]) == {"seen": [ref.schema]}
    await sync_to_async(connections.close_all)()


def test_transactions_and_their_callbacks_are_the_shards_own(tenant_a, tenant_s2):
    seen = []
    with use_tenant(tenant_s2):
        with transaction.atomic():
            mark(tenant_s2)
            transaction.on_commit(lambda: seen.append(place()))
            assert connections[tenant_s2.shard].in_atomic_block
            assert not connections.initialized("default") or not connections.initialized("default").in_atomic_block
        with suppress(LookupError), transaction.atomic():
            Session.objects.all().delete()
            raise LookupError
        assert Session.objects.get().session_key == tenant_s2.schema
    assert seen == [home(tenant_s2)]


def test_the_shard_does_not_change_inside_atomic(tenant_a, tenant_s2):
    for inside, other in ((tenant_a, tenant_s2), (tenant_s2, tenant_a)):
        with use_tenant(inside), transaction.atomic():
            with pytest.raises(ShardChangeError):
                use_tenant(other).__enter__()
            with pytest.raises(ShardChangeError):
                use_platform().__enter__()
            assert current_tenant() == inside
    with use_platform(), transaction.atomic(), pytest.raises(ShardChangeError):
        use_tenant(tenant_s2).__enter__()


def test_its_cache_is_its_own(tenant_a, tenant_s2):
    with use_tenant(tenant_s2):
        cache.set("fruit", "fig")
    with use_tenant(tenant_a):
        assert cache.get("fruit") is None
    with use_tenant(tenant_s2):
        assert cache.get("fruit") == "fig"


def test_its_tasks_run_there(jobs, tenant_a, tenant_s2):
    where = task(jobs, "where")
    for ref in (tenant_s2, tenant_a, tenant_s2):
        with use_tenant(ref):
            sent = where.delay()
        assert sent.get(timeout=20) == ref.schema


def test_its_facts_are_relayed_there(heard, tenant_a, tenant_s2):
    for number, ref in enumerate((tenant_a, tenant_s2)):
        with use_tenant(ref), transaction.atomic():
            publish(KettleBoiled(kettle_id=number))
    assert sweep_once() == 2
    assert [event.kettle_id for event in heard] == [0, 1]
    with use_tenant(tenant_s2):
        assert OutboxEvent.objects.get().relayed_at is not None


def test_a_release_reaches_every_shard(new_code, tenant_a, tenant_s2):
    new_code("0900_kettle", make_table(), migrations.AddField("Kettle", "owner", models.BigIntegerField(null=True)))
    report = fleet.migrate_fleet()
    assert not report.failed
    assert {group.shard for group in report.groups} == {"default", "s2"}
    for ref in (tenant_a, tenant_s2):
        with use_tenant(ref), connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {APP}_kettle")
    assert fleet.migrate_fleet().behind == 0


async def test_tasks_and_threads_of_two_shards_at_once_never_cross(tenant_a, tenant_b, tenant_s2):
    refs = (tenant_a, tenant_b, tenant_s2)
    await sync_to_async(mark)(*refs)
    wrong, looks = [], [0]

    def look(ref):
        try:
            seen = list(Session.objects.values_list("session_key", flat=True)), place()
            looks[0] += 1
            if seen != ([ref.schema], home(ref)):
                wrong.append((ref.schema, seen))
        finally:
            connections.close_all()

    def thread(seed):
        dice = random.Random(seed)
        for _ in range(25):
            with use_tenant(dice.choice(refs)) as ref, transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT current_schema()")
                looks[0] += 1
                if cursor.fetchone() != (ref.schema,):
                    wrong.append(ref.schema)
        connections.close_all()

    async def guest(seed):
        dice = random.Random(seed)
        for _ in range(4):
            with use_tenant(dice.choice(refs)) as ref:
                hop = sync_to_async(look, thread_sensitive=False)
                await asyncio.gather(hop(ref), asyncio.to_thread(look, ref))
            assert find_tenant() is None

    threads = [threading.Thread(target=thread, args=(seed,)) for seed in range(4)]
    for started in threads:
        started.start()
    await asyncio.gather(*(guest(seed) for seed in range(50)))
    for started in threads:
        await asyncio.to_thread(started.join)
    await sync_to_async(connections.close_all)()
    assert wrong == []
    assert looks[0] == 4 * 25 + 50 * 4 * 2


def test_erasing_it_leaves_the_shard_empty(tenant_s2, s2):
    erase_tenant(tenant_id=tenant_s2.id, confirmed_name="Seconda")
    with direct_connection(s2) as there:
        assert there.execute("SELECT nspname FROM pg_namespace WHERE nspname ~ '^t_'").fetchall() == []
