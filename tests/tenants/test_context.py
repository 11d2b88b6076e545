"""Outside a context nothing is served; inside, exactly one tenant."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connection, connections, transaction
from django.utils.timezone import now

from tenants.context import NoTenantError, ShardChangeError, current_tenant, find_tenant, use_platform, use_tenant
from tenants.models import Tenant

pytestmark = pytest.mark.django_db


def add_session(key: str) -> None:
    Session.objects.create(session_key=key, session_data="", expire_date=now())


def test_outside_a_context_a_tenant_table_is_an_error():
    assert find_tenant() is None
    with pytest.raises(NoTenantError):
        current_tenant()
    with pytest.raises(NoTenantError):
        ContentType.objects.count()
    with pytest.raises(NoTenantError):
        connection.cursor()


def test_control_tables_need_no_context(tenant_a):
    assert Tenant.objects.filter(pk=tenant_a.id).exists()


def test_each_tenant_sees_its_own_rows(tenant_a, tenant_b):
    with use_tenant(tenant_a):
        add_session("of-a")
    with use_tenant(tenant_b):
        assert not Session.objects.exists()
        add_session("of-b")
    with use_platform():
        assert not Session.objects.exists()
    with use_tenant(tenant_a):
        assert list(Session.objects.values_list("session_key", flat=True)) == ["of-a"]


def test_the_context_before_comes_back_even_after_an_error(tenant_a, tenant_b):
    with use_tenant(tenant_a):
        with pytest.raises(RuntimeError), use_tenant(tenant_b):
            raise RuntimeError
        assert current_tenant() == tenant_a
    assert find_tenant() is None


def test_a_savepoint_rolled_back_after_a_switch_leaves_the_active_tenant(tenant_a, tenant_b):
    with use_tenant(tenant_a), transaction.atomic():
        add_session("of-a")
    with use_tenant(tenant_b):
        add_session("of-b")
        try:
            with transaction.atomic():
                with use_tenant(tenant_a):
                    assert Session.objects.get().session_key == "of-a"
                raise LookupError
        except LookupError:
            pass
        assert Session.objects.get().session_key == "of-b"
    with use_tenant(tenant_a):
        assert Session.objects.get().session_key == "of-a"


def test_in_the_platform_context_default_is_the_control_connection():
    with use_platform():
        assert connections["default"] is connections["control"]


@pytest.mark.django_db(transaction=True)
def test_the_shard_does_not_change_inside_atomic(tenant_a):
    with use_platform(), transaction.atomic():
        with pytest.raises(ShardChangeError):
            use_tenant(tenant_a).__enter__()
        assert current_tenant().is_platform
    with use_tenant(tenant_a), transaction.atomic(), pytest.raises(ShardChangeError):
        use_platform().__enter__()
