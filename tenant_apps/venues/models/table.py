from django.db import models
from django.utils.translation import gettext_lazy as _

from comanda.kernel.ids import token
from tenant_apps.venues.models.venue import Venue


class DiningTable(models.Model):
    """A table guests order from. Its token is in the QR code on it: whoever sits there can scan, nobody can guess."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="tables", db_index=False)
    name = models.CharField(_("name"), max_length=40)
    token = models.CharField(max_length=40, unique=True, default=token, editable=False)
    seats = models.PositiveSmallIntegerField(_("seats"), default=4)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("venue", "name", name="table_name_once_a_venue")]
