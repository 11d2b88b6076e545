"""Telling the kitchen's screens."""

from tenants import live


def announce(*, venue_id: int, event: str, ticket_id: int | str = "") -> None:
    """After the commit, to every display of that venue."""
    live.publish(f"kitchen:{venue_id}", event, id=ticket_id)
