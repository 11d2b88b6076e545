"""What the clock asks of the engine."""

import pytest
from celery import current_app

from tenants.context import current_tenant
from tenants.facade import suspend_tenant
from tenants.models import SpareSchema
from tenants.tasks import for_each_tenant, refill

pytestmark = pytest.mark.django_db


class Recorder:
    def __init__(self):
        self.served = []

    def apply_async(self, *, expires):
        self.served.append((current_tenant().slug, expires))


def test_every_served_tenant_gets_the_task_in_its_own_context(monkeypatch, tenant_b):
    recorder = Recorder()
    monkeypatch.setitem(current_app.tasks, "test.sweep", recorder)
    assert for_each_tenant("test.sweep", 60) == 2
    assert recorder.served == [("alfa", 60), ("bravo", 60)]
    suspend_tenant(tenant_id=tenant_b.id)
    assert for_each_tenant("test.sweep", 60) == 1


@pytest.mark.django_db(transaction=True)
def test_spares_are_refilled_to_what_the_settings_say(settings):
    settings.TENANCY_SPARES = SpareSchema.objects.count() + 1
    assert refill() == 1
    assert refill() == 0
