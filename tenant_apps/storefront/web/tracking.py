"""An order as its guest sees it: what is happening, when it will be there, what is still to be done."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from comanda.kernel.clock import now
from comanda.kernel.ids import token
from tenant_apps.ordering.contracts import MONEY_MOVED, OrderInfo, OrderState, PaymentState
from tenant_apps.ordering.facade import guest_may_cancel
from tenant_apps.payments.contracts import AttemptState, Provider
from tenant_apps.payments.facade import decline_sentence, list_attempts
from tenant_apps.pricing.facade import is_tax_included
from tenant_apps.storefront.web.bills import bill_rows, item_rows, say_tax
from tenant_apps.storefront.web.cards import Mark
from tenant_apps.storefront.web.checkout_form import payment_choices
from tenant_apps.storefront.web.places import clock_time
from tenant_apps.storefront.web.route import find_route
from tenant_apps.venues.contracts import ServiceType, VenueInfo
from tenant_apps.venues.facade import get_venue, table_label

S = OrderState
ENDED = {S.DELIVERED, S.REJECTED, S.CANCELLED}
_PATHS: dict[str, tuple[str, ...]] = {
    "pickup": (S.PENDING, S.CONFIRMED, S.PREPARING, S.READY, S.DELIVERED),
    "delivery": (S.PENDING, S.CONFIRMED, S.PREPARING, S.READY, S.OUT_FOR_DELIVERY, S.DELIVERED),
    "dine_in": (S.PENDING, S.CONFIRMED, S.PREPARING, S.READY, S.DELIVERED),
}
_WORDS: dict[str, tuple[str | Promise, str]] = {
    S.PENDING: (gettext_lazy("Order received"), "receipt-text"),
    S.CONFIRMED: (gettext_lazy("Accepted by the venue"), "check"),
    S.PREPARING: (gettext_lazy("In the kitchen"), "chef-hat"),
    S.READY: (gettext_lazy("Ready"), "package-check"),
    S.OUT_FOR_DELIVERY: (gettext_lazy("On its way to you"), "bike"),
    S.DELIVERED: (gettext_lazy("Enjoy your meal"), "party-popper"),
    S.REJECTED: (gettext_lazy("The venue could not take the order"), "circle-x"),
    S.CANCELLED: (gettext_lazy("Cancelled"), "circle-x"),
    S.FAILED: (gettext_lazy("We could not hand it over"), "circle-alert"),
}
_HEADLINES: dict[str, str | Promise] = {
    S.PENDING: gettext_lazy("We have your order"),
    S.CONFIRMED: gettext_lazy("Accepted: we cook soon"),
    S.PREPARING: gettext_lazy("In the kitchen now"),
    S.READY: gettext_lazy("Ready for you"),
    S.OUT_FOR_DELIVERY: gettext_lazy("On its way to you"),
    S.DELIVERED: gettext_lazy("Enjoy your meal"),
    S.REJECTED: gettext_lazy("The venue could not take your order"),
    S.CANCELLED: gettext_lazy("Your order is cancelled"),
    S.FAILED: gettext_lazy("We could not reach you"),
}
_PAYMENTS: dict[str, Mark] = {
    PaymentState.UNPAID: Mark(gettext_lazy("To be paid"), "wallet"),
    PaymentState.PENDING: Mark(gettext_lazy("Payment under way"), "credit-card", "info"),
    PaymentState.ACTION_NEEDED: Mark(gettext_lazy("Payment waits for you"), "credit-card", "warning"),
    PaymentState.AUTHORIZED: Mark(gettext_lazy("Card accepted"), "credit-card", "positive"),
    PaymentState.PAID: Mark(gettext_lazy("Paid"), "check", "positive"),
    PaymentState.FAILED: Mark(gettext_lazy("Payment failed"), "circle-alert", "danger"),
    PaymentState.PARTIALLY_REFUNDED: Mark(gettext_lazy("Partly refunded"), "wallet", "info"),
    PaymentState.REFUNDED: Mark(gettext_lazy("Refunded"), "wallet", "info"),
}
_ETA_LABELS = {
    "pickup": gettext_lazy("Ready about"),
    "delivery": gettext_lazy("At your door about"),
    "dine_in": gettext_lazy("At your table about"),
}


@dataclass(frozen=True, slots=True)
class Step:
    title: str | Promise
    icon: str
    state: str
    at: datetime | None
    note: str = ""


def tracking_context(order: OrderInfo) -> dict[str, object]:
    """Everything on the tracking page, and nothing another guest should not see: the token is the key."""
    venue = get_venue(venue_id=order.venue_id)
    language = get_language() or "en"
    is_moving = order.state not in ENDED and order.state != S.FAILED
    is_here = order.state == S.READY and order.service != ServiceType.DELIVERY
    shows_eta = is_moving and not is_here and not order.awaits_payment
    cards = [choice for choice in payment_choices() if choice[0] != "cash"]
    is_failed = bool(cards) and order.payment_state == PaymentState.FAILED and order.state == S.PENDING
    lines = order.standing_lines
    return {
        "order": order,
        "venue": venue,
        "base": f"/v/{venue.slug}/",
        "headline": _headline(order),
        "steps": steps(order),
        "eta": clock_time(order.due_at, venue, on=now()) if shows_eta and order.due_at else "",
        "eta_label": _ETA_LABELS.get(order.service, ""),
        "pay_url": _pay_url(order),
        "pay_again": is_failed,
        "declined": _declined(order) if is_failed else "",
        "payments": cards,
        "key": token(),
        "items": item_rows(lines, order.currency, language),
        "bill": bill_rows(
            lines, subtotal=order.subtotal, total=order.total, currency=order.currency, language=language
        ),
        "tax_note": say_tax(order.tax, order.currency, language, is_included=is_tax_included(country=venue.country)),
        "payment": _payment(order),
        "can_cancel": guest_may_cancel(order),
        "advice": _advice(order),
        "is_live": order.state not in ENDED,
        "route": find_route(order, venue) if is_moving else None,
        **_where(order, venue),
    }


def steps(order: OrderInfo) -> list[Step]:
    """The path of its kind of order, with the times it was walked; an early end closes the path."""
    walked = {change.state: change.at for change in order.history if change.machine == "order"}
    path = _PATHS.get(order.service, _PATHS["pickup"])
    is_cut = order.state not in path
    reached = [state for state in path if state in walked] if is_cut else list(path[: path.index(order.state) + 1])
    shown = []
    for state in reached if is_cut else path:
        title, icon = _WORDS[state]
        done = state in reached and (is_cut or state != order.state or state == S.DELIVERED)
        at = walked.get(state) if state in reached else None  # a table that orders again walks the path again
        kind = "done" if done else "now" if state == order.state else "next"
        shown.append(Step(title, icon, kind, at))
    if is_cut:
        title, icon = _WORDS[order.state]
        at = walked.get(order.state)
        shown.append(Step(title, icon, "bad", at, order.reason))
    return shown


def _headline(order: OrderInfo) -> str:
    if order.state == S.PENDING and order.payment_state == PaymentState.FAILED:
        return _("The payment did not go through")
    if order.state == S.PENDING and order.awaits_payment:
        return _("Waiting for the payment")
    if order.state == S.READY and order.service == ServiceType.DELIVERY:
        return _("Ready, waiting for the rider")
    if order.state == S.READY and order.service == ServiceType.DINE_IN:
        return _("Ready: it comes to your table")
    return str(_HEADLINES[order.state])


def _advice(order: OrderInfo) -> str:
    """What to do when it ended otherwise than hoped, and what becomes of the money."""
    if order.state == S.FAILED:
        return _("Call the venue: perhaps it can come once more, or wait for you there.")
    if not order.is_called_off:
        return ""
    if order.payment_state not in {*MONEY_MOVED, PaymentState.AUTHORIZED}:
        return _("Nothing was charged.")
    if not _paid_by_card(order):
        return _("Ask the venue for what you paid in cash.")
    return _("What you paid goes back to your card; banks take a few days to show it.")


def _paid_by_card(order: OrderInfo) -> bool:
    """However it was meant to be paid when it was placed."""
    took = {AttemptState.AUTHORIZED, AttemptState.CAPTURED}
    attempts = list_attempts(check_ids=[order.check_id])
    return any(attempt.provider != Provider.CASH and attempt.state in took for attempt in attempts)


def _pay_url(order: OrderInfo) -> str:
    """Where the guest takes the second step, while there is one to take."""
    if order.payment_state != PaymentState.ACTION_NEEDED:
        return ""
    waiting = [a for a in list_attempts(check_ids=[order.check_id]) if a.state == AttemptState.ACTION_NEEDED]
    return f"/pay/{waiting[-1].token}/?next=/orders/{order.token}/" if waiting else ""


def _declined(order: OrderInfo) -> str:
    """Why the last card was not charged."""
    reasons = [c.reason for c in order.history if c.machine == "payment" and c.state == PaymentState.FAILED]
    return decline_sentence(reasons[-1] if reasons else "")


def _payment(order: OrderInfo) -> Mark:
    if order.is_called_off and order.payment_state not in MONEY_MOVED:
        return Mark(_("Nothing to pay"), "check")
    if order.payment_state == PaymentState.UNPAID and order.payment_provider == Provider.CASH:
        return Mark(_("To be paid in cash"), "banknote")
    return _PAYMENTS[order.payment_state]


def _where(order: OrderInfo, venue: VenueInfo) -> dict[str, object]:
    """Where guest and food meet, or met; of an order that was called off, whom to ask."""
    at_venue = [line for line in (venue.name, venue.address, f"{venue.postcode} {venue.city}".strip()) if line]
    is_over = order.state == S.DELIVERED
    if order.is_called_off:
        return {"where_title": _("The venue"), "where": at_venue}
    if order.service == ServiceType.DELIVERY and order.address is not None:
        address = order.address
        lines = [address.street, f"{address.postcode} {address.city}".strip(), address.details]
        title = _("Delivered to") if is_over else _("Where it goes")
        return {"where_title": title, "where": [line for line in lines if line]}
    if order.service == ServiceType.DINE_IN:
        table = table_label(order.table_name)
        title = _("Served at") if is_over else _("Your table")
        return {"where_title": title, "where": [line for line in (table, venue.name) if line]}
    return {"where_title": _("Picked up at") if is_over else _("Pick it up at"), "where": at_venue}


def order_word(state: str) -> tuple[str | Promise, str]:
    """What a state is called for guests, and its icon."""
    return _WORDS[state]
