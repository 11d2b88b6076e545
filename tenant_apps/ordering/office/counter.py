"""Orders that staff type in: at the counter, at a table, on the phone."""

import dataclasses
import functools
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from comanda.kernel.access import check, requires
from comanda.kernel.actors import staff_actor
from comanda.kernel.clock import now
from comanda.kernel.errors import DomainError, NotFoundError
from comanda.kernel.http.answers import problem_response
from comanda.kernel.idempotency.claim import claim, fingerprint
from comanda.kernel.numbers import whole_number
from shared_apps.accounts.facade import user_id_of
from tenant_apps.ordering import facade
from tenant_apps.ordering.contracts import DeliveryAddress, OrderInfo, PlaceOrder
from tenant_apps.ordering.office.counter_data import counter_data
from tenant_apps.ordering.office.counter_forms import CounterBasket, CounterOrder, read_basket, read_body, read_order
from tenant_apps.ordering.office.scope import find_scope
from tenant_apps.pricing.contracts import FROM_THE_MENU
from tenant_apps.pricing.facade import list_dishes
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import Channel

CREATE = "orders.create"


@require_GET
@requires(CREATE)
def counter(request: HttpRequest) -> HttpResponse:
    """The page. With ?order=<id>, what is added goes to that running order."""
    scope = find_scope(request, capability=CREATE)
    order = _running_order(request)
    venue = venues.get_venue(venue_id=order.venue_id) if order else scope.venue or next(iter(scope.venues), None)
    context: dict[str, Any] = {"scope": scope, "venue": venue, "order": order, "data": None}
    if venue is not None:
        try:
            context["data"] = counter_data(venue=venue, order=order, at=now(), table=request.GET.get("table", ""))
        except NotFoundError:
            context["data"] = None  # nothing published yet: the page says so and leads to the menu
    return render(request, "ordering/counter.html", context)


Answer = Callable[..., HttpResponse]


def with_problems(view: Answer) -> Answer:
    """Refusals as problem+json, for the page's script to show beside what it was about."""

    @functools.wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except DomainError as refusal:
            return problem_response(refusal)

    return answering


@require_POST
@requires(CREATE)
@with_problems
def quote(request: HttpRequest) -> JsonResponse:
    """The server's own sum for what is on the check."""
    asked = read_basket(read_body(request))
    check(request, CREATE, asked.venue_id)
    offer = facade.quote(
        venue_id=asked.venue_id,
        service=asked.service,
        lines=asked.lines,
        address=_located(asked),
        channel=Channel.COUNTER,
        must_be_open=False,
        zone_required=False,
    )
    basket = offer.basket
    extras = [line for line in basket.lines if line.kind not in FROM_THE_MENU]
    return JsonResponse({
        "lines": [str(dish.gross) for dish in list_dishes(basket.lines)],
        "extras": [{"name": line.name, "gross": str(line.gross)} for line in extras],
        "subtotal": str(basket.subtotal),
        "tax": str(basket.tax),
        "total": str(basket.total),
        "zone": offer.zone.name if offer.zone else "",
    })  # fmt: skip


@require_POST
@requires(CREATE)
@with_problems
def place(request: HttpRequest) -> JsonResponse:
    """Place the order, or add the lines to the running one. The page's key makes a double tap one order."""
    asked = read_order(read_body(request))
    check(request, CREATE, asked.basket.venue_id)
    actor = staff_actor(user_id_of(request))
    if asked.basket.order_id is not None:
        running = facade.get_order(order_id=asked.basket.order_id)
        check(request, CREATE, running.venue_id)
        return JsonResponse(_answer(_add_once(running, asked, actor)), status=201)
    return JsonResponse(_answer(facade.place_order(command=_command(request, asked))), status=201)


@require_POST
@requires(CREATE)
@with_problems
def pay(request: HttpRequest, order_id: int) -> JsonResponse:
    """Take what is due: in cash, now counted; or by card, again after one that failed."""
    body = read_body(request)
    order = facade.get_order(order_id=order_id)
    check(request, CREATE, order.venue_id)
    facade.take_payment(
        order_id=order.id,
        provider=str(body.get("provider") or "cash"),
        payment_token=str(body.get("token") or ""),
        key=str(body.get("key") or uuid4().hex)[:64],
        actor=staff_actor(user_id_of(request)),
    )
    return JsonResponse(_answer(facade.get_order(order_id=order_id)))


@require_GET
@requires(CREATE)
@with_problems
def payment(request: HttpRequest, order_id: int) -> JsonResponse:
    """How the card is doing: the page asks until it knows."""
    order = facade.get_order(order_id=order_id)
    check(request, CREATE, order.venue_id)
    return JsonResponse(_answer(order))


def _add_once(running: OrderInfo, asked: CounterOrder, actor: str) -> OrderInfo:
    with transaction.atomic():
        key = f"add:{running.id}:{asked.key}"
        if asked.key and claim(
            scope="order", key=key, fingerprint=fingerprint(asked.basket.lines), reference=str(running.id)
        ):
            return facade.get_order(order_id=running.id)
        return facade.add_lines(order_id=running.id, lines=asked.basket.lines, actor=actor)


def _running_order(request: HttpRequest) -> OrderInfo | None:
    asked = whole_number(request.GET.get("order", ""))
    if asked is None:
        return None
    order = facade.get_order(order_id=asked)
    check(request, CREATE, order.venue_id)
    return order


def _command(request: HttpRequest, asked: CounterOrder) -> PlaceOrder:
    user_id = request.user.pk
    return PlaceOrder(
        venue_id=asked.basket.venue_id,
        service=asked.basket.service,
        lines=asked.basket.lines,
        contact=asked.contact,
        channel=Channel.COUNTER,
        payment_provider=asked.provider,
        payment_token=asked.payment_token,
        address=_located(asked.basket),
        table_token=asked.table_token,
        note=asked.note,
        language=get_language() or "en",
        placed_by=user_id,
        expected_total=asked.expected_total,
        # A key is one person's: two tills may not answer each other's orders.
        idempotency_key=f"counter:{user_id}:{asked.key}" if asked.key else "",
    )


def _located(basket: CounterBasket) -> DeliveryAddress | None:
    """The address with its point, as far as the venue's zones tell."""
    address = basket.address
    if basket.service != "delivery" or address is None:
        return None
    point = venues.locate(text=f"{address.street}, {address.postcode} {address.city}", venue_id=basket.venue_id)
    if point is None:
        return address
    return dataclasses.replace(address, latitude=point[0], longitude=point[1])


def _answer(order: OrderInfo) -> dict[str, Any]:
    return {
        "id": order.id,
        "reference": order.reference,
        "state": order.state,
        "payment_state": order.payment_state,
        "awaits_payment": order.awaits_payment,
        "total": str(order.total),
        "due": str(order.due),
        "url": reverse("ordering_office:detail", args=[order.id]),
        "receipt": reverse("ordering_office:receipt", args=[order.id]),
        "pay_url": reverse("ordering_office:counter_pay", args=[order.id]),
        "payment_url": reverse("ordering_office:counter_payment", args=[order.id]),
    }
