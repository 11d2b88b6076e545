from django.db import models


class KitchenOrder(models.Model):
    """What tickets repeat of their order, copied once; and the row to lock before touching any of its tickets."""

    order_id = models.BigIntegerField(primary_key=True)
    venue_id = models.BigIntegerField()
    reference = models.CharField(max_length=12)
    service = models.CharField(max_length=16)
    table_name = models.CharField(max_length=60, blank=True)
    guest_name = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)
    fires_at = models.DateTimeField()
    """When its first ticket is to be started; earlier than it was sent where it came late."""
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    """First item cooking: ordering has been told."""
    ready_at = models.DateTimeField(null=True)
    """All tickets done: ordering has been told."""
