"""Which station makes what: headings and dishes, in one go."""

from collections.abc import Mapping

from django.db import transaction

from comanda.kernel.clock import now
from tenant_apps.catalog.models import Category, Item


def assign_stations(*, categories: Mapping[int, str], items: Mapping[int, str]) -> int:
    """How many changed. Ids to station codes; empty: inherited (a dish) or the default station (a heading).

    Works from the next publication on. Ids that are not there are passed over.
    """
    with transaction.atomic():
        return _assign(Category, categories) + _assign(Item, items, updated_at=now())


def _assign(model: type[Category] | type[Item], wanted: Mapping[int, str], **more: object) -> int:
    changed = 0
    for station in sorted(set(wanted.values())):
        ids = [pk for pk, code in wanted.items() if code == station]
        changed += model.objects.filter(pk__in=ids).exclude(station=station).update(station=station, **more)
    return changed
