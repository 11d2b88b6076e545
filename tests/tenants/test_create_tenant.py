"""A tenant is there or it isn't: whatever statement the machine dies at."""

import contextlib
import itertools

import psycopg
import pytest
from django.db import connections, transaction

from comanda.kernel.errors import ValidationFailedError
from tenants.connections import direct_connection
from tenants.context import use_tenant
from tenants.contracts import NewTenant
from tenants.errors import SubdomainTakenError
from tenants.models import Chain, Domain, SpareSchema, Tenant
from tenants.provisioning import create_tenant as creation
from tenants.provisioning import make_schema
from tenants.provisioning.create_tenant import create_tenant
from tenants.provisioning.make_schema import drop_half_made, make_spare
from tenants.provisioning.refill import refill_spares
from tenants.resolution import forget_map, resolve_host
from tenants.schema.compile import CompiledSchema, Seed
from tenants.schema.migrations import is_migrated

NEW = NewTenant(name="Nuova", slug="nuova", country="IT", currency="EUR", timezone="Europe/Rome", languages=("it",))


class PowerCutError(BaseException):
    """Not an Exception: nothing may catch it and tidy up."""


def our_schemas():
    with direct_connection("default") as connection:
        found = connection.execute("SELECT nspname FROM pg_namespace WHERE nspname ~ '^t_'").fetchall()
    return {name for (name,) in found}


def expected_schemas():
    return set(Tenant.objects.values_list("schema_name", flat=True)) | set(
        SpareSchema.objects.values_list("schema", flat=True)
    )


@pytest.mark.django_db
def test_a_new_tenant_is_ready_to_use():
    steps = []
    ref = create_tenant(NEW, on_step=steps.append)
    assert steps == ["checked", "schema", "ready"]
    assert ref.schema.startswith("t_")
    assert "nuova" not in ref.schema
    assert resolve_host("nuova.localhost").ref == ref
    with use_tenant(ref):
        assert is_migrated()
    assert Tenant.objects.get(slug="nuova").chain.name == "Nuova"


@pytest.mark.django_db
def test_claiming_takes_a_spare_and_no_two_take_the_same():
    spares = set(SpareSchema.objects.values_list("schema", flat=True))
    taken = {create_tenant(NewTenant(**{**as_dict(NEW), "slug": f"nuova-{n}"})).schema for n in range(len(spares))}
    assert taken == spares


def as_dict(new):
    return {name: getattr(new, name) for name in new.__slots__}


@pytest.mark.django_db(transaction=True)
def test_without_spares_one_is_made_on_the_spot():
    SpareSchema.objects.all().delete()
    ref = create_tenant(NEW)
    with use_tenant(ref):
        assert is_migrated()
    assert refill_spares(wanted=2) == 2
    assert SpareSchema.objects.filter(is_ready=True).count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [("name", " "), ("name", "x" * 121), ("country", "it"), ("country", "ZZ"), ("currency", "EURO"),
     ("currency", "QQQ"), ("timezone", "Mars/Base"),
     ("languages", ("tlh",)), ("languages", ())],
)  # fmt: skip
def test_details_that_do_not_fit_change_nothing(field, value):
    before = Tenant.objects.count(), Chain.objects.count(), SpareSchema.objects.count()
    with pytest.raises(ValidationFailedError) as refusal:
        create_tenant(NewTenant(**{**as_dict(NEW), field: value}))
    assert list(refusal.value.fields) == [field]
    assert (Tenant.objects.count(), Chain.objects.count(), SpareSchema.objects.count()) == before


@pytest.mark.django_db(transaction=True)
def test_two_at_once_with_one_name_make_one_tenant(monkeypatch):
    """The second passes the check before the first has inserted: the database decides."""
    create_tenant(NEW)
    monkeypatch.setattr(creation, "check_slug", lambda raw: raw)
    spares = SpareSchema.objects.count()
    with pytest.raises(SubdomainTakenError):
        create_tenant(NEW)
    assert Tenant.objects.filter(slug="nuova").count() == 1
    assert SpareSchema.objects.count() == spares
    assert Chain.objects.filter(name="Nuova").count() == 1


def die_at(monkeypatch, number):
    """Let `number` statements pass on every connection, then cut the power; returns how many have passed."""
    passed = itertools.count()
    count = [0]

    def watch(original):
        def execute(self, *args, **kwargs):
            count[0] = next(passed) + 1
            if count[0] > number:
                raise PowerCutError
            return original(self, *args, **kwargs)

        return execute

    for kind, name in ((psycopg.Cursor, "execute"), (psycopg.Cursor, "copy")):
        monkeypatch.setattr(kind, name, watch(getattr(kind, name)))
    return count


@pytest.mark.django_db(transaction=True)
def test_a_crash_at_any_statement_of_a_sign_up_leaves_no_tenant_or_a_ready_one():
    """Claiming: every statement of it, one after the other."""
    died_without, survived = 0, False
    for number in range(40):
        with pytest.MonkeyPatch.context() as patch:
            die_at(patch, number)
            try:
                create_tenant(NEW)
                survived = True
            except PowerCutError:
                pass
        lose_connections()
        tenant = Tenant.objects.filter(slug="nuova").first()
        assert our_schemas() == expected_schemas()
        if tenant is None:
            died_without += 1
            assert not Domain.objects.filter(domain="nuova.localhost").exists()
            assert not Chain.objects.filter(name="Nuova").exists()
            continue
        forget_map()
        assert resolve_host("nuova.localhost").ref.schema == tenant.schema_name
        with use_tenant(tenant):
            assert is_migrated()
        break
    assert survived or tenant is not None
    assert died_without >= 2


@pytest.mark.django_db(transaction=True)
def test_a_crash_at_any_statement_of_making_a_schema_is_swept_up(monkeypatch):
    """A small schema goes through the same statements as a large one."""
    small = CompiledSchema(
        tables="CREATE TABLE one (id bigint GENERATED BY DEFAULT AS IDENTITY);",
        seeds=(Seed(table="one", columns="id", rows=b"7\n"),),
        counters="SELECT setval(pg_get_serial_sequence('one', 'id'), 7)",
    )
    monkeypatch.setattr(make_schema, "compiled_template", lambda **_: small)
    with pytest.MonkeyPatch.context() as patch:
        count = die_at(patch, 10_000)
        made = {make_spare(shard="default")}
        total = count[0]
    known = our_schemas() - made
    for number in range(total):
        with pytest.MonkeyPatch.context() as patch, contextlib.suppress(PowerCutError):
            die_at(patch, number)
            make_spare(shard="default")
        lose_connections()
        assert set(SpareSchema.objects.filter(is_ready=True).values_list("schema", flat=True)) <= our_schemas()
        drop_half_made()
        assert our_schemas() == expected_schemas()
        assert not SpareSchema.objects.filter(is_ready=False).exists()
    assert total >= 6
    with direct_connection("default") as connection:
        for schema in our_schemas() - known:
            assert connection.execute(f"SELECT id FROM {schema}.one").fetchall() == [(7,)]


@pytest.mark.django_db(transaction=True)
def test_what_a_living_maker_works_on_is_left_alone(monkeypatch):
    seen = []

    def replay_and_sweep(connection, schema, compiled):
        seen.append((schema, drop_half_made()))
        original(connection, schema, compiled)

    original = make_schema.replay
    monkeypatch.setattr(make_schema, "replay", replay_and_sweep)
    schema = make_spare(shard="default")
    assert seen == [(schema, [])]
    assert SpareSchema.objects.get(schema=schema).is_ready


def lose_connections():
    for connection in connections.all(initialized_only=True):
        connection.connection = None if connection.connection is None else connection.connection.close()
        connection.in_atomic_block = False
        connection.savepoint_ids = []
        connection.atomic_blocks = []
        connection.needs_rollback = False
        connection.closed_in_transaction = False
    assert not transaction.get_connection("control").in_atomic_block
