"""A tenant changes its database; whatever dies on the way, exactly one shard serves it and a repeat finishes."""

import threading
from copy import deepcopy

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import CommandError
from django.db import ProgrammingError, connections, transaction
from django.test import Client
from django.utils.timezone import now

from tenants import freezing, resolution
from tenants.connections import direct_connection
from tenants.context import use_tenant
from tenants.errors import MoveRefusedError, UnknownTenantError
from tenants.fleet.audit import find_drifted
from tenants.lifecycle import move
from tenants.lifecycle.erase import erase_tenant
from tenants.lifecycle.move import move_tenant
from tenants.live.visitors import find_topics, find_topics_now
from tenants.models import Tenant
from tenants.resolution import find_by_schema, forget_map, resolve_host
from tenants.schema.compile import catalog_fingerprint
from tenants.schema.rows import RowsDifferError, digests, list_columns
from tests.tenants.test_create_tenant import PowerCutError, die_at, lose_connections
from tests.tenants.test_erase import run

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def furnished(tenant_a):
    with use_tenant(tenant_a):
        for number in range(3):
            Session.objects.create(session_key=f"s{number}", session_data="x" * 300, expire_date=now())
        Permission.objects.create(codename="fly", name="Can't fly ü", content_type_id=1)
        cache.set("fruit", "fig")
    return tenant_a


def contents(ref):
    with direct_connection(ref.shard) as server:
        server.execute(f"SET search_path TO {ref.schema}")
        return digests(server, list(list_columns(server, ref.schema)))


def schemas(shard):
    with direct_connection(shard) as server:
        found = server.execute("SELECT nspname FROM pg_namespace WHERE nspname ~ '^(t|moved)_'").fetchall()
    return {name for (name,) in found}


def test_everything_comes_along_and_nothing_stays(furnished, tenant_b, s2):
    before, of_b = contents(furnished), contents(tenant_b)
    with direct_connection("default") as server:
        alike = catalog_fingerprint(server, furnished.schema)
    moved = move_tenant(tenant_id=furnished.id, shard=s2)
    assert moved.rows == sum(digest.rows for digest in before.values()) > 100
    assert contents(moved.ref) == before
    assert schemas(s2) == {furnished.schema}
    assert furnished.schema not in schemas("default")
    with direct_connection(s2) as server:
        assert catalog_fingerprint(server, furnished.schema) == alike
    assert resolve_host("alfa.localhost").ref == find_by_schema(furnished.schema) == moved.ref
    assert resolve_host("alfa.localhost").served
    with use_tenant(moved.ref):
        known = set(Permission.objects.values_list("pk", flat=True))
        assert Permission.objects.create(codename="x", name="x", content_type_id=1).pk == max(known) + 1
        assert cache.get("fruit") == "fig"
    assert contents(tenant_b) == of_b
    assert find_drifted() == []


def test_there_and_back(furnished, s2):
    before = contents(furnished)
    there = move_tenant(tenant_id=furnished.id, shard=s2).ref
    assert move_tenant(tenant_id=furnished.id, shard=s2).rows == 0
    back = move_tenant(tenant_id=furnished.id, shard="default").ref
    assert contents(back) == before
    assert (there.shard, back.shard) == (s2, "default")
    assert schemas(s2) == set()


@pytest.mark.slow
def test_a_crash_at_any_statement_leaves_one_shard_serving_all_of_it(furnished, s2):
    before, flipped = contents(furnished), 0
    for number in range(200):
        with pytest.MonkeyPatch.context() as patch:
            die_at(patch, number)
            patch.setattr(move, "GRACE_SECONDS", 0)
            try:
                move_tenant(tenant_id=furnished.id, shard=s2)
                done = True
            except PowerCutError:
                done = False
        lose_connections()
        forget_map()
        row = Tenant.objects.get(pk=furnished.id)
        place = resolve_host("alfa.localhost")
        assert place.served
        assert place.ref.shard == row.shard
        assert contents(row.ref) == before
        with use_tenant(row.ref):
            assert Session.objects.count() == 3
        if done:
            break
        if row.shard == s2:
            flipped += 1
            assert contents(move_tenant(tenant_id=furnished.id, shard=s2).ref) == before
            assert schemas(s2) == {furnished.schema}
            assert furnished.schema not in schemas("default")
            Tenant.objects.filter(pk=furnished.id).update(shard=s2)
            move_tenant(tenant_id=furnished.id, shard="default")
    assert done
    assert number > 30
    assert flipped >= 2
    assert schemas(s2) == {furnished.schema}


def test_writers_wait_and_none_is_lost(furnished, s2, monkeypatch):
    """A process that wasn't told: it goes on writing to the old shard, and each write is kept or refused."""
    kept, refused, stop = [], [], threading.Event()

    def write():
        number = 0
        while not stop.is_set():
            number += 1
            try:
                with use_tenant(furnished):
                    Session.objects.create(session_key=f"w{number}", session_data="", expire_date=now())
                kept.append(f"w{number}")
            except Exception as error:  # noqa: BLE001 - whatever it is, it is no silent loss
                refused.append(type(error).__name__)
                break
        connections.close_all()

    writer = threading.Thread(target=write)
    writer.start()
    while len(kept) < 5:
        stop.wait(0.01)
    moved = move_tenant(tenant_id=furnished.id, shard=s2).ref
    writer.join(20)
    stop.set()
    assert refused
    with use_tenant(moved):
        assert set(Session.objects.filter(session_key__startswith="w").values_list("session_key", flat=True)) == set(
            kept
        )


@pytest.mark.usefixtures("telling_urls")
def test_meanwhile_its_guests_are_asked_for_a_moment_and_others_notice_nothing(
    client_a, client_b, furnished, s2, monkeypatch
):
    seen = []

    def ask_and_copy(out, into, table, columns):
        if not seen:
            seen.extend((client_a.get("/whoami/"), client_b.get("/whoami/")))
        original(out, into, table, columns)

    original = move.copy_rows
    monkeypatch.setattr(move, "copy_rows", ask_and_copy)
    move_tenant(tenant_id=furnished.id, shard=s2)
    assert (seen[0].status_code, seen[0]["Retry-After"]) == (503, "1")
    assert seen[1].status_code == 200
    assert client_a.get("/whoami/").json()["database"] == furnished.schema


@pytest.mark.usefixtures("telling_urls")
def test_who_was_not_told_asks_for_a_moment_and_then_looks_again(furnished, client_b, s2):
    """Its announcement was lost: it goes to the old shard, where nothing is any more."""
    host = furnished.primary_domain
    guest = Client(headers={"host": host}, raise_request_exception=False)
    assert guest.get("/whoami/").status_code == 200
    stale = resolve_host(host)
    moved = move_tenant(tenant_id=furnished.id, shard=s2).ref
    for path, kind in (("/whoami/", "text/html"), ("/api/whoami/", "application/problem+json")):
        resolution._by_header[host] = stale
        answer = guest.get(path)
        assert (answer.status_code, answer["Retry-After"]) == (503, "1")
        assert answer["Content-Type"].startswith(kind)
        assert guest.get(path).json()["slug"] == "alfa"
    assert resolve_host(host).ref == moved
    assert client_b.get("/whoami/").status_code == 200


@pytest.mark.usefixtures("telling_urls")
def test_a_crash_where_nobody_moved_is_a_crash(furnished, s2):
    guest = Client(headers={"host": furnished.primary_domain}, raise_request_exception=False)
    with direct_connection("default") as server:
        server.execute(f"ALTER TABLE {furnished.schema}.django_session RENAME TO lost")
    assert guest.get("/whoami/").status_code == 500


def test_a_freeze_ends_by_itself_and_tasks_wait_for_it(furnished):
    assert freezing.find_thawed(furnished.schema) == furnished
    freezing.freeze(furnished.id, seconds=0.2)
    assert resolve_host("alfa.localhost").frozen
    assert freezing.find_thawed(furnished.schema) == furnished  # after waiting
    assert resolve_host("alfa.localhost").served
    freezing.freeze(furnished.id, seconds=60)
    threading.Timer(0.1, freezing.thaw, [furnished.id]).start()
    assert freezing.find_thawed(furnished.schema) == furnished
    assert resolve_host("alfa.localhost").served


def test_a_socket_opened_before_the_move_asks_where_the_tenant_is_now(furnished, s2):
    move_tenant(tenant_id=furnished.id, shard=s2)
    cookie = f"{settings.SESSION_COOKIE_NAME}={'s' * 32}"
    with use_tenant(furnished):  # a socket keeps the context it was opened in
        with pytest.raises(ProgrammingError, match="does not exist"):
            find_topics(cookie, ("board:1",))
        assert find_topics_now(cookie, ("board:1",)) == ()  # asked there, and nobody is signed in
        erase_tenant(tenant_id=furnished.id, confirmed_name="Alfa")
        assert find_topics_now(cookie, ("board:1",)) == ()


def test_a_copy_that_differs_is_thrown_away(furnished, s2, monkeypatch):
    def lossy(out, into, table, columns):
        original(out, into, table, columns)
        if table == "django_session":
            into.execute("UPDATE django_session SET session_data = 'y' WHERE session_key = 's1'")

    original = move.copy_rows
    before = contents(furnished)
    monkeypatch.setattr(move, "copy_rows", lossy)
    with pytest.raises(RowsDifferError):
        move_tenant(tenant_id=furnished.id, shard=s2)
    assert Tenant.objects.get(pk=furnished.id).shard == "default"
    assert contents(furnished) == before
    assert schemas(s2) == set()
    assert resolve_host("alfa.localhost").served


def test_a_table_in_use_is_waited_for(furnished, s2, monkeypatch):
    monkeypatch.setattr(move, "LOCK_SECONDS", 0.2)
    with direct_connection("default") as holder:
        holder.execute(f"BEGIN; DELETE FROM {furnished.schema}.django_session WHERE session_key = 's0'")
        threading.Timer(0.4, holder.execute, ["COMMIT"]).start()
        moved = move_tenant(tenant_id=furnished.id, shard=s2).ref
    with use_tenant(moved):
        assert Session.objects.count() == 2


def test_unknown_shards_other_names_of_the_same_and_strangers_are_refused(furnished, s2):
    before = contents(furnished)
    connections.settings["again"] = deepcopy(connections.settings["default"]) | {"USER": ""}
    connections.settings["again"]["OPTIONS"] |= {"user": connections.settings["default"]["USER"]}
    try:
        for shard, reason in (("nowhere", "no shard"), ("again", "same database"), ("control", "no shard")):
            with pytest.raises(MoveRefusedError, match=reason):
                move_tenant(tenant_id=furnished.id, shard=shard)
        with pytest.raises(UnknownTenantError):
            move_tenant(tenant_id=99_999, shard=s2)
        # A misspelt second name of its own database must never cost the original.
        assert move_tenant(tenant_id=furnished.id, shard="default").rows == 0
    finally:
        del connections.settings["again"]
    assert contents(furnished) == before
    assert Tenant.objects.get(pk=furnished.id).shard == "default"


def test_the_command_moves_and_erasing_afterwards_leaves_nothing(furnished, s2):
    assert f"is on s2: {sum(d.rows for d in contents(furnished).values())} rows" in run("move", "alfa", s2)
    assert "is on default" in run("move", furnished.schema, "default")
    with pytest.raises(CommandError, match="no shard"):
        run("move", "alfa", "nowhere")
    run("move", "alfa", s2)
    erase_tenant(tenant_id=furnished.id, confirmed_name="Alfa")
    assert schemas(s2) == set()
    assert furnished.schema not in schemas("default")


def test_a_transaction_that_does_not_end_stops_the_move_and_loses_nothing(furnished, s2, monkeypatch):
    monkeypatch.setattr(move, "LOCK_SECONDS", 0.1)
    monkeypatch.setattr(move, "TRIES", 1)
    with use_tenant(furnished), transaction.atomic():
        Session.objects.create(session_key="late", session_data="", expire_date=now())
        failed = move_elsewhere(furnished, s2)
    assert isinstance(failed, psycopg.errors.LockNotAvailable)
    assert resolve_host("alfa.localhost").served
    with use_tenant(move_tenant(tenant_id=furnished.id, shard=s2).ref):
        assert Session.objects.filter(session_key="late").exists()


def move_elsewhere(ref, shard):
    """As another process would, while this one holds a transaction open; what it raised."""
    failed = []

    def go():
        try:
            move_tenant(tenant_id=ref.id, shard=shard)
        except psycopg.Error as error:
            failed.append(error)
        connections.close_all()

    thread = threading.Thread(target=go)
    thread.start()
    thread.join(30)
    return failed[0]
