"""Facts survive their relay: delivered at least once, in effect once, in the tenant they happened in."""

import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

import pytest
from django.db import connection, transaction

from comanda.kernel.outbox import publish as publishing
from comanda.kernel.outbox import registry
from comanda.kernel.outbox.contracts import Event
from comanda.kernel.outbox.models import OutboxDelivery, OutboxEvent
from comanda.kernel.outbox.publish import publish
from comanda.kernel.outbox.registry import decode, subscribe
from comanda.kernel.outbox.relay import relay_pending
from comanda.kernel.outbox.testing import drain_outbox
from tenants.context import current_tenant, use_tenant


@dataclass(frozen=True, slots=True)
class KettleBoiled(Event):
    name: ClassVar[str] = "test.kettle_boiled"
    kettle_id: int
    cups: tuple[int, ...] = ()


@pytest.fixture
def heard(monkeypatch):
    """Subscribers of this test alone; what they hear."""
    monkeypatch.setattr(registry, "_subscribers", {})
    heard: list[KettleBoiled] = []
    subscribe(KettleBoiled)(heard.append)
    return heard


def boil(kettle_id: int = 1) -> KettleBoiled:
    event = KettleBoiled(kettle_id=kettle_id, cups=(1, 2))
    with transaction.atomic():
        publish(event)
    return event


@pytest.mark.django_db
def test_a_fact_reaches_its_subscriber_once(as_tenant_a, heard):
    event = boil()
    assert drain_outbox() == 1
    assert heard == [event]
    OutboxEvent.objects.update(relayed_at=None)  # as if the relay had died before it could say so
    drain_outbox()
    assert heard == [event]


@pytest.mark.django_db
def test_a_fact_is_written_with_its_change_or_not_at_all(as_tenant_a, heard):
    class UndoError(Exception): ...

    def change_then_fail():
        with transaction.atomic():
            publish(KettleBoiled(kettle_id=1))
            raise UndoError

    with pytest.raises(UndoError):
        change_then_fail()
    assert not OutboxEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_publishing_outside_a_transaction_is_refused(as_tenant_a):
    with pytest.raises(RuntimeError, match="inside the transaction"):
        publish(KettleBoiled(kettle_id=1))


@pytest.mark.django_db(transaction=True)
def test_each_tenant_in_a_transaction_is_told_of_once(tenant_a, tenant_b, heard, monkeypatch):
    told: list[str] = []
    monkeypatch.setattr(publishing, "_waker", lambda: told.append(current_tenant().slug))
    with use_tenant(tenant_a), transaction.atomic():
        publish(KettleBoiled(kettle_id=1))
        with use_tenant(tenant_b):
            publish(KettleBoiled(kettle_id=2))
            publish(KettleBoiled(kettle_id=3))
        publish(KettleBoiled(kettle_id=4))
        with suppress(LookupError), transaction.atomic():
            publish(KettleBoiled(kettle_id=5))
            raise LookupError
    assert told == ["alfa", "bravo"]


@pytest.mark.django_db
def test_a_failing_subscriber_holds_nobody_up_and_is_tried_again(as_tenant_a, heard, caplog):
    calls: list[int] = []

    def stumbling(event: KettleBoiled) -> None:
        calls.append(event.kettle_id)
        if len(calls) == 1:
            OutboxDelivery.objects.filter(subscriber="never").delete()
            raise ValueError("cold water")

    subscribe(KettleBoiled)(stumbling)
    event = boil()
    relay_pending()
    waiting = OutboxEvent.objects.get()
    assert heard == [event]
    assert waiting.relayed_at is None
    assert "cold water" in waiting.last_error
    OutboxEvent.objects.update(next_attempt_at=None)
    relay_pending()
    assert heard == [event]
    assert calls == [1, 1]
    assert OutboxEvent.objects.get().relayed_at is not None


@pytest.mark.django_db
def test_what_one_tenant_tells_another_never_hears(tenant_a, tenant_b, heard):
    with use_tenant(tenant_a):
        boil(kettle_id=1)
    with use_tenant(tenant_b):
        assert drain_outbox() == 0
        assert heard == []
    with use_tenant(tenant_a):
        assert drain_outbox() == 1


@pytest.mark.django_db(transaction=True)
def test_many_relays_at_once_deliver_each_fact_once(tenant_a, heard):
    with use_tenant(tenant_a), transaction.atomic():
        publish(*(KettleBoiled(kettle_id=number) for number in range(60)))

    def work() -> None:
        try:
            with use_tenant(tenant_a):
                relay_pending()
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(event.kettle_id for event in heard) == list(range(60))


def test_a_newer_producers_extra_fields_do_not_break_an_older_consumer():
    decoded = decode(KettleBoiled, {"kettle_id": 7, "cups": [3], "since_tomorrow": True})
    assert decoded == KettleBoiled(kettle_id=7, cups=(3,))
