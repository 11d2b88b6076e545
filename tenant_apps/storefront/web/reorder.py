"""An order's dishes as they would be chosen today: found by what they are, never by yesterday's prices."""

from tenant_apps.catalog.contracts import Menu, MenuItem
from tenant_apps.catalog.facade import get_menu
from tenant_apps.ordering.contracts import LineInfo, OrderInfo
from tenant_apps.pricing.contracts import BasketLine, BasketModifier, LineKind


def lines_again(order: OrderInfo) -> tuple[BasketLine, ...]:
    """Lines for the basket; dishes that left the menu are left out, choices too."""
    menu = get_menu(venue_id=order.venue_id)
    found = (_again(line, menu) for line in order.standing_lines if line.kind == LineKind.ITEM)
    return tuple(line for line in found if line is not None)


def _again(line: LineInfo, menu: Menu) -> BasketLine | None:
    item = menu.items.get(line.item_id or 0)
    if item is None:
        return None
    size = item.size(line.size_id) or item.sizes[0]
    return BasketLine(
        item_id=item.id, size_id=size.id, quantity=line.quantity, modifiers=_choices(line, item), note=line.note
    )


def _choices(line: LineInfo, item: MenuItem) -> tuple[BasketModifier, ...]:
    """By the names of group and option: the order keeps names, ids may have changed since."""
    wanted: dict[tuple[str, str], int] = {}
    for modifier in line.modifiers:
        key = (modifier.group_name, modifier.name)
        wanted[key] = wanted.get(key, 0) + modifier.quantity
    return tuple(
        BasketModifier(group.id, option.id, wanted[group.name, option.name])
        for group in item.groups
        for option in group.options
        if (group.name, option.name) in wanted
    )
