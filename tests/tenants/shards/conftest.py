"""A second database on the same server, known to this process as the shard `s2`."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import connections

from tenants.connections import direct_connection
from tenants.context import TenantRef
from tenants.contracts import NewTenant
from tenants.provisioning.create_tenant import create_tenant
from tests.plugins import test_database

SECOND = NewTenant(
    name="Seconda", slug="seconda", country="IT", currency="EUR", timezone="Europe/Rome", languages=("it",)
)


@pytest.fixture(scope="module", autouse=True)
def _second_alias(django_db_setup: None) -> Iterator[None]:
    """Known before a test opens its databases: it may use those that are known by then."""
    connections.settings["s2"] = deepcopy(connections.settings["default"]) | {"NAME": "nowhere"}
    yield
    del connections["s2"], connections.settings["s2"]


@pytest.fixture
def s2(transactional_db: None) -> Iterator[str]:
    """A copy of the tests' template database without its tenants: what `prepare_platform` leaves on a new shard."""
    name = f"{test_database.clone_prefix()}s2"
    with test_database.maintenance() as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name} TEMPLATE {test_database.template_name()} STRATEGY wal_log")
    connections["s2"].settings_dict["NAME"] = connections.settings["s2"]["NAME"] = name
    with direct_connection("s2") as connection:
        for (schema,) in connection.execute("SELECT nspname FROM pg_namespace WHERE nspname ~ '^t_'").fetchall():
            connection.execute(f"DROP SCHEMA {schema} CASCADE")
        # Here is no platform: whatever falls through to `public` must fail.
        connection.execute("DROP SCHEMA public CASCADE")
    yield "s2"
    connections["s2"].close()
    with test_database.maintenance() as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def tenant_s2(s2: str) -> TenantRef:
    return create_tenant(SECOND, shard=s2)
