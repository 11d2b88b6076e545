"""Pictures, in the widths screens need."""

from django.db import models

from tenant_apps.catalog.contracts import Longest


class Picture(models.Model):
    """Kept as WebP files `<path>/<width>.webp`. A new upload is a new row, so an address never changes its content."""

    path = models.CharField(max_length=120, unique=True)
    widths = models.JSONField(default=list)
    width = models.PositiveIntegerField()
    """Of the largest file, in pixels."""
    height = models.PositiveIntegerField()
    colour = models.CharField(max_length=7)
    """The dominant colour, shown while the picture loads."""
    alt = models.CharField(max_length=Longest.ALT, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
