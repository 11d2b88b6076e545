"""Stations as the office sees them: one row for all venues that have it."""

from tenant_apps.kitchen.contracts import StationRow
from tenant_apps.kitchen.models import Station


def list_station_rows() -> tuple[StationRow, ...]:
    """Open ones, in the displays' order. One statement."""
    rows: dict[str, StationRow] = {}
    for station in Station.objects.filter(closed_at=None).order_by("position", "name", "id"):
        before = rows.get(station.code)
        rows[station.code] = StationRow(
            code=station.code,
            name=before.name if before else station.name,
            venues=(before.venues if before else 0) + 1,
        )
    return tuple(rows.values())
