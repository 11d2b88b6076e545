from django.db import models

from tenant_apps.catalog.contracts import Longest
from tenant_apps.kitchen.contracts import StationInfo


class Station(models.Model):
    """A place in one venue's kitchen with a screen of its own: pizza, grill, bar.

    The same code means the same place at every venue; its name and its place in the row are kept alike. Should a line
    ask for a station that is not there, it comes to be with the ticket: a menu edit alone never loses one.
    """

    venue_id = models.BigIntegerField()
    code = models.SlugField(max_length=Longest.STATION, db_index=False)
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    """Taken away: kept for the tickets it made, offered nowhere, open again when a line is routed to it."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["venue_id", "code"], name="kitchen_station_code")]

    def as_info(self) -> StationInfo:
        return StationInfo(id=self.pk, venue_id=self.venue_id, code=self.code, name=self.name)
