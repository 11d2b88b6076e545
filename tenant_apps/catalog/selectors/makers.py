"""Where the draft says each dish is made."""

from collections import defaultdict

from tenant_apps.catalog.contracts import MadeDish, MadeHeading
from tenant_apps.catalog.models import Category, Item


def list_station_codes() -> list[str]:
    """Every station the draft names, for suggestions. One statement."""
    headings = Category.objects.exclude(station="").order_by().values_list("station", flat=True)
    dishes = Item.objects.current().exclude(station="").order_by().values_list("station", flat=True)
    return sorted(headings.union(dishes))


def list_makers() -> tuple[MadeHeading, ...]:
    """Headings in the menu's order with their dishes; dishes without a heading come last. Two statements."""
    dishes: dict[int | None, list[MadeDish]] = defaultdict(list)
    rows = Item.objects.current().order_by("position", "id").values_list("id", "name", "category_id", "station")
    for pk, name, category_id, station in rows:
        dishes[category_id].append(MadeDish(id=pk, name=name, station=station))
    headings = [
        MadeHeading(id=heading.pk, name=heading.name, station=heading.station, dishes=tuple(dishes[heading.pk]))
        for heading in Category.objects.all()
    ]
    if dishes[None]:
        headings.append(MadeHeading(id=None, name="", station="", dishes=tuple(dishes[None])))
    return tuple(headings)
