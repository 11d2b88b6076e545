"""One migrated database, cloned per process: 110 ms a clone, nothing to migrate in a warm start.

The template is named by the hash of everything it is made from, so a new migration makes a new one by itself. Whoever
comes first builds it under an advisory lock; concurrent sessions wait, then clone. A clone belongs to one process.
"""

import contextlib
import hashlib
import itertools
import os
import socket
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections

from tenants.connections import direct_connection
from tenants.contracts import NewTenant, TenantKind, TenantStatus
from tenants.prepare import prepare_platform
from tenants.provisioning.create_tenant import create_tenant

ROOT = Path(__file__).resolve().parents[2]
SPARES = 3
_numbers = itertools.count()
LOCK = 0x436F6D616E6461
ALFA = NewTenant(
    name="Alfa",
    slug="alfa",
    country="IT",
    currency="EUR",
    timezone="Europe/Rome",
    languages=("it", "en"),
    kind=TenantKind.FRANCHISE,
    status=TenantStatus.ACTIVE,
)
BRAVO = NewTenant(
    name="Bravo",
    slug="bravo",
    country="GB",
    currency="GBP",
    timezone="Europe/London",
    languages=("en",),
    status=TenantStatus.ACTIVE,
)


def digest() -> str:
    """Of what the template is made from: migrations, the code that makes schemas, the versions of installed apps."""
    summed = hashlib.sha256(Path(__file__).read_bytes())
    rooms = [ROOT / "tenants", ROOT / "shared_apps", ROOT / "tenant_apps", ROOT / "src" / "comanda" / "kernel"]
    files = [path for room in rooms for path in room.rglob("migrations/*.py")]
    files += [path for room in ("schema", "provisioning") for path in (ROOT / "tenants" / room).rglob("*.py")]
    files += [ROOT / "src/comanda/config/apps_installed.py"]
    for path in sorted(files):
        summed.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    for package in ("django", "django-allauth", "django-tenants"):
        summed.update(f"{package} {version(package)}".encode())
    return summed.hexdigest()[:12]


def maintenance() -> psycopg.Connection[tuple[object, ...]]:
    return direct_connection("default", dbname="postgres")


def hurry() -> None:
    """Nothing in a test's database must survive a power cut: don't wait for the disk until the server's next start.

    Making and dropping a database syncs thousands of files: seconds each on a busy disk.
    """
    with maintenance() as server:
        server.execute("ALTER SYSTEM SET fsync = off")
        server.execute("SELECT pg_reload_conf()")


@cache
def template_name() -> str:
    return f"comanda_test_{digest()}"


def clone_prefix() -> str:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return f"{template_name()}_{_machine()}_{os.getpid()}_{worker}n"


def _machine() -> str:
    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:6]


def ensure_template() -> str:
    """Build it unless it is there; returns its name."""
    template = template_name()
    with maintenance() as server:
        if _exists(server, template):
            return template
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if not _exists(server, template):
            building = f"{template}_building"
            server.execute(f"DROP DATABASE IF EXISTS {building} WITH (FORCE)")
            server.execute(f"CREATE DATABASE {building}")
            with pointing_at(building):
                prepare_platform(spares=0)
                create_tenant(ALFA)
                create_tenant(BRAVO)
                prepare_platform(spares=SPARES)
            server.execute(f"ALTER DATABASE {building} WITH ALLOW_CONNECTIONS false")
            server.execute(f"ALTER DATABASE {building} RENAME TO {template}")
            _drop_old(server, template)
    return template


def clone() -> str:
    """A fresh copy for this process; every connection of this thread is moved to it, the copy before is dropped."""
    template, number = ensure_template(), next(_numbers)
    name = f"{clone_prefix()}{number}"
    close_all()
    with maintenance() as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY wal_log")
        if number:
            server.execute(f"DROP DATABASE IF EXISTS {clone_prefix()}{number - 1} WITH (FORCE)")
    point_at(name)
    return name


def drop_clones() -> None:
    close_all()
    with maintenance() as server:
        found = server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [clone_prefix()])
        for (name,) in found.fetchall():
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def drop_dead_clones() -> None:
    """What killed sessions on this machine left behind."""
    with maintenance() as server:
        found = server.execute("SELECT datname FROM pg_database WHERE datname ~ '^comanda_test_.*_[0-9]+_[a-z0-9]+$'")
        for (name,) in found.fetchall():
            *_rest, machine, pid, _worker = str(name).split("_")
            if machine == _machine() and not Path(f"/proc/{pid}").exists():
                server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def point_at(name: str) -> None:
    for alias in ("default", "control"):
        connections.settings[alias]["NAME"] = name
        settings.DATABASES[alias]["NAME"] = name
    for connection in connections.all(initialized_only=True):
        connection.settings_dict["NAME"] = name


@contextlib.contextmanager
def pointing_at(name: str) -> Iterator[None]:
    before = connections.settings["default"]["NAME"]
    close_all()
    point_at(name)
    try:
        yield
    finally:
        close_all()
        point_at(before)


def close_all() -> None:
    for connection in connections.all(initialized_only=True):
        connection.in_atomic_block = False
        connection.close()


def _exists(server: psycopg.Connection[tuple[object, ...]], name: str) -> bool:
    return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _drop_old(server: psycopg.Connection[tuple[object, ...]], newest: str) -> None:
    """Keep the three newest templates: branches and neighbours may still use them."""
    found = server.execute(
        "SELECT datname FROM pg_database WHERE datname ~ '^comanda_test_[0-9a-f]{12}$' AND datname <> %s "
        "ORDER BY oid DESC OFFSET 2",
        [newest],
    )
    for (name,) in found.fetchall():
        with contextlib.suppress(psycopg.errors.ObjectInUse):
            server.execute(f"DROP DATABASE IF EXISTS {name}")
