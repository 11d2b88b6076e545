"""Callbacks of a commit belong to whoever left them."""

import logging
from functools import partial

import pytest
from django.db import transaction

from tenants.backend.commit_hooks import InTenant
from tenants.context import current_tenant, find_tenant, use_platform, use_tenant

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_callback_runs_in_the_context_it_was_left_in(tenant_a, tenant_b):
    seen = []
    with use_tenant(tenant_b), transaction.atomic():
        with use_tenant(tenant_a):
            transaction.on_commit(lambda: seen.append(current_tenant().slug))
        transaction.on_commit(lambda: seen.append(current_tenant().slug))
    assert seen == ["alfa", "bravo"]
    assert find_tenant() is None


def test_without_a_transaction_it_runs_at_once_and_where_it_is(tenant_a):
    seen = []
    with use_tenant(tenant_a):
        transaction.on_commit(lambda: seen.append(current_tenant().slug))
    with use_platform():
        transaction.on_commit(lambda: seen.append(current_tenant().schema))
    assert seen == ["alfa", "public"]


def test_outside_any_context_it_is_the_platforms_business_and_nobodys(db):
    seen = []
    with transaction.atomic(using="control"):
        transaction.on_commit(lambda: seen.append(find_tenant()), using="control")
    assert seen == [None]


def test_a_partial_that_fails_is_named_and_holds_nobody_up(tenant_a, caplog):
    seen = []

    def fail(_number):
        raise LookupError

    with use_tenant(tenant_a), caplog.at_level(logging.ERROR, "django.db.backends.base"), transaction.atomic():
        transaction.on_commit(partial(fail, 1), robust=True)
        transaction.on_commit(partial(seen.append, 2), robust=True)
    assert seen == [2]
    assert "fail" in caplog.text


def test_equal_callbacks_of_one_tenant_are_known_as_such(tenant_a, tenant_b):
    assert InTenant(tenant_a, print) == InTenant(tenant_a, print)
    assert len({InTenant(tenant_a, print), InTenant(tenant_a, print)}) == 1
    assert InTenant(tenant_a, print) != InTenant(tenant_b, print)
    assert InTenant(tenant_a, print) != InTenant(tenant_a, repr)
    assert InTenant(tenant_a, print) != print
