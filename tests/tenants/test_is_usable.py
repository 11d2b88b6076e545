"""A connection that the server has closed is noticed before a request uses it, and one that stands costs no query."""

import pytest
from django.db import ProgrammingError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from tenants.connections import direct_connection
from tenants.context import use_tenant

pytestmark = pytest.mark.django_db(transaction=True)


def pid():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def new_request():
    """What Django does before each: the next use asks whether the connection is well."""
    connections["default"].health_check_done = False


def test_a_standing_connection_is_not_asked(tenant_a):
    with use_tenant(tenant_a):
        before = pid()
        new_request()
        with CaptureQueriesContext(connection) as seen:
            assert connection.is_usable()
            assert pid() == before
    assert len(seen) == 1


def test_one_that_the_server_closed_is_replaced(tenant_a):
    with use_tenant(tenant_a):
        connections["default"].health_check_enabled = True
        before = pid()
        with direct_connection("default", dbname="postgres") as server:
            server.execute("SELECT pg_terminate_backend(%s, 5000)", [before])
        assert not connection.is_usable()
        new_request()
        assert pid() != before


def test_a_message_that_waits_is_no_reason_to_close(tenant_a):
    with use_tenant(tenant_a):
        before = pid()
        with connection.cursor() as cursor:
            cursor.execute("LISTEN anything")
        with direct_connection("default", dbname=connection.settings_dict["NAME"]) as server:
            server.execute("NOTIFY anything")
        new_request()
        assert connection.is_usable()
        assert pid() == before


def test_in_a_failed_transaction_it_is_not(tenant_a):
    with use_tenant(tenant_a), transaction.atomic():
        with connection.cursor() as cursor, pytest.raises(ProgrammingError):
            cursor.execute("SELECT nothing")
        assert not connection.is_usable()
        transaction.set_rollback(True)
    with use_tenant(tenant_a):
        assert connection.is_usable()


def test_a_closed_connection_is_none():
    wrapper = connections["control"]
    wrapper.ensure_connection()
    wrapper.connection.close()
    assert not wrapper.is_usable()
    wrapper.close()
    assert not wrapper.is_usable()
