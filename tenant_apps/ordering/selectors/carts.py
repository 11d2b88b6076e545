"""Reading carts: what is in them, at today's prices."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from comanda.kernel.clock import now
from comanda.kernel.errors import DomainError
from tenant_apps.catalog import facade as catalog
from tenant_apps.catalog.contracts import Menu
from tenant_apps.ordering.contracts import CartInfo, CartLineInfo
from tenant_apps.ordering.errors import CartNotFoundError
from tenant_apps.ordering.models import Cart, CartLine
from tenant_apps.ordering.selectors.guest_channel import guest_channel
from tenant_apps.pricing.contracts import BasketLine, BasketModifier, PricedBasket
from tenant_apps.pricing.facade import list_dishes, price_basket
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


def get_cart(*, cart_token: str, channel: str = "web") -> CartInfo:
    """Two statements. Raises CartNotFoundError."""
    return cart_info(get_cart_row(token=cart_token), channel=channel)


def find_cart(*, cart_token: str, service: str = "", channel: str = "web") -> CartInfo | None:
    """Priced for its own service, or for `service` where one is given."""
    cart = find_cart_row(token=cart_token)
    return cart_info(cart, service=service, channel=channel) if cart else None


def basket_line(line: CartLine) -> BasketLine:
    return BasketLine(
        item_id=line.item_id,
        size_id=line.size_id,
        quantity=line.quantity,
        modifiers=tuple(BasketModifier(*chosen) for chosen in line.modifiers),
        note=line.note,
    )


def cart_info(cart: Cart, *, service: str = "", channel: str = "web") -> CartInfo:
    """What cannot be ordered as it stands is shown with its reason and left out of the sums.

    Prices are those of `service` (empty: the cart's own) on `channel`, at this hour.
    """
    service = service or cart.service
    channel = guest_channel(channel=channel, service=service)
    rows = list(CartLine.objects.filter(cart=cart).order_by("pk"))
    venue = venues.get_venue(venue_id=cart.venue_id)
    menu = catalog.get_menu(venue_id=cart.venue_id)
    moment = now()
    off = frozenset(
        entry.item_id
        for entry in catalog.list_eighty_sixed(venue_id=cart.venue_id, channel=channel)
        if entry.until is None or entry.until > moment
    )
    sale = _Sale(menu, venue, service, channel, off, moment)
    lines = [basket_line(row) for row in rows]
    problems = {}
    basket = _price(sale, lines) if lines else None
    if isinstance(basket, DomainError):
        problems = _by_line(sale, lines)
        good = [line for index, line in enumerate(lines) if index not in problems]
        basket = _price(sale, good) if good else None
    before = _subtotal_on(cart.menu_snapshot_id, sale, basket, lines) if not problems else None
    dishes = iter(list_dishes(basket.lines) if isinstance(basket, PricedBasket) else ())
    sold = [None if index in problems else next(dishes) for index in range(len(rows))]
    return CartInfo(
        token=cart.token,
        venue_id=cart.venue_id,
        service=sale.service,
        customer_id=cart.customer_id,
        lines=tuple(
            CartLineInfo(
                id=row.pk,
                item_id=row.item_id,
                size_id=row.size_id,
                quantity=row.quantity,
                modifiers=line.modifiers,
                note=row.note,
                priced=dish.line if dish else None,
                problem=problems.get(index, ""),
                options=dish.options if dish else (),
            )
            for index, (row, line, dish) in enumerate(zip(rows, lines, sold, strict=True))
        ),
        basket=basket if isinstance(basket, PricedBasket) else None,
        currency=menu.currency,
        subtotal_before=before,
    )


@dataclass(frozen=True, slots=True)
class _Sale:
    """What all lines of one cart are priced by."""

    menu: Menu
    venue: VenueInfo
    service: str
    channel: str
    off: frozenset[int]
    moment: datetime


def _price(sale: _Sale, lines: Sequence[BasketLine]) -> PricedBasket | DomainError:
    try:
        return price_basket(
            menu=sale.menu,
            venue=sale.venue,
            service=sale.service,
            lines=lines,
            eighty_sixed=sale.off,
            at=sale.moment,
            channel=sale.channel,
        )
    except DomainError as error:
        return error


def _subtotal_on(
    snapshot_id: int | None, sale: _Sale, basket: PricedBasket | DomainError | None, lines: Sequence[BasketLine]
) -> Decimal | None:
    """Of an earlier menu, in today's circumstances; None where it is the same menu, or came to the same."""
    if snapshot_id in {None, sale.menu.snapshot_id} or not isinstance(basket, PricedBasket):
        return None
    try:
        earlier = _price(replace(sale, menu=catalog.get_snapshot(snapshot_id=snapshot_id)), lines)
    except DomainError:
        return None
    if not isinstance(earlier, PricedBasket) or earlier.subtotal == basket.subtotal:
        return None
    return earlier.subtotal


def _by_line(sale: _Sale, lines: Sequence[BasketLine]) -> dict[int, str]:
    """Line index -> why it cannot be ordered, judged one line at a time."""
    problems = {}
    for index, line in enumerate(lines):
        answer = _price(sale, [line])
        if isinstance(answer, DomainError):
            texts = [str(text) for texts in answer.fields.values() for text in texts]
            problems[index] = " ".join(texts) or str(answer.message)
    return problems
