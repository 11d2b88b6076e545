"""Opening hours in few characters."""

from datetime import time

from tenant_apps.venues.contracts import OpeningHours


def hours(days: range, *intervals: str) -> tuple[OpeningHours, ...]:
    """`12:00-15:00` on each of the weekdays."""
    pairs = [tuple(time.fromisoformat(text) for text in interval.split("-")) for interval in intervals]
    return tuple(OpeningHours(weekday=day, opens=opens, closes=closes) for day in days for opens, closes in pairs)
