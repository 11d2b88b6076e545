"""Choices: groups of options that are items themselves; the rules live on the link between an item and a group.

Half-and-half and combos fit in: a group of whole pizzas with minimum and maximum two, a group per course of a combo.
"""

from django.db import models
from django.db.models import F, Q

from comanda.kernel.money import MoneyField
from tenant_apps.catalog.contracts import Longest
from tenant_apps.catalog.models.items import Item, Size


class ModifierGroup(models.Model):
    """A named set of options, shared by as many items as want it."""

    name = models.CharField(max_length=Longest.GROUP_NAME)
    """What the guest reads, such as “Choose your dough”."""
    code = models.CharField(max_length=Longest.CODE, blank=True)
    position = models.PositiveIntegerField(default=0)
    items = models.ManyToManyField(Item, through="GroupLink", related_name="groups")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="catalog_group_code"),
        ]

    def __str__(self) -> str:
        return self.name


class ModifierOption(models.Model):
    """One choice: a reference to an item, so that price, tax, allergens, stock and recipe follow it."""

    group = models.ForeignKey(ModifierGroup, on_delete=models.CASCADE, related_name="options")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="used_as_options")
    # A size that goes away leaves the option standing, on the item's first size.
    size = models.ForeignKey(Size, null=True, blank=True, on_delete=models.SET_NULL, related_name="used_as_options")
    price = MoneyField(null=True, blank=True)
    """NULL: the item's own price; 0: free."""
    is_default = models.BooleanField(default=False)
    max_quantity = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["group", "item", "size"], name="catalog_option_item", nulls_distinct=False),
            models.CheckConstraint(condition=Q(price__gte=0), name="catalog_option_price"),
            models.CheckConstraint(condition=Q(max_quantity__gte=1), name="catalog_option_quantity"),
        ]


class GroupLink(models.Model):
    """How one item offers one group."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="group_links")
    group = models.ForeignKey(ModifierGroup, on_delete=models.CASCADE, related_name="links")
    minimum = models.PositiveSmallIntegerField(default=0)
    maximum = models.PositiveSmallIntegerField(null=True, blank=True)
    """NULL: no limit."""
    included = models.PositiveSmallIntegerField(default=0)
    """Choices that are free before prices count, cheapest first."""
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "group"], name="catalog_link_item_group"),
            models.CheckConstraint(
                condition=Q(maximum__isnull=True) | Q(maximum__gte=F("minimum")) & Q(maximum__gte=1),
                name="catalog_link_limits",
            ),
        ]


class LinkRule(models.Model):
    """What one option is on one item, where that differs from the group: NULL inherits."""

    link = models.ForeignKey(GroupLink, on_delete=models.CASCADE, related_name="rules")
    option = models.ForeignKey(ModifierOption, on_delete=models.CASCADE, related_name="rules")
    price = MoneyField(null=True, blank=True)
    is_default = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link", "option"], name="catalog_rule_link_option"),
            models.CheckConstraint(condition=Q(price__gte=0), name="catalog_rule_price"),
        ]
