"""Migrating everybody: once planned, first tried on the template, resumable, alone."""

import io
import threading

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.operations import AddIndexConcurrently
from django.core.management import CommandError, call_command
from django.db import connections, migrations, models
from django.db.migrations.loader import MigrationLoader

from tenants.connections import direct_connection
from tenants.context import CONTROL_ALIAS, use_tenant
from tenants.contracts import NewTenant
from tenants.errors import FleetBusyError
from tenants.fleet import migrate as fleet
from tenants.fleet.audit import find_drifted
from tenants.fleet.survey import _schemas_on
from tenants.models import FleetState, SpareSchema
from tenants.provisioning.create_tenant import create_tenant
from tenants.provisioning.make_schema import make_spare
from tenants.provisioning.refill import refill_spares
from tenants.provisioning.spares import schema_ref
from tenants.schema import migrations as schema_migrations
from tenants.schema.compile import catalog_fingerprint
from tenants.schema.migrations import is_migrated
from tenants.schema.stamp import read_stamps, stamp_of
from tenants.schema.template import TEMPLATE_SCHEMA, TemplateBehindError, compiled_template, template_ref

pytestmark = pytest.mark.django_db(transaction=True)

APP = "idempotency"


def forget_code():
    for cached in (schema_migrations.disk_loader, schema_migrations.wanted, schema_migrations.code_fingerprint):
        cached.cache_clear()


@pytest.fixture
def new_code(monkeypatch):
    """Add migrations to an app as a deployment would."""
    original = MigrationLoader.load_disk
    added = []

    def load_disk(self):
        original(self)
        previous = max(key for key in self.disk_migrations if key[0] == APP)
        for name, operations, atomic in added:
            kind = type("Migration", (migrations.Migration,), {"dependencies": [previous], "operations": operations})
            kind.__module__ = __name__
            kind.atomic = atomic
            self.disk_migrations[APP, name] = kind(name, APP)
            previous = (APP, name)

    def add(name, *operations, atomic=True):
        added.append((name, list(operations), atomic))
        forget_code()

    def take_back():
        added.clear()
        forget_code()

    add.take_back = take_back
    monkeypatch.setattr(MigrationLoader, "load_disk", load_disk)
    yield add
    added.clear()
    forget_code()


def make_table(name="Kettle"):
    return migrations.CreateModel(
        name,
        fields=[
            ("id", models.BigAutoField(primary_key=True)),
            ("litres", models.DecimalField(max_digits=5, decimal_places=2, default=1)),
            ("colour", models.CharField(max_length=20, db_index=True, default="100% red")),
        ],
    )


def everybody():
    return [ref.schema for ref in fleet_refs()]


def fleet_refs():
    from tenants.selectors import list_tenants  # noqa: PLC0415

    spares = [schema_ref(spare.schema, spare.shard) for spare in SpareSchema.objects.all()]
    return [template_ref("default"), *spares, *list_tenants()]


def test_everybody_ends_where_the_template_is(new_code):
    new_code(
        "0900_kettle",
        make_table(),
        migrations.AddField("Kettle", "owner", models.BigIntegerField(null=True)),
        migrations.AddIndex("Kettle", models.Index("owner", name="kettle_owner")),
        migrations.RunSQL("CREATE FUNCTION boil() RETURNS text LANGUAGE sql AS $$ SELECT '100% hot; now' $$"),
    )
    with pytest.raises(TemplateBehindError):
        compiled_template(shard="default")
    report = fleet.migrate_fleet()
    assert not report.failed
    assert report.migrated == len(fleet_refs()) == 6
    with direct_connection("default") as connection:
        assert len({catalog_fingerprint(connection, ref.schema) for ref in fleet_refs()}) == 1
        assert connection.execute(f"SELECT {TEMPLATE_SCHEMA}.boil()").fetchone() == ("100% hot; now",)
        assert len({connection.execute(f"SELECT {ref.schema}.boil()").fetchone() for ref in fleet_refs()}) == 1
    for ref in fleet_refs():
        with use_tenant(ref):
            assert is_migrated()
    assert FleetState.objects.filter(status="done").count() == 6
    assert set(SpareSchema.objects.values_list("fingerprint", flat=True)) == {schema_migrations.code_fingerprint()}
    assert fleet.migrate_fleet().behind == 0


def test_new_content_types_have_the_same_ids_everywhere(new_code, monkeypatch):
    def register(alias, *, platform):
        kind = ContentType.objects.using(alias).create(app_label=APP, model="kettle")
        Permission.objects.using(alias).create(content_type=kind, codename="boil", name="Can't wait")

    monkeypatch.setattr("tenants.fleet.registrations.register_models", register)
    monkeypatch.setattr("tenants.fleet.registrations._wanted", lambda: {(APP, "kettle")})
    new_code("0900_kettle", make_table())
    assert not fleet.migrate_fleet().failed
    seen = set()
    for ref in fleet_refs():
        with use_tenant(ref):
            kind = ContentType.objects.get(app_label=APP, model="kettle")
            seen.add((kind.pk, Permission.objects.get(codename="boil", name="Can't wait").pk))
            assert ContentType.objects.create(app_label="x", model="next").pk == kind.pk + 1
    assert len(seen) == 1


def test_python_and_concurrent_migrations_run_through_django(new_code, tenant_a):
    seen = []

    def fill(apps, editor):
        kettles = apps.get_model(APP, "Kettle")
        kettles.objects.using(editor.connection.alias).create(litres=3)
        seen.append(kettles.objects.using(editor.connection.alias).count())

    new_code("0900_kettle", make_table())
    new_code("0901_fill", migrations.RunPython(fill))
    new_code("0902_more", migrations.AddField("Kettle", "lid", models.BooleanField(default=True)))
    concurrent = migrations.RunSQL("CREATE INDEX CONCURRENTLY kettle_lid ON idempotency_kettle (lid)")
    new_code("0903_concurrent", concurrent, atomic=False)
    report = fleet.migrate_fleet()
    assert not report.failed, report.failed
    assert seen == [1] * 6
    with direct_connection("default") as connection:
        assert len({catalog_fingerprint(connection, ref.schema) for ref in fleet_refs()}) == 1
        assert connection.execute(f"SELECT lid FROM {tenant_a.schema}.idempotency_kettle").fetchall() == [(True,)]


def test_a_cut_build_of_an_index_is_built_again_and_what_was_done_is_not_done_twice(new_code, tenant_a):
    """Bravo and the others go through; Alfa is cut in the second of four operations, and then in the third."""
    stop = ["here"]

    def cut(apps, editor):
        with editor.connection.cursor() as cursor:
            cursor.execute("SELECT current_schema()")
            if cursor.fetchone()[0] == tenant_a.schema and stop:
                raise LookupError(stop.pop())

    new_code("0900_kettle", make_table())
    fleet.migrate_fleet()
    kettles = f"{tenant_a.schema}.idempotency_kettle"
    new_code(
        "0901_outside",
        migrations.RunSQL("INSERT INTO idempotency_kettle (litres, colour) VALUES (7, 'blue')"),
        migrations.RunSQL("CREATE UNIQUE INDEX CONCURRENTLY kettle_once ON idempotency_kettle (litres)"),
        migrations.RunPython(cut),
        AddIndexConcurrently("Kettle", models.Index("litres", name="kettle_litres")),
        atomic=False,
    )
    with direct_connection("default") as connection:
        connection.execute(f"INSERT INTO {kettles} (litres, colour) VALUES (5, 'red'), (5, 'red')")
        report = fleet.migrate_fleet()
        assert [outcome.schema for outcome in report.failed] == [tenant_a.schema]
        assert "could not create unique index" in report.failed[0].error
        left = "SELECT indisvalid FROM pg_index WHERE indexrelid = %s::regclass"
        assert connection.execute(left, [f"{tenant_a.schema}.kettle_once"]).fetchone() == (False,)
        connection.execute(f"DELETE FROM {kettles} WHERE litres = 5")

        report = fleet.migrate_fleet()
        assert "LookupError" in report.failed[0].error
        # As if the build had been finished, and the cut had come before that was noted.
        connection.execute(f"COMMENT ON SCHEMA {tenant_a.schema} IS 'unsettled {APP}.0901_outside 1'")

        again = fleet.migrate_fleet()
        assert (again.behind, again.migrated, again.failed) == (1, 1, [])
        assert connection.execute(f"SELECT litres, colour FROM {kettles}").fetchall() == [(7, "blue")]
        assert len({catalog_fingerprint(connection, ref.schema) for ref in fleet_refs()}) == 1
        assert connection.execute(left, [f"{tenant_a.schema}.kettle_once"]).fetchone() == (True,)
        assert find_drifted() == []


def test_the_canary_resumes_too(new_code):
    new_code("0900_kettle", make_table())
    stop = ["here"]

    def cut(apps, editor):
        if stop:
            raise LookupError(stop.pop())

    new_code(
        "0901_outside",
        AddIndexConcurrently("Kettle", models.Index("litres", name="kettle_litres")),
        migrations.RunPython(cut),
        atomic=False,
    )
    assert [outcome.schema for outcome in fleet.migrate_fleet().failed] == [TEMPLATE_SCHEMA]
    again = fleet.migrate_fleet()
    assert (again.migrated, again.failed) == (6, [])
    assert find_drifted() == []


def test_an_index_of_that_name_that_nobody_began_is_an_error(new_code, tenant_a):
    new_code("0900_kettle", make_table())
    fleet.migrate_fleet()
    with direct_connection("default") as connection:
        connection.execute(f"CREATE INDEX kettle_litres ON {tenant_a.schema}.idempotency_kettle (colour)")
    by_litres = AddIndexConcurrently("Kettle", models.Index("litres", name="kettle_litres"))
    new_code("0901_outside", by_litres, atomic=False)
    report = fleet.migrate_fleet()
    assert [outcome.schema for outcome in report.failed] == [tenant_a.schema]
    assert "already exists" in report.failed[0].error


def test_a_process_that_outlives_a_deployment_makes_tenants_of_the_new_kind(new_code):
    compiled_template(shard="default")
    new_code("0900_kettle", make_table())
    fleet.migrate_fleet()
    new_code.take_back()
    made = make_spare(shard="default")
    with direct_connection("default") as connection:
        said = read_stamps(connection, [TEMPLATE_SCHEMA, made])
        assert said[made] == said[TEMPLATE_SCHEMA]
        assert catalog_fingerprint(connection, made) == catalog_fingerprint(connection, TEMPLATE_SCHEMA)
    new_code("0900_kettle", make_table())
    assert SpareSchema.objects.get(schema=made).fingerprint != schema_migrations.code_fingerprint()
    ready = SpareSchema.objects.count()
    assert refill_spares(wanted=ready) == 0
    assert SpareSchema.objects.get(schema=made).fingerprint == schema_migrations.code_fingerprint()


def test_a_spare_claimed_while_the_fleet_is_listed_is_migrated_all_the_same(new_code):
    claimed = []

    def claim_after_the_first_list(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if not claimed and sql.startswith("SELECT") and ("tenants_tenant" in sql or "tenants_spareschema" in sql):
            claimed.append(None)
            other = threading.Thread(target=sign_up)
            other.start()
            other.join()
        return answer

    def sign_up():
        claimed[0] = create_tenant(NewTenant("Terra", "terra", "IT", "EUR", "Europe/Rome")).schema
        connections.close_all()

    with connections[CONTROL_ALIAS].execute_wrapper(claim_after_the_first_list):
        listed = _schemas_on("default")
    assert claimed[0] in listed
    assert len(listed) == len(set(listed))


def run(*args):
    out = io.StringIO()
    call_command("tenant", *args, stdout=out)
    return out.getvalue()


def everything():
    with direct_connection("default") as connection:
        query = "SELECT nspname, obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname ~ '^t' ORDER BY 1"
        said = connection.execute(query).fetchall()
        return said, [catalog_fingerprint(connection, ref.schema) for ref in fleet_refs()]


def test_a_dry_run_shows_who_is_behind_and_what_would_run_and_changes_nothing(new_code, tenant_b):
    before = everything()
    new_code("0900_kettle", make_table())
    new_code("0901_fill", migrations.RunPython(migrations.RunPython.noop))
    shown = run("migrate", "--dry-run")
    assert f"6 schemas on default, {TEMPLATE_SCHEMA} first: {APP}.0900_kettle, {APP}.0901_fill" in shown
    assert 'CREATE TABLE "idempotency_kettle"' in shown
    assert f"-- through Django: {APP}.0901_fill" in shown
    assert everything() == before
    assert f"1 schemas on default, {tenant_b.schema} first" in run("migrate", "bravo", "--dry-run")
    assert everything() == before

    by_litres = AddIndexConcurrently("Kettle", models.Index("litres", name="kettle_litres"))
    new_code("0902_outside", by_litres, atomic=False)  # can't be tried in a transaction
    assert f"-- {APP}.0902_outside" in run("migrate", "--dry-run")
    assert everything() == before
    assert "6 of 6 schemas migrated" in run("migrate")
    assert "nobody is behind" in run("migrate", "--dry-run")


def test_the_status_names_who_failed_and_why(new_code, tenant_a):
    assert "nobody is behind" in run("status")
    new_code("0900_kettle", make_table())
    with direct_connection("default") as connection:
        connection.execute(f"CREATE TABLE {tenant_a.schema}.idempotency_kettle (odd int)")
    with pytest.raises(CommandError, match="1 failed"):
        run("migrate")
    shown = run("status")
    assert "5 done, 1 failed" in shown
    assert "1 schemas are behind this code" in shown
    row = next(line for line in shown.splitlines() if tenant_a.schema in line)
    assert "alfa" in row
    assert "already exists" in shown


def test_a_failing_canary_touches_nobody_else(new_code):
    new_code("0900_broken", make_table(), migrations.RunSQL("SELECT 1 / 0"))
    report = fleet.migrate_fleet()
    assert [outcome.schema for outcome in report.failed] == [TEMPLATE_SCHEMA]
    assert "division by zero" in report.failed[0].error
    assert report.migrated == 0
    assert report.not_tried == 5
    with direct_connection("default") as connection:
        found = connection.execute("SELECT count(*) FROM pg_class WHERE relname = 'idempotency_kettle'").fetchone()
    assert found == (0,)


def test_one_tenant_failing_is_named_and_the_next_run_resumes(new_code, tenant_a, tenant_b):
    new_code("0900_kettle", make_table())
    with direct_connection("default") as connection:
        connection.execute(f"CREATE TABLE {tenant_a.schema}.idempotency_kettle (odd int)")
        report = fleet.migrate_fleet()
        assert [outcome.schema for outcome in report.failed] == [tenant_a.schema]
        assert "already exists" in FleetState.objects.get(schema=tenant_a.schema).error
        with use_tenant(tenant_b):
            assert is_migrated()
        connection.execute(f"DROP TABLE {tenant_a.schema}.idempotency_kettle")
    again = fleet.migrate_fleet()
    assert (again.behind, again.migrated, again.failed) == (1, 1, [])
    assert FleetState.objects.get(schema=tenant_a.schema).status == "done"


def test_a_locked_table_is_waited_for(new_code, tenant_a, monkeypatch):
    monkeypatch.setattr("tenants.fleet.apply.LOCK_SECONDS", 0.2)
    new_code("0900_field", migrations.RunSQL("ALTER TABLE django_session ADD extra int"))
    with direct_connection("default") as holder:
        holder.execute(f"BEGIN; LOCK TABLE {tenant_a.schema}.django_session IN ACCESS SHARE MODE")
        released = []

        def release(outcome):
            if not released:
                released.append(outcome)
                holder.execute("COMMIT")

        report = fleet.migrate_fleet(on_outcome=release)
    assert not report.failed


def test_two_runs_at_once_are_refused():
    with direct_connection(CONTROL_ALIAS) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [fleet.LOCK])
        with pytest.raises(FleetBusyError):
            fleet.migrate_fleet()
    assert fleet.migrate_fleet().behind == 0


def test_where_nothing_is_to_do_nobodys_tables_are_opened(tenant_a):
    with direct_connection("default") as connection:
        connection.execute(f"ALTER TABLE {tenant_a.schema}.django_migrations RENAME TO hidden")
        assert fleet.migrate_fleet().behind == 0


def test_who_does_not_say_where_it_is_is_read_and_says_it_from_then_on(tenant_a):
    with direct_connection("default") as connection:
        said = read_stamps(connection, [tenant_a.schema])[tenant_a.schema]
        assert said == stamp_of(schema_migrations.wanted(platform=False))
        for silent in ("NULL", "'unsettled'", "'complete'"):
            connection.execute(f"COMMENT ON SCHEMA {tenant_a.schema} IS {silent}")
            assert fleet.migrate_fleet().behind == 0
            assert read_stamps(connection, [tenant_a.schema])[tenant_a.schema] == said


def test_a_run_cut_between_two_steps_is_continued_from_the_schemas_own_list(new_code, tenant_a):
    stop = []

    def cut(apps, editor):
        with editor.connection.cursor() as cursor:
            cursor.execute("SELECT current_schema()")
            if cursor.fetchone()[0] == tenant_a.schema and not stop:
                stop.append(True)
                raise LookupError

    new_code("0900_kettle", make_table())
    new_code("0901_python", migrations.RunPython(cut))
    report = fleet.migrate_fleet()
    assert [outcome.schema for outcome in report.failed] == [tenant_a.schema]
    again = fleet.migrate_fleet()
    assert (again.behind, again.migrated, again.failed) == (1, 1, [])
    with direct_connection("default") as connection:
        said = read_stamps(connection, [ref.schema for ref in fleet_refs()])
        assert set(said.values()) == {stamp_of(schema_migrations.wanted(platform=False))}
        assert find_drifted() == []


def test_the_audit_names_a_schema_that_says_more_than_it_has(tenant_a):
    with direct_connection("default") as connection:
        connection.execute(f"DELETE FROM {tenant_a.schema}.django_migrations WHERE app = '{APP}'")
    assert find_drifted() == [tenant_a.schema]


def test_planning_changes_nothing(new_code):
    new_code("0900_kettle", make_table())
    groups = fleet.plan()
    assert [len(group.schemas) for group in groups] == [6]
    assert groups[0].missing == ((APP, "0900_kettle"),)
    with connections["control"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relname = 'idempotency_kettle'")
        assert cursor.fetchone() == (0,)
