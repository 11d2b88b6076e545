from django.db import models

from tenant_apps.kitchen.contracts import StationInfo


class Station(models.Model):
    """A place in one venue's kitchen with a screen of its own: pizza, grill, bar.

    Stations come to be when the first line routed to them is sent, so a menu edit alone never loses a ticket.
    """

    venue_id = models.BigIntegerField()
    code = models.SlugField(max_length=40, db_index=False)
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["venue_id", "code"], name="kitchen_station_code")]

    def as_info(self) -> StationInfo:
        return StationInfo(id=self.pk, venue_id=self.venue_id, code=self.code, name=self.name)
