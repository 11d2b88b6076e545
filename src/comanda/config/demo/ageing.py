"""Moves a live demo order into the past, so that a board that was just filled does not look as if it was."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F

from comanda.kernel.clock import business_date
from tenant_apps.kitchen.models import KitchenOrder, Ticket
from tenant_apps.ordering.models import Order, StateEntry
from tenant_apps.venues import facade as venues


def make_older(*, order_id: int, by: timedelta) -> None:
    """Its placing and its promise `by` earlier, its steps spread between then and now. It stays on its business day."""
    with transaction.atomic():
        order = Order.objects.select_for_update().get(pk=order_id)
        venue = venues.get_venue(venue_id=order.venue_id)
        if business_date(order.placed_at - by, venue.timezone, venue.day_ends_at) != order.business_date:
            return
        order.placed_at -= by
        if order.promised_at is not None:
            order.promised_at -= by
        order.save(update_fields=["placed_at", "promised_at"])
        steps = list(StateEntry.objects.filter(order_id=order_id).order_by("at", "pk"))
        for place, step in enumerate(steps):
            step.at -= by * (1 - place / max(len(steps), 1) * 0.8)
        StateEntry.objects.bulk_update(steps, ["at"])
        sent = by * 0.8
        Ticket.objects.filter(order_id=order_id).update(
            created_at=F("created_at") - sent, fires_at=F("fires_at") - sent, due_at=F("due_at") - by
        )
        KitchenOrder.objects.filter(pk=order_id).update(fires_at=F("fires_at") - sent, due_at=F("due_at") - by)
