"""What a process remembers is never older than the last change it heard of."""

import time

import pytest
from django.db import connections

from shared_apps.branding.models import Theme
from shared_apps.branding.selectors.themes import get_theme
from tenants.broadcast import forget_everything
from tenants.local_cache import LocalCache


def test_a_value_is_loaded_once_and_expires():
    cache: LocalCache[str] = LocalCache(limit=10, lifetime=0.05)
    assert cache.get(1, lambda: "fig") == "fig"
    assert cache.get(1, lambda: "plum") == "fig"
    assert cache.get(2, lambda: "pear") == "pear"
    time.sleep(0.06)
    assert cache.get(1, lambda: "plum") == "plum"


def test_the_oldest_make_room():
    cache: LocalCache[int] = LocalCache(limit=2, lifetime=60)
    for key in (1, 2, 3):
        cache.get(key, lambda key=key: key)
    assert [cache.get(key, lambda: 0) for key in (3, 2, 1)] == [3, 2, 0]


@pytest.mark.parametrize("change", ["forget", "forget_all"])
def test_what_was_forgotten_while_it_was_read_is_not_kept(change):
    cache: LocalCache[str] = LocalCache(limit=10, lifetime=60)

    def read_and_hear_of_a_change() -> str:
        if change == "forget":
            cache.forget(1)
        else:
            cache.forget_all()
        return "old"

    assert cache.get(1, read_and_hear_of_a_change) == "old"
    assert cache.get(1, lambda: "new") == "new"


@pytest.mark.django_db
def test_looks_read_while_the_line_came_back_are_read_again(tenant_a, tenant_b):
    """The change was announced while nobody listened; all this process hears is that there was a silence."""
    Theme.objects.create(tenant_id=tenant_a.id, brand="#111111")

    def change_meanwhile(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if sql.startswith("SELECT"):
            Theme.objects.filter(tenant_id=tenant_a.id).update(brand="#222222")
            forget_everything()
        return answer

    with connections["control"].execute_wrapper(change_meanwhile):
        assert get_theme(tenant_a.id).brand == "#111111"
    assert get_theme(tenant_a.id).brand == "#222222"
    assert get_theme(tenant_b.id).brand not in {"#111111", "#222222"}
