"""The cast of every test: two tenants with a schema each, the platform beside them, real PostgreSQL and Redis.

`tenant_a` is Alfa (Italy, EUR), `tenant_b` is Bravo (Great Britain, GBP). Tests roll back on every alias; a test marked
`django_db(transaction=True)` gets a fresh database afterwards.
"""

import itertools
import os
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from celery import current_app
from django.conf import settings
from django.core.cache import caches
from django.test import Client, TransactionTestCase

from comanda.kernel import clock
from comanda.kernel.embedded import ensure_services
from tenants.broadcast import forget_everything
from tenants.context import TenantRef, use_platform, use_tenant
from tenants.facade import list_tenants
from tests.plugins import test_database

_numbers = itertools.count()


def pytest_configure() -> None:
    # Schemas have the same names in every worker of the tests; a process they start is of the same installation.
    settings.INSTALLATION = os.environ["INSTALLATION"] = f"{settings.VAR.name}-{os.getpid()}"
    settings.TENANCY_LISTEN = False  # one process, no neighbours: announcements reach their handlers directly


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that may use the database may use all of it: control and tenants' tables."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker is None and not {"db", "transactional_db"} & set(getattr(item, "fixturenames", ())):
            continue
        args, kwargs = (marker.args, dict(marker.kwargs)) if marker else ((), {})
        kwargs.setdefault("databases", "__all__")
        item.add_marker(pytest.mark.django_db(*args, **kwargs), append=False)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker) -> Iterator[None]:
    ensure_services(var=settings.VAR, with_postgres=settings.EMBEDDED_POSTGRES, with_redis=settings.EMBEDDED_REDIS)
    with django_db_blocker.unblock():
        if settings.EMBEDDED_POSTGRES:
            test_database.hurry()
        test_database.drop_dead_clones()
        test_database.clone()
    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _self: test_database.clone())
    yield
    patch.undo()
    with django_db_blocker.unblock():
        test_database.drop_clones()


@pytest.fixture(autouse=True)
def _fresh_memory() -> Iterator[None]:
    """Nothing remembered from the test before: neither in Redis (keys of its own) nor in the process."""
    prefix = f"test-{settings.VAR.name}-{os.getpid()}-{next(_numbers)}"
    caches.settings["default"]["KEY_PREFIX"] = prefix
    for cache in caches.all(initialized_only=True):
        cache.key_prefix = prefix
    forget_everything()
    yield
    forget_everything()


@pytest.fixture(scope="session")
def _cast(django_db_setup, django_db_blocker) -> dict[str, TenantRef]:
    with django_db_blocker.unblock():
        cast = {ref.slug: ref for ref in list_tenants()}
        test_database.close_all()
    return cast


@pytest.fixture
def tenant_a(_cast: dict[str, TenantRef]) -> TenantRef:
    return _cast["alfa"]


@pytest.fixture
def tenant_b(_cast: dict[str, TenantRef]) -> TenantRef:
    return _cast["bravo"]


@pytest.fixture
def as_tenant_a(db, tenant_a: TenantRef) -> Iterator[TenantRef]:
    """The whole test in Alfa's context."""
    with use_tenant(tenant_a):
        yield tenant_a


@pytest.fixture
def as_tenant_b(db, tenant_b: TenantRef) -> Iterator[TenantRef]:
    with use_tenant(tenant_b):
        yield tenant_b


@pytest.fixture
def platform(db) -> Iterator[TenantRef]:
    """The whole test in the platform's context."""
    with use_platform() as ref:
        yield ref


@pytest.fixture
def tasks_in_line() -> Iterator[None]:
    """Tasks run where they are sent, as they do while the demo is seeded."""
    current_app.conf.task_always_eager = True
    yield
    current_app.conf.task_always_eager = False


@pytest.fixture
def hold_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """`hold_clock(at)`: from here on it is that moment for everyone who asks `kernel.clock.now`."""

    def hold(at: datetime) -> None:
        monkeypatch.setattr(clock, "source", lambda: at)

    return hold


@pytest.fixture
def client_a(db, tenant_a: TenantRef) -> Client:
    return Client(headers={"host": tenant_a.primary_domain})


@pytest.fixture
def client_b(db, tenant_b: TenantRef) -> Client:
    return Client(headers={"host": tenant_b.primary_domain})


@pytest.fixture
def platform_client(db) -> Client:
    return Client(headers={"host": settings.PLATFORM_HOST})
