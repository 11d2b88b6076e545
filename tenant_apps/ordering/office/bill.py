"""The bill of a running order: paid at once, in equal parts, or each their own."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from comanda.kernel.access import check, requires
from comanda.kernel.actors import staff_actor
from comanda.kernel.clock import now
from comanda.kernel.errors import DomainError
from comanda.kernel.money import allocate, exponent
from comanda.kernel.numbers import whole_number, whole_numbers
from comanda.kernel.tabular import parse_amount
from shared_apps.accounts.facade import user_id_of
from tenant_apps.ordering import facade
from tenant_apps.ordering.contracts import CheckInfo, LineInfo, OrderInfo
from tenant_apps.ordering.office.cards import order_card
from tenant_apps.ordering.office.scope import find_scope
from tenant_apps.ordering.office.wording import attempt_words
from tenant_apps.payments import facade as payments
from tenant_apps.pricing.contracts import FROM_THE_MENU
from tenant_apps.pricing.facade import line_name
from tenant_apps.venues import facade as venues

CREATE = "orders.create"
MOST_PARTS = 12


@dataclass(frozen=True, slots=True)
class Bill:
    """One check as the page draws it."""

    info: CheckInfo
    parts: int
    """Into how many equal parts what is due is shared."""
    asked: str
    """The next payment's amount, as the reader writes it."""
    key: str
    """Of the form: a double tap is one payment."""

    @property
    def rows(self) -> list[tuple[str, LineInfo]]:
        """Dishes counted, fees and tips by their names in the reader's language."""
        return [
            (f"{line.quantity} × {line.name}" if line.kind in FROM_THE_MENU else line_name(line), line)
            for line in self.info.lines
        ]

    @property
    def can_split(self) -> bool:
        apart = [line for line in self.info.lines if line.part_of is None]
        return len(apart) > 1 and not self.info.paid and not self.info.promised


@require_GET
@never_cache
@requires(CREATE)
def bill(request: HttpRequest, order_id: int) -> HttpResponse:
    """`?check=<id>&parts=<n>` shares one check's due equally."""
    order = _get(request, order_id)
    checks = facade.list_checks(order_id=order.id)
    asked, parts = request.GET.get("check", ""), _parts(request.GET.get("parts", ""))
    context: dict[str, Any] = {
        "order": order,
        "card": order_card(order, scope=find_scope(request, capability=CREATE), at=now()),
        "venue": venues.get_venue(venue_id=order.venue_id),
        "table": venues.table_label(order.table_name),
        "bills": [_bill(info, parts if str(info.id) == asked else 1, order.currency) for info in checks],
        "parts": range(1, MOST_PARTS + 1),
        "cards": payments.list_cards(),
        "attempts": [attempt_words(attempt) for attempt in facade.list_payments(order_id=order.id)],
        "called_off": order.is_called_off,
    }
    return render(request, "ordering/bill.html", context)


@require_POST
@requires(CREATE)
def split(request: HttpRequest, order_id: int) -> HttpResponse:
    """The chosen lines onto a bill of their own."""
    order = _get(request, order_id)
    lines = whole_numbers(request.POST.getlist("line"))
    if not lines:
        messages.error(request, _("Choose the lines that go onto a bill of their own."))
        return _back(order)
    return _try(request, order, lambda: facade.split_check(order_id=order.id, line_ids=lines), "")


@require_POST
@requires(CREATE)
def join(request: HttpRequest, order_id: int) -> HttpResponse:
    """One bill again, as far as nothing was paid."""
    order = _get(request, order_id)
    return _try(request, order, lambda: facade.join_checks(order_id=order.id), "")


@require_POST
@requires(CREATE)
def pay(request: HttpRequest, order_id: int, check_id: int) -> HttpResponse:
    """An amount of one check, in cash now counted or by card."""
    order = _get(request, order_id)
    try:
        amount = parse_amount(request.POST.get("amount", ""))
    except ValueError:
        messages.error(request, _("Give the amount as a number, such as 12.50."))
        return _back(order)
    provider = request.POST.get("provider", "cash")
    said = _("Paid in cash.") if provider == "cash" else _("The card is being charged.")
    parts = _parts(request.POST.get("parts", "")) - 1
    return _try(
        request,
        order,
        lambda: facade.take_payment(
            order_id=order.id,
            check_id=check_id,
            provider=provider,
            payment_token=request.POST.get("card", ""),
            amount=amount,
            key=request.POST.get("key", "")[:64] or uuid4().hex,
            actor=staff_actor(user_id_of(request)),
        ),
        said,
        query=f"?check={check_id}&parts={parts}" if parts > 1 else "",
    )


def _bill(info: CheckInfo, parts: int, currency: str) -> Bill:
    share = allocate(info.due, [Decimal(1)] * parts, currency)[-1] if info.due else info.due
    return Bill(info=info, parts=parts, asked=number_format(share, exponent(currency)), key=uuid4().hex)


def _parts(text: str) -> int:
    return max(whole_number(text, most=MOST_PARTS) or 1, 1)


def _try(request: HttpRequest, order: OrderInfo, act: Any, said: str, query: str = "") -> HttpResponse:
    try:
        act()
    except DomainError as refusal:
        details = [str(text) for texts in refusal.fields.values() for text in texts]
        messages.error(request, " ".join([str(refusal.message), *details, str(refusal.remedy)]).strip())
        return _back(order)
    if said:
        messages.success(request, said)
    return _back(order, query)


def _back(order: OrderInfo, query: str = "") -> HttpResponse:
    return redirect(reverse("ordering_office:bill", args=[order.id]) + query)


def _get(request: HttpRequest, order_id: int) -> OrderInfo:
    order = facade.get_order(order_id=order_id)
    check(request, CREATE, order.venue_id)
    return order
