"""Groups of choices: doughs, sides, extras. Their options are items, found or made by name."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comanda.kernel.access import access_of, requires
from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.money import exponent
from comanda.kernel.numbers import whole_number
from tenant_apps.catalog.contracts import GroupDraft, Longest, OptionDraft
from tenant_apps.catalog.models import ModifierGroup
from tenant_apps.catalog.office.edits import amount_of
from tenant_apps.catalog.selectors.editor import get_group, items_by_name, list_groups, list_item_names
from tenant_apps.catalog.selectors.search import fold
from tenant_apps.catalog.services.delete_group import delete_group
from tenant_apps.catalog.services.save_group import save_group
from tenants.context import current_tenant


@require_GET
@requires("menu.view")
def groups(request: HttpRequest) -> HttpResponse:
    access = access_of(request)
    context = {"groups": list_groups(), "may_edit": access.can("menu.edit"), "currency": current_tenant().currency}
    return render(request, "catalog/groups.html", context)


@require_http_methods(["GET", "POST"])
@requires("menu.edit")
def edit(request: HttpRequest, group_id: int | None = None) -> HttpResponse:
    group = get_group(group_id=group_id) if group_id else None
    errors: dict[str, list[str]] = {}
    values = _posted(request) if request.method == "POST" else _present(group)
    if request.method == "POST":
        try:
            save_group(group_id=group_id, draft=_draft(values, group))
        except ValidationFailedError as error:
            errors = {name: [str(text) for text in texts] for name, texts in error.fields.items()}
        else:
            messages.success(request, _("“%(name)s” is saved in your draft.") % {"name": values["name"]})
            return redirect("catalog_office:groups")
    for place, option in enumerate(values["options"]):
        option["problems"] = " ".join(
            text for key, texts in errors.items() if key.startswith(f"options.{place}.") for text in texts
        )
    context = {
        "group": group,
        "values": values,
        "errors": errors,
        "known": list_item_names(),
        "longest": Longest,
        "currency": current_tenant().currency,
    }
    return render(request, "catalog/group.html", context, status=422 if errors else 200)


@require_POST
@requires("menu.edit")
def delete(request: HttpRequest, group_id: int) -> HttpResponse:
    delete_group(group_id=group_id)
    messages.success(request, _("The group is gone; its options stay in your catalog."))
    return redirect("catalog_office:groups")


def _present(group: ModifierGroup | None) -> dict[str, Any]:
    if group is None:
        return {"name": "", "options": [{"name": "", "price": "", "is_default": False, "max_quantity": 1}]}
    currency = current_tenant().currency
    return {
        "name": group.name,
        "options": [
            {
                "name": option.item.name,
                "price": "" if option.price is None else number_format(option.price, exponent(currency)),
                "own": next((number_format(s.price, exponent(currency)) for s in option.item.sizes.all()), ""),
                "is_default": option.is_default,
                "max_quantity": option.max_quantity,
            }
            for option in group.options.all()
        ],
    }


def _posted(request: HttpRequest) -> dict[str, Any]:
    data = request.POST
    names, prices, most = (data.getlist(f"option-{name}") for name in ("name", "price", "max"))
    chosen = set(data.getlist("option-default"))
    return {
        "name": data.get("name", ""),
        "options": [
            {
                "name": name.strip(),
                "price": price.strip(),
                "is_default": str(place) in chosen,
                "max_quantity": quantity.strip() or "1",
            }
            for place, (name, price, quantity) in enumerate(zip(names, prices, most, strict=False))
            if name.strip() or price.strip()
        ],
    }


def _draft(values: dict[str, Any], group: ModifierGroup | None) -> GroupDraft:
    """Names that are known become references; the options a group has keep their items and sizes."""
    own = {fold(option.item.name): option for option in group.options.all()} if group else {}
    items = items_by_name()
    options: list[OptionDraft] = []
    for place, row in enumerate(values["options"]):
        price = amount_of(row["price"], f"options.{place}.price") if row["price"] else None
        quantity = whole_number(str(row["max_quantity"])) or 0
        option = OptionDraft(name=row["name"], price=price, is_default=row["is_default"], max_quantity=quantity)
        mine = own.get(fold(row["name"]))
        if mine is not None:
            option = replace(option, item_id=mine.item_id, size_id=mine.size_id)
        else:
            option = replace(option, item_id=items.get(fold(row["name"])))
        options.append(option)
    return GroupDraft(name=values["name"], options=tuple(options), code=group.code if group else "")
