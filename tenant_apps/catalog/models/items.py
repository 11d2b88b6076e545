"""What a chain sells: categories, items, their sizes and what is in them."""

from django.db import models
from django.db.models import Q

from comanda.kernel.money import MoneyField
from tenant_apps.catalog.contracts import HOTTEST, Longest
from tenant_apps.catalog.models.choices import TAX_CATEGORIES
from tenant_apps.catalog.models.pictures import Picture
from tenant_apps.catalog.querysets import ItemQuerySet


class Category(models.Model):
    """A heading of the menu. Tax category and station, where set, go down to its items that say nothing themselves."""

    name = models.CharField(max_length=Longest.CATEGORY_NAME)
    slug = models.SlugField(max_length=90, unique=True)
    description = models.CharField(max_length=Longest.CATEGORY_DESCRIPTION, blank=True)
    # Deleting a heading never deletes dishes or other headings: they move up.
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children")
    position = models.PositiveIntegerField(default=0)
    tax_category = models.CharField(max_length=20, blank=True, choices=TAX_CATEGORIES)
    station = models.CharField(max_length=Longest.STATION, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class Item(models.Model):
    """A dish, a drink, an extra. Without a category it is sold only as an option of others."""

    category = models.ForeignKey(Category, null=True, blank=True, on_delete=models.SET_NULL, related_name="items")
    name = models.CharField(max_length=Longest.ITEM_NAME)
    slug = models.SlugField(max_length=130, unique=True)
    code = models.CharField(max_length=Longest.CODE, blank=True)
    description = models.TextField(max_length=Longest.DESCRIPTION, blank=True)
    position = models.PositiveIntegerField(default=0)
    tax_category = models.CharField(max_length=20, blank=True, choices=TAX_CATEGORIES)
    """Empty: the category's."""
    station = models.CharField(max_length=Longest.STATION, blank=True)
    """Empty: the category's."""
    allergens = models.JSONField(default=list, blank=True)
    """Declared for the item itself; those of its ingredients come on top."""
    diets = models.JSONField(default=list, blank=True)
    spicy = models.PositiveSmallIntegerField(default=0)
    calories = models.PositiveIntegerField(null=True, blank=True)
    is_featured = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    picture = models.ForeignKey(Picture, null=True, blank=True, on_delete=models.SET_NULL, related_name="items")
    ingredients: "models.ManyToManyField[Ingredient, ItemIngredient]" = models.ManyToManyField(
        "Ingredient", through="ItemIngredient", related_name="items"
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = models.Manager.from_queryset(ItemQuerySet)()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="catalog_item_code"),
            models.CheckConstraint(condition=Q(spicy__lte=HOTTEST), name="catalog_item_spicy"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None


class Size(models.Model):
    """A portion with its price; `scale` multiplies the recipe. Where there is only one, it needs no name."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="sizes")
    name = models.CharField(max_length=Longest.SIZE_NAME, blank=True)
    code = models.CharField(max_length=Longest.CODE, blank=True)
    price = MoneyField()
    scale = models.DecimalField(max_digits=8, decimal_places=4, default=1)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "name"], name="catalog_size_name"),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="catalog_size_code"),
            models.CheckConstraint(condition=Q(price__gte=0), name="catalog_size_price"),
            models.CheckConstraint(condition=Q(scale__gt=0), name="catalog_size_scale"),
        ]

    def __str__(self) -> str:
        return self.name


class Ingredient(models.Model):
    """Something dishes are made of; its allergens reach every dish that contains it."""

    name = models.CharField(max_length=Longest.INGREDIENT_NAME, unique=True)
    allergens = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ItemIngredient(models.Model):
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="item_ingredients")
    ingredient = models.ForeignKey(Ingredient, on_delete=models.PROTECT, related_name="item_ingredients")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["item", "ingredient"], name="catalog_item_ingredient")]
