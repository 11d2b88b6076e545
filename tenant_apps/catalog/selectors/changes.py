"""What a publication would change, in words: the difference between a snapshot and the draft."""

from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comanda.kernel.money import format_money
from tenant_apps.catalog.contracts import MenuChange
from tenant_apps.catalog.selectors.content import Content

_WORDS: dict[str, Callable[[], str]] = {
    "name": lambda: _("name"),
    "description": lambda: _("description"),
    "tax_category": lambda: _("tax category"),
    "station": lambda: _("station"),
    "ingredients": lambda: _("ingredients"),
    "allergens": lambda: _("allergens"),
    "diets": lambda: _("diets"),
    "spicy": lambda: _("spiciness"),
    "calories": lambda: _("calories"),
    "is_featured": lambda: _("featured"),
    "image": lambda: _("picture"),
    "groups": lambda: _("choices"),
}


def list_changes(*, before: Content | None, after: Content, language: str) -> tuple[MenuChange, ...]:
    """Readable lines, items in menu order, then headings. Nothing published before: everything is new."""
    if before is None:
        before = {"items": [], "categories": [], "currency": after["currency"]}
    old = {row["id"]: row for row in before["items"]}
    new = {row["id"]: row for row in after["items"]}
    headings = {row["id"]: row["name"] for row in [*before["categories"], *after["categories"]]}
    lines: list[MenuChange] = []
    for item_id, row in new.items():
        if item_id not in old:
            lines.append(MenuChange("added", row["name"], headings.get(row["category_id"], ""), item_id))
        else:
            lines.extend(_item_lines(old[item_id], row, after["currency"], headings, language))
    lines.extend(MenuChange("removed", row["name"], "", row["id"]) for key, row in old.items() if key not in new)
    lines.extend(_heading_lines(before["categories"], after["categories"]))
    return tuple(lines)


def _item_lines(old: Content, new: Content, currency: str, headings: dict[int, str], language: str) -> list[MenuChange]:
    lines = [
        MenuChange("price", new["name"], detail, new["id"])
        for detail in _price_details(old["sizes"], new["sizes"], currency, language)
    ]
    if old["category_id"] != new["category_id"]:
        lines.append(MenuChange("moved", new["name"], headings.get(new["category_id"], ""), new["id"]))
    changed = [word() for key, word in _WORDS.items() if old[key] != new[key]]
    if changed:
        lines.append(MenuChange("changed", new["name"], ", ".join(changed), new["id"]))
    return lines


def _price_details(old: list[Content], new: list[Content], currency: str, language: str) -> list[str]:
    before = {size["id"]: size for size in old}
    details: list[str] = []

    def money(text: str) -> str:
        return format_money(Decimal(text), currency, language)

    for size in new:
        label = f"{size['name']}: " if size["name"] else ""
        past = before.pop(size["id"], None)
        if past is None:
            details.append(_("%(size)snew at %(price)s") % {"size": label, "price": money(size["price"])})
        elif past["price"] != size["price"]:
            details.append(f"{label}{money(past['price'])} → {money(size['price'])}")
        elif _without_price(past) != _without_price(size):
            details.append(f"{label}{_('size, service or hourly prices')}")
    details.extend(_("%(size)s no longer offered") % {"size": size["name"]} for size in before.values())
    return details


def _without_price(size: Content) -> Content:
    return {key: value for key, value in size.items() if key != "price"}


def _heading_lines(old: list[Content], new: list[Content]) -> list[MenuChange]:
    before = {row["id"]: row for row in old}
    after = {row["id"]: row for row in new}
    lines = [MenuChange("added", row["name"], _("heading")) for key, row in after.items() if key not in before]
    lines += [MenuChange("removed", row["name"], _("heading")) for key, row in before.items() if key not in after]
    for key in before.keys() & after.keys():
        if any(before[key][name] != after[key][name] for name in ("name", "slug", "description", "parent_id")):
            lines.append(MenuChange("changed", after[key]["name"], _("heading")))
        kept = [item for item in after[key]["item_ids"] if item in before[key]["item_ids"]]
        if kept != [item for item in before[key]["item_ids"] if item in after[key]["item_ids"]]:
            count = len(kept)
            words = ngettext("new order of %(count)d item", "new order of %(count)d items", count) % {"count": count}
            lines.append(MenuChange("moved", after[key]["name"], words))
    kept_headings = [key for key in after if key in before]
    if kept_headings != [key for key in before if key in after]:
        lines.append(MenuChange("moved", _("Headings"), _("new order")))
    return lines
