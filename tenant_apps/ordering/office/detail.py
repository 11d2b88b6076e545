"""One order: what it holds, what it cost, what was paid, what happened. And its receipt."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from comanda.kernel.access import access_of, check, requires
from comanda.kernel.actors import staff_actor
from comanda.kernel.clock import now, zone
from comanda.kernel.errors import DomainError, NotFoundError
from comanda.kernel.money import exponent, quantize
from comanda.kernel.tabular import parse_amount
from shared_apps.accounts.facade import user_id_of
from tenant_apps.ordering import facade
from tenant_apps.ordering.contracts import LineInfo, OrderInfo
from tenant_apps.ordering.office.cards import order_card
from tenant_apps.ordering.office.scope import find_scope
from tenant_apps.ordering.office.sums import tax_totals
from tenant_apps.ordering.office.wording import (
    ENTRIES,
    PROVIDERS,
    attempt_words,
    describe_actor,
    state_sign,
)
from tenant_apps.ordering.selectors.ledger import list_given, list_ledger
from tenant_apps.ordering.selectors.payments import list_refunds_of
from tenant_apps.payments.facade import decline_text
from tenant_apps.pricing.contracts import FROM_THE_MENU
from tenant_apps.pricing.facade import line_name
from tenant_apps.team import facade as team
from tenant_apps.venues import facade as venues

VIEW, REFUND, MANAGE = "orders.view", "payments.refund", "orders.manage"


@require_GET
@requires(VIEW)
def detail(request: HttpRequest, order_id: int) -> HttpResponse:
    order = _get(request, order_id)
    names = {member.user_id: member.name for member in team.list_staff() if member.user_id is not None}
    access = access_of(request)
    attempts = facade.list_payments(order_id=order.id)
    refundable = sum((found.left for found in attempts), Decimal(0))
    scope = find_scope(request)
    venue = venues.get_venue(venue_id=order.venue_id)
    context: dict[str, Any] = {
        "order": order,
        "card": order_card(order, scope=scope, at=now()),
        "scope": scope,
        "venue": venue,
        "items": [line for line in order.lines if line.kind in FROM_THE_MENU],
        "extras": _extras(order),
        "taxes": tax_totals(order),
        "channel": venues.CHANNEL_WORDS.get(order.channel, order.channel),
        "provider": PROVIDERS.get(order.payment_provider, order.payment_provider),
        "attempts": [attempt_words(attempt) for attempt in attempts],
        "refunds": list_refunds_of(order_id=order.id),
        "refundable": refundable,
        "steps": _steps(order, names, venue.timezone),
        "ledger": [
            (row, ENTRIES.get(row.kind, row.kind), describe_actor(row.actor, names))
            for row in list_ledger(order_id=order_id)
        ],
        "given": list_given(order_id=order_id),
        "refund_key": uuid4().hex,
        "refund_amount": number_format(quantize(refundable, order.currency), exponent(order.currency)),
        "may_manage": access.can(MANAGE, order.venue_id),
        "may_refund": access.can(REFUND, order.venue_id),
        "owes": order.due > 0 and not order.is_called_off,
        "may_bill": access.can("orders.create", order.venue_id),
        "may_add": access.can("orders.create", order.venue_id) and order.service == "dine_in",
    }
    return render(request, "ordering/detail.html", context)


@require_GET
@requires(VIEW)
def receipt(request: HttpRequest, order_id: int) -> HttpResponse:
    """For a receipt printer's 80 mm or an office printer's page."""
    order = _get(request, order_id)
    context = {
        "order": order,
        "venue": venues.get_venue(venue_id=order.venue_id),
        "lines": [line for line in order.standing_lines if line.kind in FROM_THE_MENU],
        "extras": _extras(order),
        "taxes": tax_totals(order),
        "service": venues.SERVICE_WORDS[order.service],
        "table": venues.table_label(order.table_name),
        "provider": PROVIDERS.get(order.payment_provider, order.payment_provider),
    }
    return render(request, "ordering/receipt.html", context)


def _extras(order: OrderInfo) -> list[tuple[str, LineInfo]]:
    """Fees, tips and discounts, each by its name in the reader's language."""
    return [(line_name(line), line) for line in order.standing_lines if line.kind not in FROM_THE_MENU]


@require_POST
@requires(REFUND)
def refund(request: HttpRequest, order_id: int) -> HttpResponse:
    """Give money back. The form's own key makes a double tap one refund."""
    order = _get(request, order_id, REFUND)
    try:
        amount = parse_amount(request.POST.get("amount", ""))
    except ValueError:
        messages.error(request, _("Give the amount to refund as a number, such as 12.50."))
        return redirect("ordering_office:detail", order_id=order.id)
    try:
        facade.refund_order(
            order_id=order.id,
            amount=amount,
            reason=request.POST.get("reason", "").strip()[:500],
            key=request.POST.get("key", "")[:64] or uuid4().hex,
            actor=staff_actor(user_id_of(request)),
        )
    except DomainError as refusal:
        messages.error(request, refusal.sentence())
    else:
        messages.success(request, _("The refund is on its way."))
    return redirect("ordering_office:detail", order_id=order.id)


@require_POST
@requires(MANAGE)
def void_line(request: HttpRequest, order_id: int, line_id: int) -> HttpResponse:
    """Take one line off the order: the kitchen is told to stop."""
    done = _("The line is taken off, and the kitchen knows.")
    return _take_back(request, order_id, line_id, facade.void_line, done)


@require_POST
@requires(MANAGE)
def comp_line(request: HttpRequest, order_id: int, line_id: int) -> HttpResponse:
    """Give one line away: it is made and served, and nobody pays for it."""
    return _take_back(request, order_id, line_id, facade.comp_line, _("That is on the house."))


def _take_back(
    request: HttpRequest, order_id: int, line_id: int, how: Callable[..., OrderInfo], done: str
) -> HttpResponse:
    order = _get(request, order_id, MANAGE)
    if all(line.id != line_id for line in order.lines):
        raise NotFoundError(_("There is no such line on this order."))
    reason = request.POST.get("reason", "").strip()[:500]
    try:
        how(line_id=line_id, reason=reason, actor=staff_actor(user_id_of(request)))
    except DomainError as refusal:
        messages.error(request, refusal.sentence())
    else:
        messages.success(request, done)
    return redirect("ordering_office:detail", order_id=order.id)


@require_POST
@requires(MANAGE)
def take_cash(request: HttpRequest, order_id: int) -> HttpResponse:
    """What is due, counted in cash now."""
    order = _get(request, order_id, MANAGE)
    try:
        facade.take_payment(
            order_id=order.id,
            provider="cash",
            key=request.POST.get("key", "")[:64] or uuid4().hex,
            actor=staff_actor(user_id_of(request)),
        )
    except DomainError as refusal:
        messages.error(request, refusal.sentence())
    else:
        messages.success(request, _("Paid in cash."))
    return redirect("ordering_office:detail", order_id=order.id)


def _get(request: HttpRequest, order_id: int, capability: str = VIEW) -> OrderInfo:
    """The guarded way to an order: it exists here, and this person may see it."""
    order = facade.get_order(order_id=order_id)
    check(request, capability, order.venue_id)
    return order


def _steps(order: OrderInfo, names: dict[int, str], timezone: str) -> list[dict[str, Any]]:
    """The timeline, for components/timeline.html; a step names its day where it is another than the one before."""
    last = len(order.history) - 1
    days = [step.at.astimezone(zone(timezone)).date() for step in order.history]
    return [
        {
            "title": state_sign(step.machine, step.state).label,
            "at": step.at,
            "day": index > 0 and days[index] != days[index - 1],
            "note": " · ".join(
                str(part) for part in (describe_actor(step.actor, names), decline_text(step.reason)) if part
            ),
            "state": "now" if index == last else "done",
            "icon": state_sign(step.machine, step.state).icon,
        }
        for index, step in enumerate(order.history)
    ]
