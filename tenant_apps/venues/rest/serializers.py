"""Venues on the wire."""

from typing import Any

from rest_framework import serializers

from comanda.kernel.http.schemas import ClockField
from tenant_apps.venues.contracts import ServiceType
from tenant_apps.venues.facade import list_services

SERVICES = [(service.value, service.name) for service in ServiceType]


class VenueSerializer(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.IntegerField()
    name = serializers.CharField()
    slug = serializers.CharField()
    code = serializers.CharField()
    country = serializers.CharField()
    currency = serializers.CharField()
    timezone = serializers.CharField()
    languages = serializers.ListField(child=serializers.CharField())
    address = serializers.CharField()
    city = serializers.CharField()
    postcode = serializers.CharField()
    latitude = serializers.DecimalField(max_digits=9, decimal_places=6, allow_null=True)
    longitude = serializers.DecimalField(max_digits=9, decimal_places=6, allow_null=True)
    phone = serializers.CharField()
    email = serializers.CharField()
    services = serializers.SerializerMethodField(
        help_text="Subset of pickup, delivery, dine_in: what guests may choose now."
    )
    prep_minutes = serializers.IntegerField(help_text="Usual minutes from acceptance to ready.")

    def get_services(self, venue: Any) -> list[str]:
        return sorted(list_services(venue_id=venue.id))


class OpenStateSerializer(serializers.Serializer):  # type: ignore[type-arg]
    is_open = serializers.BooleanField()
    until = serializers.DateTimeField(allow_null=True, help_text="When it closes, if open.")
    opens_at = serializers.DateTimeField(allow_null=True, help_text="When it opens next, if closed and known.")
    last_order_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField(help_text="Why it is closed today, such as a holiday's name.")


class OpeningHoursSerializer(serializers.Serializer):  # type: ignore[type-arg]
    weekday = serializers.IntegerField(help_text="Monday is 0.")
    opens = ClockField()
    closes = ClockField(help_text="At or before `opens`: past midnight.")
    service = serializers.ChoiceField(choices=SERVICES, allow_null=True, help_text="null: for every service.")


class HoursExceptionSerializer(serializers.Serializer):  # type: ignore[type-arg]
    day = serializers.DateField()
    name = serializers.CharField()
    intervals = serializers.ListField(child=serializers.ListField(child=ClockField()))


class VenueHoursSerializer(serializers.Serializer):  # type: ignore[type-arg]
    timezone = serializers.CharField()
    now = OpenStateSerializer()
    week = OpeningHoursSerializer(many=True)
    exceptions = HoursExceptionSerializer(many=True)


class SlotFilterSerializer(serializers.Serializer):  # type: ignore[type-arg]
    service = serializers.ChoiceField(choices=SERVICES)
    zone = serializers.IntegerField(
        required=False, help_text="Where a delivery goes; without it, the times that hold for every zone."
    )


class SlotsSerializer(serializers.Serializer):  # type: ignore[type-arg]
    service = serializers.ChoiceField(choices=SERVICES)
    slots = serializers.ListField(child=serializers.DateTimeField())


class PlaceFilterSerializer(serializers.Serializer):  # type: ignore[type-arg]
    latitude = serializers.DecimalField(max_digits=9, decimal_places=6, required=False, min_value=-90, max_value=90)
    longitude = serializers.DecimalField(max_digits=9, decimal_places=6, required=False, min_value=-180, max_value=180)
    postcode = serializers.CharField(required=False, default="", max_length=200)
