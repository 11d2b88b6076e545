"""One line's modifiers, checked against the rules on the link between item and group, and priced."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenant_apps.catalog.contracts import MenuGroup, MenuItem, MenuOption
from tenant_apps.pricing.contracts import BasketModifier, PricedModifier
from tenant_apps.pricing.services.basket_problems import BasketProblems

ZERO = Decimal(0)

Choice = tuple[MenuOption, int]


def choose_modifiers(
    *,
    item: MenuItem,
    chosen: Sequence[BasketModifier],
    sold_out: Collection[int],
    path: str,
    problems: BasketProblems,
) -> tuple[PricedModifier, ...]:
    """In the menu's order of groups. What is wrong lands in `problems` under `path` + `.modifiers`."""
    where = f"{path}.modifiers"
    by_group: dict[int, list[Choice]] = {}
    for modifier in chosen:
        choice = _find(item, modifier, where, problems)
        if choice is None:
            continue
        if choice[0].item_id in sold_out:
            problems.add_sold_out(where, choice[0].name)
        by_group.setdefault(modifier.group_id, []).append(choice)
    priced: list[PricedModifier] = []
    for group in item.groups:
        choices = _together(by_group.get(group.id, []), where, problems)
        _check_count(group, sum(quantity for _option, quantity in choices), where, problems)
        priced.extend(_price(group, choices))
    return tuple(priced)


def _find(item: MenuItem, modifier: BasketModifier, where: str, problems: BasketProblems) -> Choice | None:
    for group in item.groups:
        if group.id != modifier.group_id:
            continue
        for option in group.options:
            if option.id == modifier.option_id:
                if modifier.quantity >= 1:
                    return option, modifier.quantity
                _refuse_quantity(option, where, problems)
                return None
    problems.add(
        where,
        _("Option %(option)s of group %(group)s is not offered with “%(item)s”. Choose from the current menu.")
        % {"option": modifier.option_id, "group": modifier.group_id, "item": item.name},
    )
    return None


def _together(choices: list[Choice], where: str, problems: BasketProblems) -> list[Choice]:
    """An option that is named several times is one choice of so many, and as many as it may be."""
    counts: dict[int, Choice] = {}
    for option, quantity in choices:
        counts[option.id] = (option, quantity + (counts[option.id][1] if option.id in counts else 0))
    for option, quantity in counts.values():
        if quantity > option.max_quantity:
            _refuse_quantity(option, where, problems)
    return list(counts.values())


def _refuse_quantity(option: MenuOption, where: str, problems: BasketProblems) -> None:
    problems.add(
        where,
        _("“%(name)s” can be taken 1 to %(most)s times.") % {"name": option.name, "most": option.max_quantity},
    )


def _check_count(group: MenuGroup, count: int, where: str, problems: BasketProblems) -> None:
    if count < group.minimum:
        message = ngettext(
            "Choose at least %(count)s of “%(group)s”.", "Choose at least %(count)s of “%(group)s”.", group.minimum
        )
        problems.add(where, message % {"count": group.minimum, "group": group.name})
    elif group.maximum is not None and count > group.maximum:
        message = ngettext(
            "Choose at most %(count)s of “%(group)s”.", "Choose at most %(count)s of “%(group)s”.", group.maximum
        )
        problems.add(where, message % {"count": group.maximum, "group": group.name})


def _price(group: MenuGroup, choices: list[Choice]) -> list[PricedModifier]:
    """The cheapest `included` choices are free; an option that is free in part becomes two entries."""
    free = group.included
    if not free:
        return [_entry(group, option, quantity, option.price) for option, quantity in choices]
    priced: list[PricedModifier] = []
    for option, quantity in sorted(choices, key=lambda choice: choice[0].price):
        gratis = min(free, quantity)
        free -= gratis
        if gratis:
            priced.append(_entry(group, option, gratis, ZERO))
        if quantity > gratis:
            priced.append(_entry(group, option, quantity - gratis, option.price))
    return priced


def _entry(group: MenuGroup, option: MenuOption, quantity: int, price: Decimal) -> PricedModifier:
    return PricedModifier(
        group_id=group.id,
        option_id=option.id,
        item_id=option.item_id,
        group_name=group.name,
        name=option.name,
        quantity=quantity,
        unit_price=price,
        allergens=tuple(sorted(option.allergens)),
    )
