"""What a guest reads, in the language that is active."""

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comanda.kernel.moments import format_time
from comanda.kernel.money import format_money
from comanda.kernel.origins import origin_of
from shared_apps.mailbox.facade import Letter
from tenant_apps.notifications.contracts import NoticeKind
from tenant_apps.ordering.contracts import OrderInfo, PaymentState
from tenant_apps.pricing.contracts import FROM_THE_MENU
from tenant_apps.pricing.facade import line_name
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import VenueInfo
from tenants.context import current_tenant

_PAID = {PaymentState.PAID, PaymentState.AUTHORIZED, PaymentState.REFUNDED, PaymentState.PARTIALLY_REFUNDED}


def compose_letter(*, order: OrderInfo, kind: str) -> Letter:
    """The letter for one step, with the order's rows where it helps and the way to follow it."""
    venue = venues.get_venue(venue_id=order.venue_id)
    names = {"number": order.reference, "venue": venue.name, "time": _promised(order, venue), "reason": order.reason}
    subject, heading, paragraphs = _words(order, venue, NoticeKind(kind), names)
    is_over = kind in {NoticeKind.REJECTED, NoticeKind.CANCELLED}
    return Letter(
        subject=subject,
        heading=heading,
        paragraphs=tuple(paragraph for paragraph in paragraphs if paragraph),
        button_label=_("See your order") if is_over else _("Follow your order"),
        button_url=tracking_url(order.token),
        rows=_rows(order) if kind == NoticeKind.CONFIRMED else (),
        footnote=_contact(venue),
    )


def tracking_url(token: str) -> str:
    """The guest's page, on the tenant's own host."""
    return f"{origin_of(current_tenant().primary_domain)}/orders/{token}/"


def _words(order: OrderInfo, venue: VenueInfo, kind: NoticeKind, names: dict[str, str]) -> tuple[str, str, list[str]]:
    if kind is NoticeKind.CONFIRMED:
        when = {
            "pickup": _("It will be ready around %(time)s at %(venue)s, %(address)s."),
            "delivery": _("It should be with you around %(time)s."),
        }.get(order.service, "")
        address = ", ".join(part for part in (venue.address, venue.city) if part)
        return (
            _("Order %(number)s is confirmed") % names,
            _("We're on it"),
            [
                _("%(venue)s has accepted your order %(number)s.") % names,
                when % (names | {"address": address}) if names["time"] else "",
            ],
        )
    if kind is NoticeKind.READY:
        return (
            _("Order %(number)s is ready") % names,
            _("Ready for you"),
            [_("Your order %(number)s is waiting at %(venue)s. Say the number at the counter.") % names],
        )
    if kind is NoticeKind.OUT_FOR_DELIVERY:
        return (
            _("Order %(number)s is on its way") % names,
            _("On its way"),
            [_("Your order %(number)s has just left %(venue)s.") % names],
        )
    if kind is NoticeKind.REJECTED:
        return (
            _("Order %(number)s could not be accepted") % names,
            _("We're sorry"),
            [
                _("%(venue)s can't make your order %(number)s this time.") % names,
                _("The reason: %(reason)s") % names if order.reason else "",
                _money_back(order),
            ],
        )
    return (
        _("Order %(number)s was cancelled") % names,
        _("Your order was cancelled"),
        [
            _("Order %(number)s at %(venue)s will not be made.") % names,
            _("The reason: %(reason)s") % names if order.reason else "",
            _money_back(order),
        ],
    )


def _money_back(order: OrderInfo) -> str:
    if order.payment_provider == "cash" and not order.paid:
        return _("You haven't paid anything.")
    if order.payment_state in _PAID or order.paid:
        return _("What you paid goes back the way it came; banks take a few days to show it.")
    return _("Nothing has been charged.")


def _rows(order: OrderInfo) -> tuple[tuple[str, str], ...]:
    language = get_language() or settings.LANGUAGE_CODE
    rows = []
    for line in order.lines:
        if line.is_voided:
            continue
        size = f" ({line.size_name})" if line.size_name else ""
        label = f"{line.quantity} × {line.name}{size}" if line.kind in FROM_THE_MENU else line_name(line)
        rows.append((label, format_money(line.gross, order.currency, language)))
    return (*rows, (_("Total"), format_money(order.total, order.currency, language)))


def _promised(order: OrderInfo, venue: VenueInfo) -> str:
    if order.due_at is None:
        return ""
    language = get_language() or settings.LANGUAGE_CODE
    return format_time(order.due_at, timezone=venue.timezone, country=venue.country, language=language)


def _contact(venue: VenueInfo) -> str:
    if not venue.phone:
        return ""
    return _("Questions? Call %(venue)s on %(phone)s.") % {"venue": venue.name, "phone": venue.phone}
