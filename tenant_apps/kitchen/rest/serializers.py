"""Tickets on the wire."""

from rest_framework import serializers

from tenant_apps.kitchen.contracts import Delta, ItemState


class StationSerializer(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.IntegerField()
    venue_id = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()


class TicketItemSerializer(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.IntegerField()
    line_id = serializers.IntegerField()
    delta = serializers.ChoiceField(choices=[(delta.value, delta.name) for delta in Delta])
    state = serializers.ChoiceField(choices=[(state.value, state.name) for state in ItemState])
    name = serializers.CharField()
    size_name = serializers.CharField()
    quantity = serializers.IntegerField()
    previous_quantity = serializers.IntegerField(allow_null=True, help_text="What was asked before, on a changed item.")
    modifiers = serializers.ListField(child=serializers.CharField())
    note = serializers.CharField()
    allergens = serializers.ListField(child=serializers.CharField())
    changed_at = serializers.DateTimeField()
    changed_by = serializers.CharField(help_text="`staff:<user id>` or `system`.")


class TicketSerializer(serializers.Serializer):  # type: ignore[type-arg]
    id = serializers.IntegerField()
    venue_id = serializers.IntegerField()
    station = StationSerializer()
    order_id = serializers.IntegerField()
    reference = serializers.CharField(help_text="The order's number of the day, as people call it out.")
    kind = serializers.ChoiceField(choices=[(delta.value, delta.name) for delta in Delta])
    service = serializers.CharField()
    table_name = serializers.CharField()
    guest_name = serializers.CharField()
    note = serializers.CharField()
    created_at = serializers.DateTimeField()
    fires_at = serializers.DateTimeField(help_text="When work should start.")
    due_at = serializers.DateTimeField(help_text="When it should be ready.")
    bumped_at = serializers.DateTimeField(allow_null=True)
    bumped_by = serializers.CharField()
    items = TicketItemSerializer(many=True)


class TicketFilterSerializer(serializers.Serializer):  # type: ignore[type-arg]
    venue = serializers.IntegerField(help_text="Venue id.")
    station = serializers.SlugField(required=False, default="", help_text="Station code; without it, all stations.")
    state = serializers.ChoiceField(choices=["open", "bumped"], required=False, default="open")
