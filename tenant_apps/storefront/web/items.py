"""`/v/<venue>/items/<id>/`: one dish with its choices, as a sheet over the menu or as a page of its own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from comanda.kernel.money import exponent, format_money
from comanda.kernel.numbers import whole_number
from tenant_apps.catalog.contracts import Menu, MenuGroup, MenuItem, MenuOption
from tenant_apps.catalog.errors import MenuNotPublishedError
from tenant_apps.catalog.facade import get_menu
from tenant_apps.ordering.contracts import MAX_CART_QUANTITY
from tenant_apps.storefront.web import cards
from tenant_apps.storefront.web.menu import Basis, find_basis
from tenant_apps.storefront.web.page_cache import find_page, keep_page, respond

_LARGE = 640
NOTE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """An option or a size as the sheet shows it. `minor` is its price in the currency's smallest unit."""

    id: int
    name: str
    price: str
    minor: int
    is_default: bool = False
    is_off: bool = False
    contains: str = ""
    many: tuple[int, ...] = ()
    count: int = 1
    """How many of it are chosen, where it may be had more than once."""


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    id: int
    name: str
    minimum: int
    maximum: int | None
    included: int
    kind: str
    rule: str
    free: str
    options: tuple[Choice, ...]


@gzip_page
@require_safe
def show(request: HttpRequest, slug: str, item_id: int) -> HttpResponse:
    """The sheet (asked for by a script) is kept like the menu; the page carries a form token and is drawn each time."""
    try:
        at = find_basis(request, slug)
    except MenuNotPublishedError:
        raise Http404 from None
    if not request.headers.get("HX-Request"):
        return item_page(request, at, item_id)
    key = (*at.key, item_id)
    page = find_page(key=key, basis=at.basis) or keep_page(
        key=key,
        basis=at.basis,
        seconds=at.seconds(),
        draw=lambda: render_to_string("storefront/item_sheet.html", item_context(at, item_id)),
    )
    return respond(request, page)


def item_page(
    request: HttpRequest, at: Basis, item_id: int, *, answers: QueryDict | None = None, problem: str = ""
) -> HttpResponse:
    """The dish as a page; with `answers` as they were given and the `problem` they met, nothing typed is lost."""
    context = item_context(at, item_id)
    context["canonical"] = f"{at.root.rstrip('/')}{context['base']}items/{item_id}/"
    context["problem"] = problem
    if answers is not None:
        menu = get_menu(venue_id=at.venue.id)
        item = menu.items[item_id]
        sizes = _sizes(item, menu.currency, at)
        context |= answered(answers, sizes=sizes, groups=[_group(group, menu, at) for group in item.groups])
    return render(request, "storefront/item.html", context, status=422 if problem else 200)


def item_context(at: Basis, item_id: int) -> dict[str, object]:
    """Raises Http404 for a dish that is not on the menu."""
    menu = get_menu(venue_id=at.venue.id)
    item = menu.items.get(item_id)
    if item is None:
        raise Http404
    base = f"/v/{at.venue.slug}/"
    return {
        "venue": at.venue,
        "base": base,
        "item": item,
        "card": cards.card(
            item=item, base=base, currency=menu.currency, language=at.language, off=at.off, serving=at.serving
        ),
        "picture": cards.picture(item.image, _LARGE),
        "allergens": cards.allergen_marks(cards.all_allergens(item)),
        "sizes": _sizes(item, menu.currency, at),
        "groups": [_group(group, menu, at) for group in item.groups],
        "currency": menu.currency,
        "digits": exponent(menu.currency),
        "language": at.language,
        "quantity_label": _("How many"),
        "off_text": _("Sold out today. Please choose something else."),
    }


def answered(answers: QueryDict, *, sizes: Sequence[Choice], groups: Sequence[ChoiceGroup]) -> dict[str, object]:
    """What the guest had chosen and written, in place of what a dish starts with."""

    def again(option: Choice, chosen: Collection[str]) -> Choice:
        count = whole_number(answers.get(f"q{option.id}", ""))
        return replace(option, is_default=str(option.id) in chosen, count=1 if count is None else count)

    size = answers.get("size", "")
    known = size in {str(choice.id) for choice in sizes}
    quantity = answers.get("quantity", "1")
    return {
        "sizes": tuple(replace(choice, is_default=str(choice.id) == size) if known else choice for choice in sizes),
        "groups": [
            replace(group, options=tuple(again(option, answers.getlist(f"g{group.id}")) for option in group.options))
            for group in groups
        ],
        "note": answers.get("note", "")[:NOTE_LENGTH],
        "quantity": whole_number(quantity, most=MAX_CART_QUANTITY) or 1,
    }


def _minor(amount: Decimal, currency: str) -> int:
    return int(amount.scaleb(exponent(currency)))


def _sizes(item: MenuItem, currency: str, at: Basis) -> tuple[Choice, ...]:
    prices = [at.serving.price(size) for size in item.sizes]
    return tuple(
        Choice(
            size.id,
            size.name or item.name,
            format_money(price, currency, at.language),
            _minor(price, currency),
            is_default=size is item.sizes[0],
        )
        for size, price in zip(item.sizes, prices, strict=True)
    )


def _group(group: MenuGroup, menu: Menu, at: Basis) -> ChoiceGroup:
    single = group.maximum == 1 and group.minimum == 1
    return ChoiceGroup(
        id=group.id,
        name=group.name,
        minimum=group.minimum,
        maximum=group.maximum,
        included=group.included,
        kind="radio" if single else "checkbox",
        rule=_rule(group),
        free=_free(group),
        options=tuple(_option(option, menu, at, single=single) for option in group.options),
    )


def _option(option: MenuOption, menu: Menu, at: Basis, *, single: bool) -> Choice:
    return Choice(
        id=option.id,
        name=option.name,
        price=format_money(option.price, menu.currency, at.language),
        minor=_minor(option.price, menu.currency),
        is_default=option.is_default,
        is_off=option.item_id in at.off,
        contains=", ".join(str(mark.text) for mark in cards.allergen_marks(option.allergens)),
        many=tuple(range(1, option.max_quantity + 1)) if option.max_quantity > 1 and not single else (),
    )


def _rule(group: MenuGroup) -> str:
    if group.maximum is not None and group.minimum == group.maximum:
        return _("Choose %(n)d") % {"n": group.minimum}
    if group.minimum:
        return _("At least %(n)d") % {"n": group.minimum}
    if group.maximum is not None:
        return _("Up to %(n)d") % {"n": group.maximum}
    return _("Optional")


def _free(group: MenuGroup) -> str:
    if not group.included:
        return ""
    return ngettext("%(n)d is included.", "%(n)d are included.", group.included) % {"n": group.included}
