from typing import Any

from django.db import models
from django.db.models import Q

from tenant_apps.venues.models.venue import Venue


class OpeningInterval(models.Model):
    """A stretch of a weekday (Monday is 0) in the venue's own time. Closing at or before opening: past midnight."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="intervals")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()
    service = models.CharField(max_length=16, blank=True, default="")
    """Empty: for every service the venue offers."""

    class Meta:
        ordering = ["weekday", "opens", "pk"]
        constraints = [models.CheckConstraint(condition=Q(weekday__lte=6), name="interval_on_a_weekday")]


class ExceptionDay(models.Model):
    """A date that differs from its weekday. No intervals: closed. Times are `HH:MM` pairs in the venue's own time."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="exceptions", db_index=False)
    day = models.DateField()
    name = models.CharField(max_length=100)
    intervals: "models.JSONField[Any, Any]" = models.JSONField(default=list)

    class Meta:
        ordering = ["day", "pk"]
        constraints = [models.UniqueConstraint("venue", "day", name="exception_once_a_day")]
