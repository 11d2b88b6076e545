"""`/v/<venue>/cart/`: the basket, beside the menu and as a page; things go in, change and go out."""

import json
from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from comanda.kernel.errors import DomainError
from comanda.kernel.money import format_money
from comanda.kernel.numbers import whole_number, whole_numbers
from tenant_apps.catalog.contracts import MenuItem
from tenant_apps.catalog.facade import get_menu
from tenant_apps.ordering.contracts import MAX_CART_QUANTITY, CartInfo
from tenant_apps.ordering.facade import add_to_cart, change_line, find_order
from tenant_apps.pricing.contracts import BasketLine, BasketModifier, LineKind
from tenant_apps.storefront.web.bills import basket_rows
from tenant_apps.storefront.web.guest import find_basket, open_basket, remember_basket
from tenant_apps.storefront.web.items import NOTE_LENGTH, item_page
from tenant_apps.storefront.web.menu import find_basis
from tenant_apps.storefront.web.places import get_shown_venue, list_ways, say_fees
from tenant_apps.storefront.web.reorder import lines_again
from tenant_apps.storefront.web.serving import Serving, find_serving, remember_serving
from tenant_apps.venues.contracts import VenueInfo
from tenant_apps.venues.facade import table_label


@require_safe
@ensure_csrf_cookie
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The column beside the menu for scripts, the page for everybody else. Also sets the cookie forms need."""
    venue = get_shown_venue(slug)
    serving = find_serving(request, venue)
    cart = find_basket(request, venue, serving)
    template = "storefront/basket.html" if request.headers.get("HX-Request") else "storefront/basket_page.html"
    response = render(request, template, _context(venue, serving, cart))
    response["Cache-Control"] = "no-store"
    if "service" in request.GET:
        remember_serving(request, response, venue, serving)
    if cart is not None:
        remember_basket(request, response, venue, cart.token)
    return response


@require_POST
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """A dish with its choices. Answers scripts with a word and an undo, forms with the basket."""
    venue = get_shown_venue(slug)
    menu = get_menu(venue_id=venue.id)
    item = menu.items.get(_number(request.POST, "item"))
    if item is None:
        return _refuse(request, venue, _("That dish is no longer on the menu. Reload the page."))
    serving = find_serving(request, venue)
    cart = open_basket(request, venue, serving)
    before = {line.id: line.quantity for line in cart.lines}
    try:
        cart = add_to_cart(cart_token=cart.token, line=_line(item, request.POST), channel=serving.channel)
    except DomainError as error:
        if request.headers.get("HX-Request"):
            return _refuse(request, venue, _in_words(error))
        return item_page(request, find_basis(request, slug), item.id, answers=request.POST, problem=_in_words(error))
    if not request.headers.get("HX-Request"):
        response: HttpResponse = HttpResponseRedirect(f"/v/{slug}/")
    else:
        changed = next(line for line in cart.lines if line.quantity != before.get(line.id, 0))
        undo = f"/v/{slug}/cart/lines/{changed.id}/?quantity={before.get(changed.id, 0)}"
        response = _tell(_("%(name)s is in your basket.") % {"name": item.name}, undo=undo)
    remember_basket(request, response, venue, cart.token)
    return response


@require_POST
def change(request: HttpRequest, slug: str, line_id: int) -> HttpResponse:
    """More, less or none (`quantity=0`) of a line."""
    venue = get_shown_venue(slug)
    data = request.POST if "quantity" in request.POST else request.GET
    serving = find_serving(request, venue)
    cart = open_basket(request, venue, serving)
    try:
        cart = change_line(
            cart_token=cart.token,
            line_id=line_id,
            quantity=min(_number(data, "quantity"), MAX_CART_QUANTITY),
            channel=serving.channel,
        )
    except DomainError as error:
        return _refuse(request, venue, _in_words(error))
    if request.headers.get("HX-Target") == "basket":
        template = "storefront/basket_body.html" if request.POST.get("view") == "page" else "storefront/basket.html"
        response = render(request, template, {**_context(venue, serving, cart), "view": "page"})
    elif request.headers.get("HX-Request"):
        response = HttpResponse(status=204, headers={"HX-Trigger": json.dumps({"cart:changed": True})})
    else:
        response = HttpResponseRedirect(f"/v/{slug}/cart/")
    remember_basket(request, response, venue, cart.token)
    return response


@require_POST
def again(request: HttpRequest, slug: str) -> HttpResponse:
    """The dishes of an earlier order (`order`: its token), as far as today's menu has them."""
    venue = get_shown_venue(slug)
    order = find_order(token=request.POST.get("order", ""))
    if order is None or order.venue_id != venue.id:
        raise Http404
    serving = find_serving(request, venue)
    cart = open_basket(request, venue, serving)
    wanted = sum(line.kind == LineKind.ITEM for line in order.standing_lines)
    added = 0
    for line in lines_again(order):
        try:
            cart = add_to_cart(cart_token=cart.token, line=line, channel=serving.channel)
        except DomainError:
            continue  # not to be had today: said below
        added += 1
    if missing := wanted - added:
        said = ngettext(
            "%(n)d dish of that order is not to be had today.",
            "%(n)d dishes of that order are not to be had today.",
            missing,
        )
        messages.warning(request, said % {"n": missing})
    response = HttpResponseRedirect(f"/v/{slug}/cart/")
    remember_basket(request, response, venue, cart.token)
    return response


def _line(item: MenuItem, data: QueryDict) -> BasketLine:
    """What the form says, checked by the pricing of the basket. Unknown options are refused there."""
    modifiers = tuple(
        BasketModifier(group.id, chosen, max(1, _number(data, f"q{chosen}")))
        for group in item.groups
        for chosen in whole_numbers(data.getlist(f"g{group.id}"))
    )
    return BasketLine(
        item_id=item.id,
        size_id=_number(data, "size") or None,
        quantity=max(1, min(_number(data, "quantity"), MAX_CART_QUANTITY)),
        modifiers=modifiers,
        note=data.get("note", "").strip()[:NOTE_LENGTH],
    )


def _number(data: Mapping[str, object], name: str) -> int:
    return whole_number(str(data.get(name, ""))) or 0


def _context(venue: VenueInfo, serving: Serving, cart: CartInfo | None) -> dict[str, object]:
    language = get_language() or "en"
    names = {item.id: item.name for item in get_menu(venue_id=venue.id).items.values()} if cart else {}
    return {
        "venue": venue,
        "base": f"/v/{venue.slug}/",
        "cart": cart,
        "table": serving.table,
        "table_label": table_label(serving.table.name) if serving.table else "",
        "ways": list_ways(venue=venue, serving=serving, language=language),
        "lines": basket_rows(cart, names, language) if cart else (),
        "fees": say_fees(venue=venue, serving=serving, subtotal=cart.subtotal, language=language) if cart else (),
        "before": _before(cart, language) if cart else "",
    }


def _before(cart: CartInfo, language: str) -> str:
    if cart.subtotal_before is None:
        return ""
    amount = format_money(cart.subtotal_before, cart.currency, language)
    return _("Prices have changed since you chose: all of it was %(amount)s.") % {"amount": amount}


def _in_words(error: DomainError) -> str:
    said = [str(text) for texts in error.fields.values() for text in texts]
    return " ".join(said) or error.sentence()


def _tell(message: str, *, undo: str = "", level: str = "info", status: int = 204) -> HttpResponse:
    events = {"cart:changed": True, "toast": {"message": message, "undo": undo, "level": level}}
    return HttpResponse(status=status, headers={"HX-Trigger": json.dumps(events)})


def _refuse(request: HttpRequest, venue: VenueInfo, message: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return _tell(message, level="danger", status=422)
    return render(
        request,
        "storefront/refused.html",
        {"venue": venue, "base": f"/v/{venue.slug}/", "message": message},
        status=422,
    )
