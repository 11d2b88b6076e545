"""Shapes on the wire that no dataclass has: a picture that comes in, a published menu that goes out."""

from typing import Any

from rest_framework import serializers

from tenant_apps.catalog.contracts import Longest
from tenant_apps.catalog.models import MenuSnapshot


class PictureSerializer(serializers.Serializer[Any]):
    picture = serializers.ImageField(help_text="JPEG, PNG or WebP, up to 12 MB.")
    alt = serializers.CharField(max_length=Longest.ALT, required=False, allow_blank=True)


class PublicationSerializer(serializers.ModelSerializer[MenuSnapshot]):
    class Meta:
        model = MenuSnapshot
        fields = ("id", "version", "etag", "item_count", "published_at")


class ChangeSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField(help_text="`added`, `removed`, `price`, `changed` or `moved`.")
    subject = serializers.CharField()
    detail = serializers.CharField()
    item_id = serializers.IntegerField(allow_null=True)


class EightySixedSerializer(serializers.Serializer[Any]):
    item_id = serializers.IntegerField()
    channel = serializers.CharField(help_text="Empty: on every channel.")
    until = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField()


class MenuSizeSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    price = serializers.CharField()
    service_prices = serializers.DictField(child=serializers.CharField())
    special_prices = serializers.ListField(child=serializers.DictField())


class MenuOptionSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    item_id = serializers.IntegerField()
    name = serializers.CharField()
    price = serializers.CharField()
    is_default = serializers.BooleanField()
    max_quantity = serializers.IntegerField()
    allergens = serializers.ListField(child=serializers.CharField())


class MenuGroupSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    minimum = serializers.IntegerField()
    maximum = serializers.IntegerField(allow_null=True)
    included = serializers.IntegerField()
    options = MenuOptionSerializer(many=True)


class MenuItemSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    slug = serializers.CharField()
    description = serializers.CharField()
    category_id = serializers.IntegerField()
    tax_category = serializers.CharField()
    ingredients = serializers.ListField(child=serializers.CharField())
    allergens = serializers.ListField(child=serializers.CharField())
    diets = serializers.ListField(child=serializers.CharField())
    spicy = serializers.IntegerField()
    calories = serializers.IntegerField(allow_null=True)
    is_featured = serializers.BooleanField()
    image = serializers.DictField(allow_null=True)
    sizes = MenuSizeSerializer(many=True)
    modifier_groups = MenuGroupSerializer(many=True)


class MenuCategorySerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    slug = serializers.CharField()
    description = serializers.CharField()
    parent_id = serializers.IntegerField(allow_null=True)
    item_ids = serializers.ListField(child=serializers.IntegerField())


class MenuVenueSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    slug = serializers.CharField()
    name = serializers.CharField()


class MenuSerializer(serializers.Serializer[Any]):
    """Describes what `menu_as_json` writes."""

    venue = MenuVenueSerializer()
    version = serializers.IntegerField()
    snapshot_id = serializers.IntegerField()
    published_at = serializers.DateTimeField()
    currency = serializers.CharField()
    categories = MenuCategorySerializer(many=True)
    items = MenuItemSerializer(many=True)
    eighty_sixed = EightySixedSerializer(many=True)
