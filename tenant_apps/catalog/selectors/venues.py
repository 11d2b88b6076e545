"""Venues, as the composition root hands them down: catalog and venues are siblings and do not know each other."""

from collections.abc import Collection
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


def list_venues_among(venue_ids: Collection[int] | None) -> list[MenuVenue]:
    """Those of the ids; None: all of them."""
    return [venue for venue in list_venues() if venue_ids is None or venue.id in venue_ids]


def get_venue(*, venue_id: int | None = None, slug: str = "") -> MenuVenue:
    """Raises VenueNotFoundError."""
    venue = directory().find_venue(venue_id=venue_id, slug=slug)
    if venue is None:
        raise VenueNotFoundError()
    return venue


def closing_time(*, venue_id: int, at: datetime) -> datetime | None:
    return directory().closing_time(venue_id=venue_id, at=at)
