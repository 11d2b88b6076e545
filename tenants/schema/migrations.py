"""Django's migrations, for the apps that live in the schema at hand and no others.

Stock django-tenants records every app's migrations in every schema; here a schema knows only its own apps, so its list
of applied migrations is its fingerprint.
"""

import hashlib
import inspect
from collections.abc import Callable
from functools import cache

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes
from django.db import connections
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from tenants.context import current_tenant
from tenants.routers import Home, labels_in

Progress = Callable[[str], None]
Key = tuple[str, str]


def labels_of(*, platform: bool) -> list[str]:
    """The apps whose tables belong in such a schema, in the settings' order."""
    return labels_in(Home.BOTH, Home.CONTROL if platform else Home.TENANT)


def targets(loader: MigrationLoader, *, platform: bool) -> list[Key]:
    labels = set(labels_of(platform=platform))
    return [key for key in loader.graph.leaf_nodes() if key[0] in labels]


@cache
def disk_loader() -> MigrationLoader:
    """The migrations of this process's code; they don't change while it runs."""
    return MigrationLoader(None, ignore_no_migrations=True)


@cache
def wanted(*, platform: bool) -> tuple[Key, ...]:
    """Every migration such a schema must have, in an order they can be applied in."""
    graph = disk_loader().graph
    ordered: dict[Key, None] = {}
    for target in targets(disk_loader(), platform=platform):
        ordered.update(dict.fromkeys(graph.forwards_plan(target)))
    return tuple(ordered)


@cache
def code_fingerprint(*, platform: bool = False) -> str:
    """Of the migrations on disk, names and contents: a key for everything that is compiled from them."""
    digest = hashlib.sha256()
    loader = disk_loader()
    for key in sorted(wanted(platform=platform)):
        source = inspect.getsource(inspect.getmodule(type(loader.disk_migrations[key])))  # type: ignore[arg-type]
        digest.update(f"{key[0]}.{key[1]}\n{source}\0".encode())
    return digest.hexdigest()[:32]


def migrate_here(*, progress: Progress | None = None) -> int:
    """Apply what is missing in the current context's schema through Django's executor; returns how many migrations.

    Content types and permissions are written at the end, so that a schema that replays this one has its ids.
    """
    ref = current_tenant()
    connection = connections[ref.alias]

    def tell(action: str, migration: Migration | None = None, fake: bool = False) -> None:
        if progress is not None and action == "apply_start":
            progress(str(migration))

    executor = MigrationExecutor(connection, tell)  # type: ignore[arg-type]
    goals = targets(executor.loader, platform=ref.is_platform)
    plan = executor.migration_plan(goals)
    executor.migrate(goals, plan=plan)
    if plan:
        register_models(ref.alias, platform=ref.is_platform)
    return len(plan)


def register_models(alias: str, *, platform: bool) -> None:
    for label in labels_of(platform=platform):
        config = apps.get_app_config(label)
        create_contenttypes(config, verbosity=0, interactive=False, using=alias)
        create_permissions(config, verbosity=0, interactive=False, using=alias)


def is_migrated() -> bool:
    """Whether the current context's schema has every migration of this process's code."""
    ref = current_tenant()
    with connections[ref.alias].cursor() as cursor:
        cursor.execute("SELECT to_regclass('django_migrations') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return False
        cursor.execute("SELECT app, name FROM django_migrations")
        applied = set(cursor.fetchall())
    return applied.issuperset(wanted(platform=ref.is_platform))
