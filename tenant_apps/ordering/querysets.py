"""The one place where ordering takes row locks; always in the order of the primary key."""

from typing import TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


def locked(rows: "QuerySet[M]") -> "QuerySet[M]":
    """Held to the end of the transaction. `no_key`: new lines and entries may cite the rows meanwhile."""
    return rows.select_for_update(no_key=True).order_by("pk")
