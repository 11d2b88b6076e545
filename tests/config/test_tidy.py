"""The nightly round takes what nobody needs, of one schema, and nothing else."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction

from comanda.config.tasks import tidy, tidy_platform
from comanda.kernel.clock import now
from comanda.kernel.idempotency.models import IdempotencyKey
from comanda.kernel.outbox import registry
from comanda.kernel.outbox.models import OutboxDelivery, OutboxEvent
from comanda.kernel.outbox.relay import MAX_ATTEMPTS, relay_pending
from tenants.context import TenantRef, platform_ref, use_tenant
from tests.kernel.test_outbox import KettleBoiled, boil, heard

__all__ = ["heard"]

pytestmark = pytest.mark.django_db


def furnish() -> None:
    """In the current schema: of each kind one that is old and one that is not."""
    for days in (31, 29):
        then = now() - timedelta(days=days)
        told = OutboxEvent.objects.create(name="x", payload={}, occurred_at=then, relayed_at=then)
        parked = OutboxEvent.objects.create(name="x", payload={}, occurred_at=then, attempts=MAX_ATTEMPTS)
        for event in (told, parked):
            OutboxDelivery.objects.create(event_id=event.pk, subscriber="somebody", handled_at=then)
        IdempotencyKey.objects.create(scope="s", key=f"{days}", fingerprint="f", reference="r", created_at=then)
        Session.objects.create(session_key=f"s{days}", session_data="", expire_date=now() - timedelta(days=days - 30))


def counted(ref: TenantRef) -> tuple[int, ...]:
    with use_tenant(ref):
        return tuple(
            model.objects.count() for model in (OutboxEvent, OutboxDelivery, IdempotencyKey, Session)
        )  # fmt: skip


def test_old_rows_go_waiting_ones_stay_and_other_schemas_keep_theirs(tenant_a, tenant_b, caplog) -> None:
    schemas = (tenant_a, tenant_b, platform_ref())
    before = {ref.schema: counted(ref) for ref in schemas}
    for ref in schemas:
        with use_tenant(ref):
            furnish()
    full = {schema: tuple(map(sum, zip(rows, (4, 4, 2, 2), strict=True))) for schema, rows in before.items()}
    assert {ref.schema: counted(ref) for ref in schemas} == full

    with use_tenant(tenant_a):
        assert tidy() == {"keys": 1, "facts": 1}
        assert "2 events are parked" in caplog.text
        assert tidy() == {"keys": 0, "facts": 0}
        parked = OutboxEvent.objects.filter(relayed_at=None)
        assert OutboxDelivery.objects.filter(event_id__in=parked.values("pk")).count() == 2
        assert Session.objects.get().session_key == "s29"
    assert counted(tenant_a) == tuple(map(sum, zip(before[tenant_a.schema], (3, 3, 1, 1), strict=True)))
    assert (counted(tenant_b), counted(platform_ref())) == (full[tenant_b.schema], full["public"])

    with use_tenant(platform_ref()):
        tidy_platform()
    assert counted(platform_ref()) == tuple(map(sum, zip(before["public"], (3, 3, 1, 1), strict=True)))
    assert counted(tenant_b) == full[tenant_b.schema]


def test_a_fact_that_is_given_up_is_said_aloud(as_tenant_a, monkeypatch, caplog) -> None:
    def refuses(_event: KettleBoiled) -> None:
        raise LookupError

    monkeypatch.setattr(registry, "_subscribers", {})
    registry.subscribe(KettleBoiled)(refuses)
    with transaction.atomic():
        boil()
    OutboxEvent.objects.update(attempts=MAX_ATTEMPTS - 2)
    relay_pending()
    assert "an event is parked" not in caplog.text
    OutboxEvent.objects.update(next_attempt_at=None)
    relay_pending()
    assert "an event is parked" in caplog.text
    OutboxEvent.objects.update(next_attempt_at=None)
    assert relay_pending() == 0
