from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tenant_apps.kitchen.contracts import Delta, ItemState, TicketInfo, TicketItemInfo
from tenant_apps.kitchen.models.order import KitchenOrder
from tenant_apps.kitchen.models.station import Station
from tenant_apps.kitchen.querysets import TicketQuerySet


class Ticket(models.Model):
    """One difference for one station: so much is new, changed or cancelled. Open until bumped."""

    order = models.ForeignKey(KitchenOrder, models.CASCADE, related_name="tickets", db_index=False)
    station = models.ForeignKey(Station, models.PROTECT, related_name="+", db_index=False)
    venue_id = models.BigIntegerField()
    kind = models.CharField(max_length=12, choices=[(delta.value, delta.value) for delta in Delta])
    sequence = models.PositiveSmallIntegerField()
    """Counts the tickets of an order."""
    created_at = models.DateTimeField()
    fires_at = models.DateTimeField(db_default=Now())
    """When work should start: never before it was sent."""
    due_at = models.DateTimeField(db_default=Now())
    bumped_at = models.DateTimeField(null=True)
    bumped_by = models.CharField(max_length=40, blank=True)

    objects = models.Manager.from_queryset(TicketQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "sequence"], name="kitchen_ticket_sequence")]
        indexes = [
            models.Index(fields=["venue_id", "fires_at"], name="kitchen_ticket_urgent", condition=Q(bumped_at=None)),
            models.Index(
                fields=["venue_id", "-bumped_at"], name="kitchen_ticket_done", condition=Q(bumped_at__isnull=False)
            ),
        ]

    def as_info(self) -> TicketInfo:
        """Reads `order`, `station` and `items`: load them with `with_contents()`."""
        return TicketInfo(
            id=self.pk,
            venue_id=self.venue_id,
            station=self.station.as_info(),
            order_id=self.order_id,
            reference=self.order.reference,
            kind=self.kind,
            service=self.order.service,
            table_name=self.order.table_name,
            guest_name=self.order.guest_name,
            note=self.order.note,
            created_at=self.created_at,
            fires_at=self.fires_at,
            due_at=self.due_at,
            bumped_at=self.bumped_at,
            bumped_by=self.bumped_by,
            items=tuple(item.as_info() for item in self.items.all()),
        )


class TicketItem(models.Model):
    """One line on a ticket, with where it stands."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="items")
    line_id = models.BigIntegerField()
    delta = models.CharField(max_length=12, choices=[(delta.value, delta.value) for delta in Delta])
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=160)
    size_name = models.CharField(max_length=80, blank=True)
    quantity = models.PositiveSmallIntegerField()
    previous_quantity = models.PositiveSmallIntegerField(null=True)
    modifiers: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    note = models.TextField(blank=True)
    allergens: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    state = models.CharField(
        max_length=12, choices=[(state.value, state.value) for state in ItemState], default=ItemState.QUEUED.value
    )
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=40)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            # A line is new once, whoever delivers the news how often.
            models.UniqueConstraint(
                fields=["line_id"], name="kitchen_item_new_once", condition=Q(delta=Delta.NEW.value)
            ),
        ]

    def as_info(self) -> TicketItemInfo:
        return TicketItemInfo(
            id=self.pk,
            line_id=self.line_id,
            delta=self.delta,
            state=self.state,
            name=self.name,
            size_name=self.size_name,
            quantity=self.quantity,
            previous_quantity=self.previous_quantity,
            modifiers=tuple(self.modifiers),
            note=self.note,
            allergens=tuple(self.allergens),
            changed_at=self.changed_at,
            changed_by=self.changed_by,
        )


class ItemStep(models.Model):
    """A step of an item, with actor and time. Rows are only ever added: recalls leave their trace."""

    item = models.ForeignKey(TicketItem, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=12)
    previous = models.CharField(max_length=12, blank=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
