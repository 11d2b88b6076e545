"""The item editor's form: what was posted becomes a draft; what was refused goes back beside its field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from comanda.kernel.numbers import whole_number, whole_numbers
from comanda.kernel.tabular import parse_amount, split_list
from tenant_apps.catalog.contracts import ChoiceDraft, ItemDraft, LinkDraft, PriceDraft, SizeDraft

BIGGEST_COUNT = 32_767
"""What a count's column holds."""


@dataclass(slots=True)
class ItemForm:
    """`values` as typed (what the page shows again), `errors` by field name, rows by `sizes.0.price`."""

    values: dict[str, Any]
    errors: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_valid(self) -> bool:
        return not self.errors

    def add(self, name: str, problem: str) -> None:
        self.errors.setdefault(name, []).append(problem)

    def add_all(self, fields: Mapping[str, list[Any]]) -> None:
        for name, texts in fields.items():
            for text in texts:
                self.add(name, str(text))


def blank(category_id: int | None) -> dict[str, Any]:
    return {
        "name": "",
        "category_id": category_id,
        "is_active": True,
        "spicy": 0,
        "sizes": [{"id": None, "name": "", "price": "", "code": "", "scale": ""}],
        "groups": [],
        "choices": {},
        "rules": [],
    }


def read(data: QueryDict) -> tuple[ItemForm, ItemDraft | None, list[PriceDraft]]:
    """(the form, the draft, prices that differ); no draft where something can't even be read."""
    form = ItemForm(values=_values(data))
    sizes = tuple(_size(form, place, row) for place, row in enumerate(form.values["sizes"]))
    links = tuple(_link(form, place, row, form.values["choices"]) for place, row in enumerate(form.values["groups"]))
    rules = [_rule(form, place, row) for place, row in enumerate(form.values["rules"])]
    calories = _whole(form, "calories", form.values["calories"])
    if form.errors:
        return form, None, []
    draft = ItemDraft(
        name=form.values["name"],
        category_id=form.values["category_id"],
        description=form.values["description"],
        code=form.values["code"],
        tax_category=form.values["tax_category"],
        station=form.values["station"],
        ingredients=tuple(split_list(form.values["ingredients"])),
        allergens=tuple(form.values["allergens"]),
        diets=tuple(form.values["diets"]),
        spicy=form.values["spicy"],
        calories=calories,
        is_featured=form.values["is_featured"],
        is_active=form.values["is_active"],
        sizes=sizes,
        groups=links,
    )
    return form, draft, [rule for rule in rules if rule is not None]


def _values(data: QueryDict) -> dict[str, Any]:
    category, spicy = data.get("category_id", ""), data.get("spicy", "0")
    names = ("name", "description", "code", "tax_category", "station", "ingredients", "calories")
    return {
        **{name: data.get(name, "").strip() for name in names},
        "category_id": whole_number(category),
        "spicy": whole_number(spicy) or 0,
        "allergens": data.getlist("allergens"),
        "diets": data.getlist("diets"),
        "sold_at": whole_numbers(data.getlist("sold_at")),
        "is_featured": "is_featured" in data,
        "is_active": "is_active" in data,
        "sizes": _rows(data, "size", ("id", "name", "price", "code", "scale"), needs="price"),
        "groups": _rows(data, "group", ("group_id", "minimum", "maximum", "included"), needs="group_id"),
        "choices": {
            (row["group"], row["option"]): row
            for row in _rows(data, "choice", ("group", "option", "price", "default"), needs="option")
        },
        "rules": _rules(data),
    }


def _rules(data: QueryDict) -> list[dict[str, Any]]:
    """A line's days come as boxes `place:day`."""
    names = ("size", "venue", "service", "channel", "starts", "ends", "price")
    ticked = data.getlist("rule-days")
    return [
        {**row, "days": [day for day in range(7) if f"{place}:{day}" in ticked]}
        for place, row in enumerate(_rows(data, "rule", names, needs="price"))
    ]


def _rows(data: QueryDict, prefix: str, names: tuple[str, ...], *, needs: str) -> list[dict[str, str]]:
    """Repeated fields `size-price`, `size-name`… side by side; wholly empty rows are left out."""
    columns = {name: data.getlist(f"{prefix}-{name}") for name in names}
    count = len(columns[needs])
    rows = [
        {name: (values[place] if place < len(values) else "").strip() for name, values in columns.items()}
        for place in range(count)
    ]
    return [row for row in rows if any(row.values())]


def _amount(form: ItemForm, name: str, text: str) -> Decimal:
    try:
        return parse_amount(text)
    except ValueError:
        form.add(name, _("Write a price such as 12.50, or 0 if it is free."))
        return Decimal(0)


def _whole(form: ItemForm, name: str, text: str) -> int | None:
    if not text:
        return None
    number = whole_number(text, most=BIGGEST_COUNT)
    if number is None:
        form.add(name, _("Write a whole number."))
    return number


def _size(form: ItemForm, place: int, row: dict[str, str]) -> SizeDraft:
    price = _amount(form, f"sizes.{place}.price", row["price"])
    scale = _amount(form, f"sizes.{place}.scale", row["scale"]) if row["scale"] else Decimal(1)
    size_id = whole_number(row["id"])
    return SizeDraft(id=size_id, name=row["name"], price=price, code=row["code"], scale=scale)


def _link(
    form: ItemForm, place: int, row: dict[str, str], choices: Mapping[tuple[str, str], dict[str, str]]
) -> LinkDraft:
    own = [choice for (group, _option), choice in choices.items() if group == row["group_id"]]
    return LinkDraft(
        choices=tuple(_choice(form, f"groups.{place}.choices.{number}", one) for number, one in enumerate(own))
        if own
        else None,
        group_id=whole_number(row["group_id"]) or 0,
        minimum=_whole(form, f"groups.{place}.minimum", row["minimum"]) or 0,
        maximum=_whole(form, f"groups.{place}.maximum", row["maximum"]),
        included=_whole(form, f"groups.{place}.included", row["included"]) or 0,
    )


def _choice(form: ItemForm, name: str, row: dict[str, str]) -> ChoiceDraft:
    return ChoiceDraft(
        option_id=whole_number(row["option"]) or 0,
        price=_amount(form, f"{name}.price", row["price"]) if row["price"] else None,
        is_default={"yes": True, "no": False}.get(row["default"]),
    )


def _rule(form: ItemForm, place: int, row: dict[str, Any]) -> PriceDraft | None:
    if not row["price"]:
        form.add(f"rules.{place}.price", _("Write a price, or remove the line."))
        return None
    size_id = whole_number(row["size"])
    if size_id is None:
        form.add(f"rules.{place}.price", _("Save the new size first, then give it other prices."))
        return None
    return PriceDraft(
        size_id=size_id,
        price=_amount(form, f"rules.{place}.price", row["price"]),
        venue_id=whole_number(row["venue"]),
        service=row["service"],
        channel=row["channel"],
        weekdays=sum(1 << day for day in row["days"]),
        starts_at=_time(form, f"rules.{place}.starts", row["starts"]),
        ends_at=_time(form, f"rules.{place}.ends", row["ends"]),
    )


def _time(form: ItemForm, name: str, text: str) -> time | None:
    if not text:
        return None
    try:
        return time.fromisoformat(text)
    except ValueError:
        form.add(name, _("Write an hour such as 17:30."))
        return None
