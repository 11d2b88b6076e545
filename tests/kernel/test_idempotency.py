import pytest
from django.db import transaction

from comanda.kernel.idempotency.claim import (
    IdempotencyKeyInvalidError,
    IdempotencyKeyReusedError,
    claim,
    fingerprint,
)
from comanda.kernel.idempotency.forget import forget_old_keys
from comanda.kernel.idempotency.models import IdempotencyKey
from tenants.context import use_tenant
from tests.tenant_apps.ordering.at_once import at_once


def take(key="k", *, asked="f", reference="r", scope="s"):
    with transaction.atomic():
        return claim(scope=scope, key=key, fingerprint=asked, reference=reference)


@pytest.mark.usefixtures("as_tenant_a")
class TestClaim:
    def test_a_new_key_is_ours_and_a_repeated_one_tells_what_came_of_it(self):
        assert take() is None
        assert take(reference="other") == "r"
        assert take(scope="t") is None

    def test_another_request_with_the_same_key_is_refused(self):
        take()
        with pytest.raises(IdempotencyKeyReusedError) as refusal:
            take(asked="g")
        assert (refusal.value.status, refusal.value.code) == (422, "idempotency_key_reused")

    def test_a_rollback_frees_the_key(self):
        with transaction.atomic():
            claim(scope="s", key="k", fingerprint="f", reference="r")
            transaction.set_rollback(True)
        assert take() is None

    @pytest.mark.parametrize("key", ["x" * 256, "a\nb", "a\0b"])
    def test_keys_that_no_header_could_carry_are_refused(self, key):
        with pytest.raises(IdempotencyKeyInvalidError):
            take(key)

    def test_keys_are_forgotten_after_a_month(self):
        take()
        take("old")
        IdempotencyKey.objects.filter(key="old").update(created_at="2020-01-01T00:00:00Z")
        assert forget_old_keys() == 1
        assert IdempotencyKey.objects.get().key == "k"


def test_the_order_of_keys_does_not_matter_to_the_fingerprint():
    assert fingerprint({"a": 1, "b": [2]}) == fingerprint({"b": [2], "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": 2})


def test_a_key_belongs_to_its_tenant(db, tenant_a, tenant_b):
    for tenant in (tenant_a, tenant_b):
        with use_tenant(tenant):
            assert take() is None


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_twins_wait_for_each_other(tenant_a):
    results = at_once(tenant_a, [lambda n=n: take(reference=f"r{n}") for n in range(12)])
    assert results.count(None) == 1
    assert len(set(results)) == 2
