"""Shapes on the wire: what comes in becomes the contracts' drafts, what goes out is written from rows."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from tenant_apps.catalog.contracts import (
    HOTTEST,
    MOST_CALORIES,
    MOST_OF_ONE_OPTION,
    Allergen,
    CategoryDraft,
    ChoiceDraft,
    Diet,
    GroupDraft,
    ItemDraft,
    LinkDraft,
    Longest,
    OptionDraft,
    SizeDraft,
    TaxCategory,
)
from tenant_apps.catalog.models import MenuSnapshot

TAXES = [category.value for category in TaxCategory]


class PriceField(serializers.DecimalField):
    """Money; the service checks range and decimals, which depend on the currency."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=14, decimal_places=4, **kwargs)


class CategorySerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(max_length=Longest.CATEGORY_NAME)
    slug = serializers.CharField(read_only=True)
    description = serializers.CharField(max_length=Longest.CATEGORY_DESCRIPTION, allow_blank=True, required=False)
    parent_id = serializers.IntegerField(required=False, allow_null=True)
    position = serializers.IntegerField(read_only=True)
    tax_category = serializers.ChoiceField(TAXES, required=False, allow_blank=True)
    station = serializers.CharField(max_length=Longest.STATION, allow_blank=True, required=False)
    is_active = serializers.BooleanField(required=False)

    def as_draft(self) -> CategoryDraft:
        """What was sent over what is there."""
        return CategoryDraft(**_merged(self, CategoryDraft))


class WholeSerializer(serializers.Serializer[Any]):
    # One of a list. PATCH may leave the list out, and replaces it where it is sent: so each part comes whole.
    # (No docstring: the API's document would show it.)

    def to_internal_value(self, data: Any) -> Any:
        given = data if isinstance(data, Mapping) else self.fields
        if missing := [name for name, field in self.fields.items() if field.required and name not in given]:
            raise serializers.ValidationError({name: self.fields[name].error_messages["required"] for name in missing})
        return super().to_internal_value(data)


class SizeSerializer(WholeSerializer):
    id = serializers.IntegerField(required=False, allow_null=True)
    name = serializers.CharField(max_length=Longest.SIZE_NAME, allow_blank=True, required=False)
    code = serializers.CharField(max_length=Longest.CODE, allow_blank=True, required=False)
    price = PriceField()
    scale = serializers.DecimalField(max_digits=8, decimal_places=4, required=False)


class ChoiceSerializer(WholeSerializer):
    option_id = serializers.IntegerField()
    price = PriceField(allow_null=True, required=False)
    is_default = serializers.BooleanField(allow_null=True, required=False)


class LinkSerializer(WholeSerializer):
    group_id = serializers.IntegerField()
    minimum = serializers.IntegerField(required=False, min_value=0)
    maximum = serializers.IntegerField(required=False, allow_null=True, min_value=1)
    included = serializers.IntegerField(required=False, min_value=0)
    choices = ChoiceSerializer(many=True, required=False)

    def as_draft(self, values: dict[str, Any]) -> LinkDraft:
        """Choices that were not sent stay as they are."""
        choices = values.get("choices")
        stated = None if choices is None else tuple(ChoiceDraft(**choice) for choice in choices)
        return LinkDraft(**{**_known(values, LinkDraft), "choices": stated})


class ItemSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(max_length=Longest.ITEM_NAME)
    slug = serializers.CharField(read_only=True)
    category_id = serializers.IntegerField(allow_null=True, required=False)
    description = serializers.CharField(max_length=Longest.DESCRIPTION, allow_blank=True, required=False)
    code = serializers.CharField(max_length=Longest.CODE, allow_blank=True, required=False)
    tax_category = serializers.ChoiceField(TAXES, allow_blank=True, required=False)
    station = serializers.CharField(max_length=Longest.STATION, allow_blank=True, required=False)
    ingredients = serializers.ListField(child=serializers.CharField(max_length=Longest.INGREDIENT_NAME), required=False)
    allergens = serializers.ListField(child=serializers.ChoiceField([a.value for a in Allergen]), required=False)
    diets = serializers.ListField(child=serializers.ChoiceField([d.value for d in Diet]), required=False)
    spicy = serializers.IntegerField(min_value=0, max_value=HOTTEST, required=False)
    calories = serializers.IntegerField(min_value=0, max_value=MOST_CALORIES, allow_null=True, required=False)
    is_featured = serializers.BooleanField(required=False)
    is_active = serializers.BooleanField(required=False)
    sizes = SizeSerializer(many=True)
    groups = LinkSerializer(many=True, required=False)

    def as_draft(self) -> ItemDraft:
        values = _merged(self, ItemDraft)
        values["sizes"] = tuple(SizeDraft(**_known(size, SizeDraft)) for size in values.get("sizes", ()))
        values["groups"] = tuple(LinkSerializer().as_draft(link) for link in values.get("groups", ()))
        return ItemDraft(**values)


class OptionSerializer(WholeSerializer):
    item_id = serializers.IntegerField(allow_null=True, required=False)
    name = serializers.CharField(max_length=Longest.ITEM_NAME, allow_blank=True, required=False)
    size_id = serializers.IntegerField(allow_null=True, required=False)
    price = PriceField(allow_null=True, required=False)
    is_default = serializers.BooleanField(required=False)
    max_quantity = serializers.IntegerField(min_value=1, max_value=MOST_OF_ONE_OPTION, required=False)


class GroupSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(max_length=Longest.GROUP_NAME)
    code = serializers.CharField(max_length=Longest.CODE, allow_blank=True, required=False)
    options = OptionSerializer(many=True)

    def as_draft(self) -> GroupDraft:
        values = _merged(self, GroupDraft)
        values["options"] = tuple(OptionDraft(**_known(option, OptionDraft)) for option in values.get("options", ()))
        return GroupDraft(**values)


def _merged(serializer: serializers.BaseSerializer[Any], draft: type) -> dict[str, Any]:
    """With PATCH, what is there (a dict) shines through."""
    present = serializer.instance if serializer.partial else {}
    values = {**_known(present or {}, draft), **_known(serializer.validated_data, draft)}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def _known(values: Mapping[str, Any], draft: type) -> dict[str, Any]:
    names: Mapping[str, Any] = draft.__dataclass_fields__  # type: ignore[attr-defined]
    return {name: value for name, value in values.items() if name in names}


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


class EightySixSerializer(serializers.Serializer[Any]):
    item_id = serializers.IntegerField()
    channel = serializers.CharField(max_length=Longest.CONDITION, required=False, allow_blank=True)
    until = serializers.DateTimeField(required=False, allow_null=True)
    reason = serializers.CharField(max_length=Longest.REASON, required=False, allow_blank=True)


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
