"""A menu as a file tells it: read, checked and gathered, before anything is compared or written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comanda.kernel.money import exponent
from comanda.kernel.tabular import ReportBuilder, parse_amount, split_list
from tenant_apps.catalog.contracts import MOST_CALORIES, Allergen, Diet, Longest, TaxCategory
from tenant_apps.catalog.selectors.import_fields import ALLERGEN_WORDS
from tenant_apps.catalog.selectors.search import fold


@dataclass(slots=True)
class SizeRow:
    row: int
    name: str
    price: Decimal
    code: str = ""


@dataclass(slots=True)
class ItemRow:
    """Values are those of the columns that were mapped; None: the file has no such column."""

    row: int
    name: str
    code: str = ""
    category: str | None = None
    description: str | None = None
    ingredients: list[str] | None = None
    allergens: list[str] | None = None
    diets: list[str] | None = None
    tax_category: str | None = None
    station: str | None = None
    spicy: int | None = None
    calories: int | None = None
    sizes: list[SizeRow] = field(default_factory=list)
    guessed: set[str] = field(default_factory=set)
    """Fields told from the name: good for a new item, never a reason to change one that is there."""

    @property
    def key(self) -> tuple[str, ...]:
        return (self.code,) if self.code else (fold(self.name), fold(self.category or ""))


class RowChecker:
    """Reads cells; every problem goes into the report with row, column, value and remedy."""

    def __init__(self, *, report: ReportBuilder, currency: str, mapping: dict[str, str], file: str) -> None:
        self._report = report
        self._decimals = exponent(currency)
        self._mapping = mapping
        self._file = file
        self.row = 0

    def error(self, name: str, value: str, problem: str, remedy: str) -> None:
        self._report.error(self.row, self._mapping.get(name, ""), value, problem, remedy, file=self._file)

    def warn(self, name: str, value: str, problem: str, remedy: str) -> None:
        self._report.warn(self.row, self._mapping.get(name, ""), value, problem, remedy, file=self._file)

    def text(self, name: str, value: str, limit: int) -> str:
        if len(value) > limit:
            self.error(
                name,
                value,
                _("The text is longer than %(limit)d characters.") % {"limit": limit},
                _("Shorten it in the file."),
            )
        return value.replace("\0", "")

    def price(self, name: str, value: str) -> Decimal | None:
        if not value:
            self.error(name, value, _("The price is missing."), _("Write a price, or 0 if it is free."))
            return None
        try:
            amount = parse_amount(value)
        except ValueError:
            self.error(name, value, _("This is not a price."), _("Write a number such as 12.50."))
            return None
        if amount < 0 or amount >= 1_000_000:
            self.error(name, value, _("The price is out of range."), _("Write a price between 0 and 999999."))
            return None
        if amount != amount.quantize(Decimal(1).scaleb(-self._decimals)):
            problem = ngettext(
                "Your currency has %(count)d decimal.", "Your currency has %(count)d decimals.", self._decimals
            )
            self.error(name, value, problem % {"count": self._decimals}, _("Round the price in the file."))
            return None
        return amount

    def number(self, name: str, value: str, most: int) -> int | None:
        if not value:
            return None
        try:
            amount = parse_amount(value)
        except ValueError:
            amount = Decimal(-1)
        if not 0 <= amount <= most or amount != int(amount):
            self.error(
                name,
                value,
                _("This is not a number between 0 and %(most)d.") % {"most": most},
                _("Correct the number, or leave the cell empty."),
            )
            return None
        return int(amount)

    def allergens(self, name: str, value: str) -> list[str]:
        words = {fold(word): word for word in split_list(value)}
        found = {ALLERGEN_WORDS[key].value for key in words if key in ALLERGEN_WORDS}
        unknown = [word for key, word in words.items() if key not in ALLERGEN_WORDS and key not in ("-", "none", "no")]
        if unknown:
            self.error(
                name,
                ", ".join(unknown),
                _("This allergen is not one of the fourteen."),
                _("Use these names: %(names)s.") % {"names": ", ".join(allergen.value for allergen in Allergen)},
            )
        return sorted(found)

    def choices(self, name: str, values: Iterable[str], allowed: type[Diet] | type[TaxCategory]) -> list[str]:
        known: dict[str, str] = {fold(choice.value): choice.value for choice in allowed}
        found: list[str] = []
        for value in values:
            key = fold(value).replace(" ", "_").replace("-", "_")
            if key in known:
                found.append(known[key])
            else:
                self.warn(
                    name,
                    value,
                    _("Unknown, so it was left out."),
                    _("Use one of these: %(names)s.") % {"names": ", ".join(known.values())},
                )
        return sorted(set(found))


def gather(
    rows: Iterable[tuple[int, dict[str, str]]], *, checker: RowChecker, with_prices: bool, tick: Callable[[int], None]
) -> list[ItemRow]:
    """One ItemRow per item; rows with the same code (or name and category) are its sizes."""
    items: dict[tuple[str, ...], ItemRow] = {}
    for count, (number, cells) in enumerate(rows, start=1):
        checker.row = number
        item = _item(number, cells, checker)
        if item is None:
            continue
        present = items.setdefault(item.key, item)
        if with_prices:
            price = checker.price("price", cells["price"])
            if price is not None:
                size = SizeRow(
                    number,
                    checker.text("size", cells.get("size", ""), Longest.SIZE_NAME),
                    price,
                    checker.text("size_code", cells.get("size_code", ""), Longest.CODE),
                )
                add_size(present, size, checker)
        elif present is not item:
            checker.error(
                "code" if item.code else "name",
                item.code or item.name,
                _("This item is in the file twice (first in row %(row)d).") % {"row": present.row},
                _("Keep one of the two rows."),
            )
        tick(count)
    return list(items.values())


def add_size(item: ItemRow, size: SizeRow, checker: RowChecker) -> None:
    twin = next((other for other in item.sizes if fold(other.name) == fold(size.name)), None)
    if twin is None:
        item.sizes.append(size)
    elif twin.price == size.price:
        checker.warn(
            "name",
            item.name,
            _("The same item at the same price is in row %(row)d already: it was taken once.") % {"row": twin.row},
            _("Remove one of the two rows."),
        )
    else:
        checker.error(
            "price",
            str(size.price),
            _("“%(item)s” has another price in row %(row)d.") % {"item": item.name, "row": twin.row},
            _("Keep one of the two rows, or give each its own size."),
        )


def _item(number: int, cells: dict[str, str], checker: RowChecker) -> ItemRow | None:
    name = checker.text("name", cells["name"], Longest.ITEM_NAME)
    if not name:
        checker.error("name", "", _("The name is missing."), _("Write the item’s name, or remove the row."))
        return None
    item = ItemRow(number, name, code=checker.text("code", cells.get("code", ""), Longest.CODE))
    if "category" in cells:
        item.category = checker.text("category", cells["category"], Longest.CATEGORY_NAME)
    if "description" in cells:
        item.description = checker.text("description", cells["description"], Longest.DESCRIPTION)
    if "ingredients" in cells:
        item.ingredients = [
            checker.text("ingredients", part, Longest.INGREDIENT_NAME) for part in split_list(cells["ingredients"])
        ]
    if "allergens" in cells:
        item.allergens = checker.allergens("allergens", cells["allergens"])
    if "diets" in cells:
        item.diets = checker.choices("diets", split_list(cells["diets"]), Diet)
    if "tax_category" in cells:
        chosen = checker.choices("tax_category", split_list(cells["tax_category"])[:1], TaxCategory)
        item.tax_category = chosen[0] if chosen else ""
    if "station" in cells:
        item.station = slugify(checker.text("station", cells["station"], Longest.STATION))
    if "spicy" in cells:
        item.spicy = checker.number("spicy", cells["spicy"], 3)
    if "calories" in cells:
        item.calories = checker.number("calories", cells["calories"], MOST_CALORIES)
    return item
