from datetime import time
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenant_apps.venues.contracts import ServiceType


def every_service() -> list[str]:
    return [service.value for service in ServiceType]


class Venue(models.Model):
    """One place where people eat or pick up. Never deleted: orders and books cite it; it is closed instead."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address in links"), max_length=60, unique=True)
    code = models.CharField(_("branch code"), max_length=8, unique=True)
    country = models.CharField(max_length=2)
    currency = models.CharField(max_length=3)
    timezone = models.CharField(_("time zone"), max_length=64)
    languages: "models.JSONField[Any, Any]" = models.JSONField(default=list)

    address = models.CharField(_("street and number"), max_length=200, blank=True, default="")
    city = models.CharField(_("city"), max_length=100, blank=True, default="")
    postcode = models.CharField(_("postcode"), max_length=16, blank=True, default="")
    latitude = models.DecimalField(_("latitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True, default="")
    email = models.EmailField(_("e-mail"), blank=True, default="")
    tax_number = models.CharField(_("VAT number"), max_length=32, blank=True, default="")

    sales_tax_percent = models.DecimalField(_("sales tax"), max_digits=6, decimal_places=3, null=True, blank=True)

    services: "models.JSONField[Any, Any]" = models.JSONField(default=every_service)
    prep_minutes = models.PositiveSmallIntegerField(_("minutes to prepare"), default=20)
    last_order_minutes = models.PositiveSmallIntegerField(_("last order before closing"), default=15)
    slot_minutes = models.PositiveSmallIntegerField(_("minutes between times"), default=15)
    days_ahead = models.PositiveSmallIntegerField(_("days ahead"), default=1)
    auto_accept = models.BooleanField(_("accept orders automatically"), default=False)
    day_ends_at = models.TimeField(_("business day ends at"), default=time(4))
    is_active = models.BooleanField(_("open for business"), default=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
