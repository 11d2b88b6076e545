"""The demo's dishes and choices into the catalog, through the services managers use."""

from decimal import Decimal

from comanda.config.demo.contracts import Choice, Dish, TenantSpec
from tenant_apps.catalog import facade as catalog
from tenant_apps.catalog.contracts import CategoryDraft, GroupDraft, ItemDraft, LinkDraft, OptionDraft, SizeDraft
from tenant_apps.catalog.models import Category, Item


def write_menu(spec: TenantSpec) -> bool:
    """False where the restaurant has a menu already. Dishes that are options of others come first: an option that is on
    the menu is that dish, so that its tax and allergens follow."""
    if Category.objects.exists():
        return False
    offered = {name for choice in spec.choices for name, _price in choice.options}
    later: list[tuple[int, Dish]] = []
    for section in spec.sections:
        draft = CategoryDraft(
            name=section.name, description=section.about, tax_category=section.tax, station=section.station
        )
        category_id = catalog.save_category(draft=draft)
        for dish in section.dishes:
            if dish.name in offered:
                catalog.save_item(draft=_draft(dish, category_id, ()))
            else:
                later.append((category_id, dish))
    on_the_menu = dict(Item.objects.values_list("name", "pk"))
    links = {
        choice.code: _link(catalog.save_group(draft=_group(choice, on_the_menu)), choice) for choice in spec.choices
    }
    for category_id, dish in later:
        catalog.save_item(draft=_draft(dish, category_id, tuple(links[code] for code in dish.groups)))
    return True


def _draft(dish: Dish, category_id: int, links: tuple[LinkDraft, ...]) -> ItemDraft:
    return ItemDraft(
        name=dish.name,
        category_id=category_id,
        description=dish.about,
        sizes=tuple(
            SizeDraft(name=name, price=Decimal(price), scale=Decimal(scale)) for name, price, scale in dish.sizes
        ),
        ingredients=dish.ingredients,
        allergens=dish.allergens,
        diets=dish.diets,
        spicy=dish.spicy,
        calories=dish.calories,
        is_featured=dish.is_featured,
        groups=links,
    )


def _group(choice: Choice, on_the_menu: dict[str, int]) -> GroupDraft:
    return GroupDraft(
        name=choice.name,
        code=choice.code,
        options=tuple(
            OptionDraft(
                item_id=on_the_menu.get(name),
                name=name,
                price=Decimal(price),
                is_default=choice.minimum == 1 and place == 0,
            )
            for place, (name, price) in enumerate(choice.options)
        ),
    )


def _link(group_id: int, choice: Choice) -> LinkDraft:
    return LinkDraft(group_id=group_id, minimum=choice.minimum, maximum=choice.maximum, included=choice.included)
