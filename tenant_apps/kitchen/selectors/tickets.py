"""What the displays show."""

from collections.abc import Collection, Iterable
from datetime import timedelta

from comanda.kernel.clock import now
from tenant_apps.kitchen.contracts import AllDayCount, Delta, ItemState, StationInfo, TicketInfo
from tenant_apps.kitchen.errors import TicketNotFoundError
from tenant_apps.kitchen.models import Station, Ticket

BOARD_LIMIT = 120
LOOK_AHEAD = timedelta(hours=12)
"""Orders for tomorrow are not today's to make, nor in today's counts."""
RECALL_WINDOW = timedelta(hours=3)
RECALL_LIMIT = 24

Venues = Collection[int] | None


def get_ticket(*, ticket_id: int) -> TicketInfo:
    """Raises TicketNotFoundError."""
    found: Ticket | None = Ticket.objects.with_contents().filter(pk=ticket_id).first()
    if found is None:
        raise TicketNotFoundError
    return found.as_info()


def venue_of_ticket(*, ticket_id: int) -> int:
    """For access checks. Raises TicketNotFoundError."""
    venue_id = Ticket.objects.filter(pk=ticket_id).values_list("venue_id", flat=True).first()
    if venue_id is None:
        raise TicketNotFoundError
    return int(venue_id)


def venue_of_item(*, item_id: int) -> int:
    """For access checks. Raises TicketNotFoundError."""
    venue_id = Ticket.objects.filter(items=item_id).values_list("venue_id", flat=True).first()
    if venue_id is None:
        raise TicketNotFoundError
    return int(venue_id)


def list_open_tickets(*, venue_ids: Venues, station: str = "") -> tuple[TicketInfo, ...]:
    """What is to be made, most urgent first; what is asked for later comes after that, what is for another day waits
    until it comes near. Two queries."""
    rows = Ticket.objects.open().at_venues(venue_ids).at_station(station).filter(fires_at__lt=now() + LOOK_AHEAD)
    return tuple(row.as_info() for row in rows.with_contents().order_by("fires_at", "id")[:BOARD_LIMIT])


def list_recent_tickets(*, venue_ids: Venues, station: str = "") -> tuple[TicketInfo, ...]:
    """Bumped lately, latest first: what can be recalled."""
    rows = Ticket.objects.bumped().at_venues(venue_ids).at_station(station).filter(bumped_at__gte=now() - RECALL_WINDOW)
    return tuple(row.as_info() for row in rows.with_contents().order_by("-bumped_at", "-id")[:RECALL_LIMIT])


def list_tickets_of_order(*, order_id: int) -> tuple[TicketInfo, ...]:
    rows = Ticket.objects.filter(order_id=order_id).with_contents().order_by("sequence")
    return tuple(row.as_info() for row in rows)


def list_stations(*, venue_ids: Venues) -> tuple[StationInfo, ...]:
    """Those that are open, in the order the office has given them."""
    rows = Station.objects.filter(closed_at=None)
    if venue_ids is not None:
        rows = rows.filter(venue_id__in=venue_ids)
    return tuple(row.as_info() for row in rows.order_by("position", "name", "id"))


def count_all_day(tickets: Iterable[TicketInfo]) -> tuple[AllDayCount, ...]:
    """What is still to be made across these tickets, most first."""
    counts: dict[tuple[str, str], int] = {}
    for ticket in tickets:
        for item in ticket.items:
            if item.delta != Delta.CANCELLED and item.state in {ItemState.QUEUED, ItemState.COOKING}:
                key = (item.name, item.size_name)
                counts[key] = counts.get(key, 0) + item.quantity
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple(AllDayCount(name=name, size_name=size, quantity=quantity) for (name, size), quantity in ordered)
