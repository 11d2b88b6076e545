from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from comanda.kernel.clock import now


class Customer(models.Model):
    """Someone who orders. Personal data stays in the four columns name, email, phone and language, and in addresses.

    Without a user: a guest, known by their e-mail address, or by their phone number where they gave no address.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    """As dialled: an optional + and digits."""
    language = models.CharField(max_length=10, blank=True)
    created_at = models.DateTimeField(default=now, db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=Q(user=None) & ~Q(email=""), name="customers_guest_by_email"
            ),
            models.UniqueConstraint(
                fields=["phone"], condition=Q(user=None, email="") & ~Q(phone=""), name="customers_guest_by_phone"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email or self.phone


class Address(models.Model):
    """Where a customer wants things brought. Orders keep a copy: editing one here changes no past order."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="addresses")
    label = models.CharField(max_length=60, blank=True)
    street = models.CharField(max_length=200)
    city = models.CharField(max_length=100)
    postcode = models.CharField(max_length=20, blank=True)
    details = models.CharField(max_length=200, blank=True)
    latitude: "models.DecimalField[Any, Any]" = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude: "models.DecimalField[Any, Any]" = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    is_default = models.BooleanField(default=False)

    class Meta:
        ordering = ["-is_default", "id"]
        constraints = [
            models.UniqueConstraint(fields=["customer"], condition=Q(is_default=True), name="customers_one_default"),
        ]

    def __str__(self) -> str:
        return f"{self.street}, {self.city}"
