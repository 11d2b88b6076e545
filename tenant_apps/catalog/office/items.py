"""The item editor: everything about one dish on one page."""

import hashlib
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comanda.kernel.access import requires
from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.money import exponent
from comanda.kernel.numbers import whole_number
from tenant_apps.catalog.contracts import ItemDraft, Longest, PriceDraft
from tenant_apps.catalog.errors import ItemNotFoundError
from tenant_apps.catalog.models import TAX_CATEGORIES, Item, ModifierGroup
from tenant_apps.catalog.office import item_form, words
from tenant_apps.catalog.office.item_form import ItemForm
from tenant_apps.catalog.office.venue_choice import allowed_venues
from tenant_apps.catalog.selectors.drafts import item_as_dict, items_for_drafts
from tenant_apps.catalog.selectors.editor import list_categories, list_groups, list_not_sold_at, list_price_rules
from tenant_apps.catalog.selectors.makers import list_station_codes
from tenant_apps.catalog.selectors.wording import ALLERGENS, DIETS, HEAT, Word
from tenant_apps.catalog.services.encode_picture import MAX_BYTES
from tenant_apps.catalog.services.save_item import lock_item, save_item
from tenant_apps.catalog.services.save_listings import save_listings
from tenant_apps.catalog.services.save_price_rules import save_price_rules
from tenant_apps.catalog.services.set_picture import set_picture
from tenants.context import current_tenant


@require_http_methods(["GET", "POST"])
@requires("menu.edit")
def edit(request: HttpRequest, item_id: int | None = None) -> HttpResponse:
    item = _find(item_id)
    before = _initial(request, item)
    seen = _mark(before)
    if request.method == "POST":
        form, draft, rules = item_form.read(request.POST)
        seen = request.POST.get("seen") or seen
        saved = _save(request, item_id, form, draft, rules) if draft is not None else None
        if saved is not None:
            messages.success(request, _("“%(name)s” is saved in your draft.") % {"name": form.values["name"]})
            if "again" in request.POST:
                category = form.values["category_id"] or ""
                return redirect(f"{reverse('catalog_office:new_item')}?category={category}")
            return redirect(f"{reverse('catalog_office:menu')}#item-{saved}")
        if "seen" in form.errors:
            item = _find(item_id)
            seen = _mark(_initial(request, item))
        return render(request, "catalog/item.html", _context(request, item, form) | {"seen": seen}, status=422)
    return render(request, "catalog/item.html", _context(request, item, ItemForm(before)) | {"seen": seen})


def _find(item_id: int | None) -> Item | None:
    """None for a dish that is still to be made. Raises ItemNotFoundError."""
    if item_id is None:
        return None
    item: Item | None = items_for_drafts().filter(pk=item_id).first()
    if item is None:
        raise ItemNotFoundError()
    return item


def _mark(values: dict[str, Any]) -> str:
    """Tells whether a dish is still what a page was filled with."""
    return hashlib.sha256(repr(values).encode()).hexdigest()[:32]


def _save(
    request: HttpRequest, item_id: int | None, form: ItemForm, draft: ItemDraft, rules: list[PriceDraft]
) -> int | None:
    """The id, or None with the reasons in the form: all is saved, or nothing."""
    upload = request.FILES.get("picture")
    try:
        with transaction.atomic():
            if item_id is not None:
                _check_seen(request, item_id)
            saved = save_item(item_id=item_id, draft=draft)
            venue_ids = [venue.id for venue in allowed_venues(request)]
            # With one venue the page has no boxes to tick.
            if len(venue_ids) > 1:
                save_listings(item_id=saved, venue_ids=venue_ids, sold_at=form.values["sold_at"])
            save_price_rules(item_id=saved, rules=rules, venue_ids=venue_ids)
            if upload is not None:
                set_picture(item_id=saved, data=upload.read(MAX_BYTES + 1), alt=request.POST.get("alt", ""))
            elif "remove_picture" in request.POST:
                set_picture(item_id=saved, data=None)
    except ValidationFailedError as error:
        form.add_all(error.fields or {"name": [error.message]})
        return None
    return saved


def _check_seen(request: HttpRequest, item_id: int) -> None:
    """Behind the lock, so that of two who save at once the second is told. Raises ValidationFailedError."""
    lock_item(item_id)
    seen = request.POST.get("seen", "")
    if seen and seen != _mark(_initial(request, _find(item_id))):
        said = _("Somebody changed this dish while you did, and yours is not saved yet.")
        raise ValidationFailedError(said, fields={"seen": [said]})


def _initial(request: HttpRequest, item: Item | None) -> dict[str, Any]:
    if item is None:
        category = request.GET.get("category", "")
        return item_form.blank(whole_number(category))
    values = item_as_dict(item)
    currency = current_tenant().currency
    for size in values["sizes"]:
        size["price"] = number_format(size["price"], exponent(currency))
        size["scale"] = "" if size["scale"] == 1 else f"{size['scale'].normalize():f}"
    values["ingredients"] = ", ".join(values["ingredients"])
    values["not_sold_at"] = list_not_sold_at(item_id=item.pk)
    values["choices"] = {
        (str(link["group_id"]), str(choice["option_id"])): {
            "price": "" if choice["price"] is None else number_format(choice["price"], exponent(currency)),
            "default": {True: "yes", False: "no"}.get(choice["is_default"], ""),
        }
        for link in values["groups"]
        for choice in link["choices"]
    }
    values["rules"] = [
        {
            "size": rule.size_id,
            "venue": rule.venue_id,
            "service": rule.service,
            "channel": rule.channel,
            "days": [day for day in range(7) if rule.weekdays >> day & 1],
            "starts": rule.starts_at and rule.starts_at.isoformat("minutes"),
            "ends": rule.ends_at and rule.ends_at.isoformat("minutes"),
            "price": number_format(rule.price, exponent(currency)),
        }
        for rule in list_price_rules(item_id=item.pk, venue_ids=[venue.id for venue in allowed_venues(request)])
    ]
    return values


def _context(request: HttpRequest, item: Item | None, form: ItemForm) -> dict[str, Any]:
    values = form.values
    venues = allowed_venues(request)
    groups = list_groups()
    image = item_as_dict(item)["image"] if item is not None else None
    return {
        "item": item,
        "form": form,
        "longest": Longest,
        "values": values,
        "sizes": _rows(form, "sizes", values["sizes"]),
        "links": [
            {**row, "choices": _choices(row, values["choices"], groups)}
            for row in _rows(form, "groups", values["groups"])
        ],
        "rules": _rows(form, "rules", values["rules"]),
        "picture_url": image["sources"][max(key for key in image["sources"] if key <= 640)] if image else "",
        "categories": list_categories(),
        "groups": groups,
        "venues": venues,
        "sold_at": [
            (
                venue,
                venue.id in values["sold_at"] if "sold_at" in values else venue.id not in values.get("not_sold_at", ()),
            )
            for venue in venues
        ],
        "from_ingredients": _from_ingredients(item),
        "allergens": [
            (code, text, icon, code in values.get("allergens", ())) for code, (text, icon) in ALLERGENS.items()
        ],
        "diets": [(code, text, icon, code in values.get("diets", ())) for code, (text, icon) in DIETS.items()],
        "heat": list(enumerate(HEAT)),
        "tax_categories": TAX_CATEGORIES,
        "services": words.SERVICES.items(),
        "channels": words.CHANNELS.items(),
        "weekdays": list(enumerate(words.WEEKDAYS)),
        "currency": current_tenant().currency,
        "stations": list_station_codes(),
    }


def _choices(
    row: dict[str, Any], stated: dict[tuple[str, str], dict[str, str]], groups: list[ModifierGroup]
) -> list[dict[str, Any]]:
    """The options of a link's group, each with what this dish says of it."""
    decimals = exponent(current_tenant().currency)
    return [
        {
            **stated.get((str(group.pk), str(option.pk)), {"price": "", "default": ""}),
            "group": group.pk,
            "option": option.pk,
            "name": option.item.name,
            "usual": "" if option.price is None else number_format(option.price, decimals),
        }
        for group in groups
        if str(group.pk) == str(row["group_id"])
        for option in group.options.all()
    ]


def _from_ingredients(item: Item | None) -> list[tuple[Word, str, str]]:
    """(allergen, symbol, ingredient) for what comes into the dish with an ingredient."""
    if item is None:
        return []
    return [
        (*ALLERGENS[code], link.ingredient.name)
        for link in item.item_ingredients.all()
        for code in link.ingredient.allergens
        if code in ALLERGENS
    ]


def _rows(form: ItemForm, name: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each with what was refused about it, in one sentence."""
    return [
        {
            **row,
            "problems": " ".join(
                text for key, texts in form.errors.items() if key.startswith(f"{name}.{place}.") for text in texts
            ),
        }
        for place, row in enumerate(rows)
    ]
