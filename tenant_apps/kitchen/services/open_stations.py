"""The stations a ticket needs, whether or not anybody has set them up."""

from collections.abc import Collection

from tenant_apps.kitchen.models import Station


def open_stations(*, venue_id: int, codes: Collection[str]) -> dict[str, Station]:
    """By code. One statement where all are there; those missing or closed come to be, named as at the other venues."""
    found = _found(venue_id, codes)
    missing = sorted(code for code in codes if code not in found)
    if not missing and all(station.closed_at is None for station in found.values()):
        return found
    elsewhere = {station.code: station for station in Station.objects.filter(code__in=missing).order_by("-pk")}
    Station.objects.bulk_create(
        [
            Station(
                venue_id=venue_id,
                code=code,
                name=elsewhere[code].name if code in elsewhere else code.replace("-", " ").capitalize(),
                position=elsewhere[code].position if code in elsewhere else 0,
            )
            for code in missing
        ],
        ignore_conflicts=True,
    )
    Station.objects.filter(venue_id=venue_id, code__in=codes, closed_at__isnull=False).update(closed_at=None)
    return _found(venue_id, codes)


def _found(venue_id: int, codes: Collection[str]) -> dict[str, Station]:
    return {station.code: station for station in Station.objects.filter(venue_id=venue_id, code__in=codes)}
