"""`/v/<venue>/checkout/`: one page from basket to order, its summary moving with every answer."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from comanda.kernel.clock import now
from comanda.kernel.errors import DomainError
from comanda.kernel.ids import token
from comanda.kernel.money import format_money, quantize
from tenant_apps.customers.contracts import CustomerInfo
from tenant_apps.customers.facade import remember_guest
from tenant_apps.ordering.contracts import CartInfo, PlaceOrder, Quote
from tenant_apps.ordering.facade import clear_cart, place_order, quote
from tenant_apps.pricing.contracts import BasketLine
from tenant_apps.storefront.web.bills import bill_rows, item_rows, tax_note
from tenant_apps.storefront.web.checkout_form import CheckoutForm
from tenant_apps.storefront.web.guest import find_basket, find_customer
from tenant_apps.storefront.web.places import clock_time, get_shown_venue
from tenant_apps.storefront.web.serving import Serving, find_serving, offered_services, remember_serving
from tenant_apps.venues.contracts import TableInfo, VenueInfo


@dataclass(frozen=True, slots=True)
class Visit:
    """What a request to checkout stands on."""

    venue: VenueInfo
    serving: Serving
    cart: CartInfo
    customer: CustomerInfo | None
    language: str

    @property
    def table(self) -> TableInfo | None:
        return self.serving.table

    @property
    def lines(self) -> tuple[BasketLine, ...]:
        """What can be ordered; lines with a problem stay in the basket and are named there."""
        return tuple(
            BasketLine(line.item_id, line.size_id, line.quantity, line.modifiers, line.note)
            for line in self.cart.lines
            if not line.problem
        )


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, slug: str) -> HttpResponse:
    visit = _visit(request, slug)
    if visit is None or not visit.lines or visit.cart.has_problems:
        return redirect("storefront:cart", slug=slug)
    if request.method == "POST":
        form = _form(visit, request)
        if form.is_valid():
            try:
                if _has_seen_total(request, visit, form):
                    return _order(request, visit, form)
            except DomainError as error:
                _mark(form, error)
        return _page(request, visit, form, key=request.POST.get("key", ""), status=422)
    return _page(request, visit, _form(visit), key=token())


@require_POST
def requote(request: HttpRequest, slug: str) -> HttpResponse:
    """The summary for the answers so far; half-filled forms are welcome."""
    visit = _visit(request, slug)
    if visit is None or not visit.lines:
        return HttpResponse(status=204, headers={"HX-Redirect": f"/v/{slug}/cart/"})
    form = _form(visit, request)
    form.is_valid()
    context = {**_summary(visit, form), "form": _form_without_errors(visit, request), "slots_changed": True}
    response = render(request, "storefront/summary.html", context)
    remember_serving(request, response, visit.venue, visit.serving)
    return response


def _visit(request: HttpRequest, slug: str) -> Visit | None:
    venue = get_shown_venue(slug)
    serving = find_serving(request, venue, asked=request.POST.get("service", ""))
    cart = find_basket(request, venue, serving)
    if cart is None:
        return None
    return Visit(
        venue=venue,
        serving=serving,
        cart=cart,
        customer=find_customer(request),
        language=get_language() or "en",
    )


def _form(visit: Visit, request: HttpRequest | None = None) -> CheckoutForm:
    customer = visit.customer
    first = next((a for a in customer.addresses if a.is_default), None) if customer else None
    initial = {
        "service": visit.serving.service,
        "payment": "cash",
        "tip": 0,
        "name": customer.name if customer else "",
        "email": customer.email if customer else "",
        "phone": customer.phone if customer else "",
        "saved": str(first.id) if first else "",
        "city": visit.venue.city,
    }
    return CheckoutForm(
        request.POST if request else None,
        initial=initial,
        venue=visit.venue,
        table=visit.table,
        customer=customer,
        at=now(),
    )


def _form_without_errors(visit: Visit, request: HttpRequest) -> CheckoutForm:
    """The same answers, unjudged: nobody is told off for a field they have not reached yet."""
    form = _form(visit)
    form.initial.update({name: request.POST.get(name, "") for name in ("service", "when")})
    return CheckoutForm(initial=form.initial, venue=visit.venue, table=visit.table, customer=visit.customer, at=form.at)


def _page(request: HttpRequest, visit: Visit, form: CheckoutForm, *, key: str, status: int = 200) -> HttpResponse:
    can_leave = next(iter(offered_services(visit.venue)), "") if visit.table else ""
    context = {**_summary(visit, form), "form": form, "table": visit.table, "can_leave": can_leave, "key": key}
    response = render(request, "storefront/checkout.html", context, status=status)
    response["Cache-Control"] = "no-store"
    if "service" in request.GET:
        remember_serving(request, response, visit.venue, visit.serving)
    return response


def _offer(visit: Visit, form: CheckoutForm) -> tuple[Quote | None, str]:
    """A quote for the answers so far, and what stands in the way, in words."""
    data = form.cleaned_data if form.is_bound else form.initial
    service = form.chosen_service()
    address = form.address() if form.is_bound else None
    tip = quantize(visit.cart.subtotal * Decimal(data.get("tip") or 0) / 100, visit.cart.currency)
    wanted = form.requested_for()
    problem = ""
    for is_strict in (True, False):
        try:
            offer = quote(
                venue_id=visit.venue.id,
                service=service,
                lines=visit.lines,
                address=address if is_strict else None,
                tip=tip,
                channel=visit.serving.channel,
                requested_for=wanted if is_strict else None,
                must_be_open=is_strict,
                zone_required=False,
            )
        except DomainError as error:
            problem = problem or f"{error.message} {error.remedy}".strip()
        else:
            return offer, problem
    return None, problem


def _summary(visit: Visit, form: CheckoutForm) -> dict[str, object]:
    offer, problem = _offer(visit, form)
    context: dict[str, object] = {
        "venue": visit.venue,
        "base": f"/v/{visit.venue.slug}/",
        "problems": [problem] if problem else [],
    }
    if offer is None:
        return context
    basket = offer.basket
    ready = clock_time(offer.promised_at, visit.venue.timezone, on=now())
    service = form.chosen_service()
    said = {
        "delivery": _("At your door about %(time)s") if offer.zone else "",
        "pickup": _("Ready about %(time)s"),
        "dine_in": _("At your table about %(time)s"),
    }[service]
    is_complete = service != "delivery" or offer.zone is not None
    return {
        **context,
        "items": item_rows(basket.lines, basket.currency, visit.language),
        "bill": bill_rows(
            basket.lines,
            subtotal=basket.subtotal,
            total=basket.total,
            currency=basket.currency,
            language=visit.language,
        ),
        "tax_note": tax_note(basket, visit.language)
        if is_complete
        else _("The delivery fee depends on your address and is shown here before you order."),
        "promised": said % {"time": ready} if said and not problem else "",
        "expected_total": basket.total if is_complete else None,
        "total": format_money(basket.total, basket.currency, visit.language) if is_complete else "",
    }


def _order(request: HttpRequest, visit: Visit, form: CheckoutForm) -> HttpResponse:
    """Raises DomainError: whatever place_order refuses."""
    data = form.cleaned_data
    provider, _sep, payment_token = data["payment"].partition(":")
    contact = form.contact()
    customer_id = visit.customer.id if visit.customer else None
    if customer_id is None and (contact.email or contact.phone):
        customer_id = remember_guest(
            name=contact.name, email=contact.email, phone=contact.phone, language=visit.language
        )
    order = place_order(
        command=PlaceOrder(
            venue_id=visit.venue.id,
            service=data["service"],
            lines=visit.lines,
            contact=contact,
            channel=visit.serving.channel,
            payment_provider=provider,
            payment_token=payment_token,
            address=form.address(),
            table_token=visit.table.token if visit.table else "",
            requested_for=form.requested_for(),
            tip=quantize(form.tip_on(visit.cart.subtotal), visit.cart.currency),
            note=data["note"],
            language=visit.language,
            customer_id=customer_id,
            expected_total=_seen_total(request),
            idempotency_key=request.POST.get("key", "")[:64],
        )
    )
    clear_cart(cart_token=visit.cart.token)
    return HttpResponseRedirect(f"/orders/{order.token}/")


def _has_seen_total(request: HttpRequest, visit: Visit, form: CheckoutForm) -> bool:
    """Nobody orders for a sum they were not shown: without scripts the fee appears after the address was sent."""
    offer, _problem = _offer(visit, form)
    if _seen_total(request) is not None or offer is None:
        return True
    total = format_money(offer.basket.total, offer.basket.currency, visit.language)
    form.add_error(None, _("The total is %(total)s with everything. Look it over and order again.") % {"total": total})
    return False


def _seen_total(request: HttpRequest) -> Decimal | None:
    try:
        return Decimal(request.POST.get("expected_total", ""))
    except InvalidOperation:
        return None


def _mark(form: CheckoutForm, error: DomainError) -> None:
    """Put a refusal where the guest can do something about it."""
    homes = {"contact.name": "name", "contact.phone": "phone", "requested_for": "when", "address": "street"}
    for path, texts in error.fields.items():
        if path == "expected_total":
            continue  # the message itself names the new total
        for text in texts:
            form.add_error(homes.get(path, path if path in form.fields else None), str(text))
    if not error.fields or error.remedy:
        form.add_error(None, f"{error.message} {error.remedy}".strip())
