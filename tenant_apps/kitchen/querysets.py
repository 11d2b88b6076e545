"""Chainable filters of tickets."""

from collections.abc import Collection
from typing import Any, Self

from django.db import models


class TicketQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(bumped_at=None)

    def bumped(self) -> Self:
        return self.exclude(bumped_at=None)

    def at_venues(self, venue_ids: Collection[int] | None) -> Self:
        """None: every venue."""
        return self if venue_ids is None else self.filter(venue_id__in=venue_ids)

    def at_station(self, code: str) -> Self:
        """Empty: every station."""
        return self.filter(station__code=code) if code else self

    def with_contents(self) -> Self:
        """Order, station and items: three tables in two queries."""
        return self.select_related("order", "station").prefetch_related("items")
