"""Reading carts: what is in them, at today's prices."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from comanda.kernel.clock import now
from comanda.kernel.errors import DomainError
from tenant_apps.catalog import facade as catalog
from tenant_apps.catalog.contracts import Menu
from tenant_apps.ordering.contracts import CartInfo, CartLineInfo
from tenant_apps.ordering.errors import CartNotFoundError
from tenant_apps.ordering.models import Cart, CartLine
from tenant_apps.pricing.contracts import BasketLine, BasketModifier, PricedBasket
from tenant_apps.pricing.facade import price_basket
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import VenueInfo


def find_cart_row(*, token: str) -> Cart | None:
    return Cart.objects.filter(token=token).first() if token else None


def get_cart_row(*, token: str) -> Cart:
    """Raises CartNotFoundError."""
    cart = find_cart_row(token=token)
    if cart is None:
        raise CartNotFoundError(_("This cart is gone."), remedy=_("Start again from the menu."))
    return cart


def get_cart(*, cart_token: str) -> CartInfo:
    """Two statements. Raises CartNotFoundError."""
    return cart_info(get_cart_row(token=cart_token))


def find_cart(*, cart_token: str) -> CartInfo | None:
    cart = find_cart_row(token=cart_token)
    return cart_info(cart) if cart else None


def basket_line(line: CartLine) -> BasketLine:
    return BasketLine(
        item_id=line.item_id,
        size_id=line.size_id,
        quantity=line.quantity,
        modifiers=tuple(BasketModifier(*chosen) for chosen in line.modifiers),
        note=line.note,
    )


def cart_info(cart: Cart) -> CartInfo:
    """What cannot be ordered as it stands is shown with its reason and left out of the sums."""
    rows = list(CartLine.objects.filter(cart=cart).order_by("pk"))
    venue = venues.get_venue(venue_id=cart.venue_id)
    menu = catalog.get_menu(venue_id=cart.venue_id)
    moment = now()
    off = frozenset(
        entry.item_id
        for entry in catalog.list_eighty_sixed(venue_id=cart.venue_id, channel="web")
        if entry.until is None or entry.until > moment
    )
    lines = [basket_line(row) for row in rows]
    problems = {}
    basket = _price(menu, venue, cart.service, lines, off) if lines else None
    if isinstance(basket, DomainError):
        problems = _by_line(menu, venue, cart.service, lines, off)
        good = [line for index, line in enumerate(lines) if index not in problems]
        basket = _price(menu, venue, cart.service, good, off) if good else None
    priced = iter(basket.lines if isinstance(basket, PricedBasket) else ())
    return CartInfo(
        token=cart.token,
        venue_id=cart.venue_id,
        service=cart.service,
        customer_id=cart.customer_id,
        lines=tuple(
            CartLineInfo(
                id=row.pk,
                item_id=row.item_id,
                size_id=row.size_id,
                quantity=row.quantity,
                modifiers=line.modifiers,
                note=row.note,
                priced=None if index in problems else next(priced),
                problem=problems.get(index, ""),
            )
            for index, (row, line) in enumerate(zip(rows, lines, strict=True))
        ),
        basket=basket if isinstance(basket, PricedBasket) else None,
        currency=menu.currency,
    )


def _price(
    menu: Menu, venue: VenueInfo, service: str, lines: Sequence[BasketLine], off: frozenset[int]
) -> PricedBasket | DomainError:
    try:
        return price_basket(
            menu=menu, venue=venue, service=service, lines=lines, eighty_sixed=off, at=now(), channel="web"
        )
    except DomainError as error:
        return error


def _by_line(
    menu: Menu, venue: VenueInfo, service: str, lines: Sequence[BasketLine], off: frozenset[int]
) -> dict[int, str]:
    """Line index -> why it cannot be ordered, judged one line at a time."""
    problems = {}
    for index, line in enumerate(lines):
        answer = _price(menu, venue, service, [line], off)
        if isinstance(answer, DomainError):
            texts = [str(text) for texts in answer.fields.values() for text in texts]
            problems[index] = " ".join(texts) or str(answer.message)
    return problems
