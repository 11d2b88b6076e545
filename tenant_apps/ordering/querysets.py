"""The one place where ordering takes row locks; always in the order of the primary key."""

from typing import Any

from django.db import models


class OrderQuerySet(models.QuerySet[Any]):
    def locked(self) -> "OrderQuerySet":
        """Held to the end of the transaction. `no_key`: new lines and entries may cite the row meanwhile."""
        return self.select_for_update(no_key=True).order_by("pk")
