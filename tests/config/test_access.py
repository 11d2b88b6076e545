"""`request.access`: what a person may do, in the tenant they work for and nowhere else."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from comanda.config.access import AccessMiddleware
from shared_apps.accounts.facade import create_user
from tenant_apps.team.facade import appoint_owner
from tenants.context import TenantRef, use_platform, use_tenant

pytestmark = pytest.mark.django_db


class Person:
    is_authenticated = True

    def __init__(self, pk: int) -> None:
        self.pk = pk


def access_of(rf, user: object):
    seen: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse()

    request = rf.get("/office/")
    request.user = user
    AccessMiddleware(view)(request)
    return seen[0].access


@pytest.fixture
def owner_of_a(tenant_a: TenantRef) -> int:
    with use_tenant(tenant_a):
        user_id = create_user(email="anna@alfa.example", password=None, name="Anna", verified=True)
        appoint_owner(user_id=user_id, name="Anna")
    return user_id


def test_an_owner_may_at_home_and_nowhere_else(rf, tenant_a: TenantRef, tenant_b: TenantRef, owner_of_a: int) -> None:
    with use_tenant(tenant_a):
        assert access_of(rf, Person(owner_of_a)).can("menu.edit")
    with use_tenant(tenant_b):
        assert not access_of(rf, Person(owner_of_a)).can("menu.edit")
    with use_platform():
        assert not access_of(rf, Person(owner_of_a)).can("menu.edit")


def test_strangers_may_nothing(rf, as_tenant_a: TenantRef) -> None:
    access = access_of(rf, AnonymousUser())
    assert not access.can("orders.view")
    assert access.venue_ids == frozenset()


def test_nothing_is_asked_before_a_view_asks(
    rf, as_tenant_a: TenantRef, owner_of_a: int, django_assert_num_queries
) -> None:
    with django_assert_num_queries(0):
        access = access_of(rf, Person(owner_of_a))
    with django_assert_num_queries(1):
        assert access.can("menu.edit")
        assert access.can("orders.view")
