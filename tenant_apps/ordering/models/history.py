from django.db import models

from tenant_apps.ordering.models.order import Order


class StateEntry(models.Model):
    """One step of an order's or its payment's machine: who, when, why."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="history")
    machine = models.CharField(max_length=10)
    state = models.CharField(max_length=20)
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    reason = models.TextField(default="", blank=True)
