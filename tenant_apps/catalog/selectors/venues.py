"""Venues, as the composition root hands them down: catalog and venues are siblings and do not know each other."""

from datetime import datetime

from tenant_apps.catalog.contracts import MenuVenue, VenueDirectory
from tenant_apps.catalog.errors import VenueNotFoundError

_directory: VenueDirectory | None = None


def use_directory(directory: VenueDirectory) -> None:
    """Called once, when the process starts."""
    global _directory  # noqa: PLW0603 - handed down once at start
    _directory = directory


def directory() -> VenueDirectory:
    if _directory is None:
        raise RuntimeError("nobody handed the catalog its venue directory")
    return _directory


def list_venues() -> tuple[MenuVenue, ...]:
    return directory().list_venues()


def get_venue(*, venue_id: int | None = None, slug: str = "") -> MenuVenue:
    """Raises VenueNotFoundError."""
    venue = directory().find_venue(venue_id=venue_id, slug=slug)
    if venue is None:
        raise VenueNotFoundError()
    return venue


def closing_time(*, venue_id: int, at: datetime) -> datetime | None:
    return directory().closing_time(venue_id=venue_id, at=at)
