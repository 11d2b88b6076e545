"""Chainable filters of the catalog."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q


class ItemQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        """Everything that was not archived."""
        return self.filter(archived_at__isnull=True)

    def matching(self, text: str) -> Self:
        """Every word appears in the name, the code, the description or an ingredient."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(name__icontains=word)
                | Q(code__icontains=word)
                | Q(description__icontains=word)
                | Q(sizes__code__iexact=word)
                | Q(ingredients__name__icontains=word)
            )
        return found.distinct()


class EightySixQuerySet(models.QuerySet[Any]):
    def open_at(self, at: datetime) -> Self:
        """Off at that moment: not ended, not run out."""
        return self.filter(ended_at__isnull=True).filter(Q(until__isnull=True) | Q(until__gt=at))

    def run_out(self, at: datetime) -> Self:
        """Past their end, and nobody has said so yet."""
        return self.filter(ended_at__isnull=True, until__lte=at)

    def locked(self) -> Self:
        return self.select_for_update().order_by("pk")
