"""A restaurant open for business, in Alfa."""

import pytest
from django.test import Client

from tenants.context import TenantRef, use_tenant
from tests.tenant_apps.ordering.callers import Caller
from tests.tenant_apps.ordering.cast import Restaurant, open_restaurant


@pytest.fixture
def restaurant(db: None, tenant_a: TenantRef) -> Restaurant:
    with use_tenant(tenant_a):
        return open_restaurant()


@pytest.fixture
def shop(db: None, tenant_a: TenantRef) -> Restaurant:
    with use_tenant(tenant_a):
        return open_restaurant()


@pytest.fixture
def guest(client_a: Client, tenant_a: TenantRef) -> Caller:
    return Caller(client_a, tenant_a)
