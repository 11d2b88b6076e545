"""The draft of a venue's menu, resolved: every inherited price, tax category, station and rule written out."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from comanda.kernel.money import quantize
from tenant_apps.catalog.contracts import TaxCategory
from tenant_apps.catalog.models import (
    Category,
    GroupLink,
    Item,
    ItemIngredient,
    LinkRule,
    Listing,
    ModifierOption,
    PriceRule,
    Size,
)
from tenant_apps.catalog.selectors.content import Content, picture_content


class MenuDraft:
    """One resolution, ten queries however large the menu. `problems` maps item ids to what must be mended first."""

    def __init__(self, *, venue_id: int, currency: str) -> None:
        self.venue_id = venue_id
        self.currency = currency
        self.problems: dict[int, str] = {}
        self._categories = {category.pk: category for category in Category.objects.all()}
        self._items = {item.pk: item for item in Item.objects.current().select_related("picture")}
        self._sizes = _grouped(Size.objects.all(), "item_id")
        self._rules = _grouped(PriceRule.objects.all(), "size_id")
        self._listings = dict(Listing.objects.filter(venue_id=venue_id).values_list("item_id", "is_sold"))
        self._contents = _grouped(ItemIngredient.objects.select_related("ingredient"), "item_id")
        self._links = _grouped(GroupLink.objects.select_related("group"), "item_id")
        self._options = _grouped(ModifierOption.objects.all(), "group_id")
        self._link_rules = {(rule.link_id, rule.option_id): rule for rule in LinkRule.objects.all()}

    def content(self) -> Content:
        sold: dict[int, list[Item]] = defaultdict(list)
        for item in sorted(self._items.values(), key=lambda item: (item.position, item.pk)):
            if item.category_id is not None and self._is_sold(item):
                sold[item.category_id].append(item)
        shown = self._shown_categories(sold)
        return {
            "currency": self.currency,
            "categories": [
                {
                    "id": category.pk,
                    "name": category.name,
                    "slug": category.slug,
                    "parent_id": category.parent_id,
                    "description": category.description,
                    "item_ids": [item.pk for item in sold[category.pk]],
                }
                for category in shown
            ],
            "items": [self._item(item) for category in shown for item in sold[category.pk]],
        }

    def _is_sold(self, item: Item) -> bool:
        return self._listings.get(item.pk, item.is_active) and all(
            category.is_active for category in self._line(item.category_id)
        )

    def _line(self, category_id: int | None) -> list[Category]:
        """A category and those above it, the nearest first; a circle ends where it closes."""
        line: list[Category] = []
        while category_id is not None and (category := self._categories[category_id]) not in line:
            line.append(category)
            category_id = category.parent_id
        return line

    def _shown_categories(self, sold: dict[int, list[Item]]) -> list[Category]:
        wanted = {above.pk for category_id in list(sold) for above in self._line(category_id)}
        chosen = [self._categories[category_id] for category_id in wanted]
        return sorted(chosen, key=lambda category: (category.position, category.pk))

    def _inherited(self, item: Item, field: str) -> str:
        own: str = getattr(item, field)
        return own or next((value for above in self._line(item.category_id) if (value := getattr(above, field))), "")

    def _allergens(self, item: Item) -> list[str]:
        return sorted(
            {*item.allergens, *(name for row in self._contents[item.pk] for name in row.ingredient.allergens)}
        )

    def _item(self, item: Item) -> Content:
        sizes = self._sizes[item.pk]
        if not sizes:
            self.problems[item.pk] = _("“%(item)s” has no price.") % {"item": item.name}
        return {
            "id": item.pk,
            "name": item.name,
            "slug": item.slug,
            "description": item.description,
            "category_id": item.category_id,
            "tax_category": self._inherited(item, "tax_category") or TaxCategory.FOOD.value,
            "station": self._inherited(item, "station"),
            "ingredients": [row.ingredient.name for row in self._contents[item.pk]],
            "allergens": self._allergens(item),
            "diets": sorted(item.diets),
            "spicy": item.spicy,
            "calories": item.calories,
            "is_featured": item.is_featured,
            "image": picture_content(item.picture, item.name),
            "sizes": [self._size(size) for size in sizes],
            "groups": [group for link in self._links[item.pk] if (group := self._group(item, link))],
        }

    def _size(self, size: Size) -> Content:
        base, services, specials = size.price, {}, []
        rules = [rule for rule in self._rules[size.pk] if rule.venue_id in (None, self.venue_id)]
        for rule in sorted(rules, key=_specificity):
            if rule.channel or rule.has_window:
                specials.append(self._special(rule))
            elif rule.service:
                services[rule.service] = self._money(rule.price)
            else:
                base = rule.price
        return {
            "id": size.pk,
            "name": size.name,
            "code": size.code,
            "price": self._money(base),
            "scale": f"{size.scale.normalize():f}",
            "service_prices": services,
            "special_prices": specials[::-1],
        }

    def _special(self, rule: PriceRule) -> Content:
        return {
            "price": self._money(rule.price),
            "channel": rule.channel,
            "service": rule.service,
            "weekdays": rule.weekdays,
            "starts_at": rule.starts_at and rule.starts_at.isoformat("minutes"),
            "ends_at": rule.ends_at and rule.ends_at.isoformat("minutes"),
        }

    def _money(self, amount: Decimal) -> str:
        return str(quantize(amount, self.currency))

    def _base_price(self, size: Size) -> str:
        price: str = self._size(size)["price"]
        return price

    def _group(self, item: Item, link: GroupLink) -> Content | None:
        options = [found for option in self._options[link.group_id] if (found := self._option(link, option))]
        if sum(option["max_quantity"] for option in options) < link.minimum:
            self.problems[item.pk] = _("“%(item)s” asks for %(count)d of “%(group)s”, which offers fewer.") % {
                "item": item.name,
                "count": link.minimum,
                "group": link.group.name,
            }
        if not options:
            return None
        return {
            "id": link.group_id,
            "name": link.group.name,
            "minimum": link.minimum,
            "maximum": link.maximum,
            "included": link.included,
            "options": options,
        }

    def _option(self, link: GroupLink, option: ModifierOption) -> Content | None:
        item = self._items.get(option.item_id)
        if item is None or not self._listings.get(item.pk, item.is_active):
            return None
        sizes = self._sizes[item.pk]
        size = next((size for size in sizes if size.pk == option.size_id), sizes[0] if sizes else None)
        rule = self._link_rules.get((link.pk, option.pk))
        stated = [price for price in (rule.price if rule else None, option.price) if price is not None]
        if not stated and size is None:
            return None
        return {
            "id": option.pk,
            "item_id": item.pk,
            "name": f"{item.name} ({size.name})" if size and option.size_id and size.name else item.name,
            "price": self._money(stated[0]) if stated else self._base_price(size) if size else "0",
            "is_default": rule.is_default if rule and rule.is_default is not None else option.is_default,
            "tax_category": self._inherited(item, "tax_category"),
            "allergens": self._allergens(item),
            "max_quantity": option.max_quantity,
        }


def _grouped(rows: Iterable[Any], key: str) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups


def _specificity(rule: PriceRule) -> tuple[bool, bool, bool, bool, int]:
    """Hours beat channel, channel beats service, service beats venue."""
    return (rule.has_window, bool(rule.channel), bool(rule.service), rule.venue_id is not None, rule.pk)
