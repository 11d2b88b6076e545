"""`/v/<venue>/checkout/`: one page from basket to order, its summary moving with every answer."""

from contextlib import suppress
from decimal import Decimal

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from comanda.kernel.clock import now
from comanda.kernel.errors import DomainError
from comanda.kernel.ids import token
from comanda.kernel.money import format_money
from comanda.kernel.tabular import parse_amount
from tenant_apps.customers.facade import remember_guest, save_address
from tenant_apps.ordering.contracts import PlaceOrder, Quote
from tenant_apps.ordering.facade import find_order_by_key, place_order, take_out_ordered
from tenant_apps.storefront.web.checkout_form import CheckoutForm
from tenant_apps.storefront.web.checkout_summary import Offer, find_offer, summary_context
from tenant_apps.storefront.web.serving import offered_services, remember_serving
from tenant_apps.storefront.web.visit import Visit, find_visit
from tenant_apps.venues.contracts import ZoneInfo
from tenant_apps.venues.facade import table_label


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, slug: str) -> HttpResponse:
    # First of all: a page sent again, because its answer was lost on the way, finds its basket ordered and empty.
    if request.method == "POST" and (order := find_order_by_key(key=_key(request))) is not None:
        return redirect("storefront:order", token=order.token)
    visit = find_visit(request, slug)
    if visit is None or not visit.lines or (visit.cart.has_problems and request.method != "POST"):
        return redirect("storefront:cart", slug=slug)
    if request.method == "POST":
        form = _form(visit, request)
        offer = None
        if form.is_valid():
            try:
                if _knows_what_is_left_out(request, visit, form):
                    offer = find_offer(visit, form) if _seen_total(request) is None else None
                    if offer is None or offer.quote is None:
                        return _order(request, visit, form)
                    _show_total(visit, form, offer.quote)
            except DomainError as error:
                _mark(form, error)
        return _page(request, visit, form, key=request.POST.get("key", ""), status=422, offer=offer)
    return _page(request, visit, _form(visit), key=token())


@require_POST
def requote(request: HttpRequest, slug: str) -> HttpResponse:
    """The summary for the answers so far; half-filled forms are welcome."""
    visit = find_visit(request, slug)
    if visit is None or not visit.lines:
        return HttpResponse(status=204, headers={"HX-Redirect": f"/v/{slug}/cart/"})
    form = _form(visit, request)
    form.is_valid()
    context = {
        **summary_context(visit, form, find_offer(visit, form)),
        "form": _form_without_errors(visit, request, form.zone),
        "slots_changed": True,
    }
    response = render(request, "storefront/summary.html", context)
    remember_serving(request, response, visit.venue, visit.serving)
    return response


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


def _form_without_errors(visit: Visit, request: HttpRequest, zone: ZoneInfo | None) -> CheckoutForm:
    """The same answers, unjudged: nobody is told off for a field they have not reached yet."""
    form = _form(visit)
    form.initial.update({name: request.POST.get(name, "") for name in ("service", "when")})
    return CheckoutForm(
        initial=form.initial, venue=visit.venue, table=visit.table, customer=visit.customer, at=form.at, zone=zone
    )


def _page(
    request: HttpRequest, visit: Visit, form: CheckoutForm, *, key: str, status: int = 200, offer: Offer | None = None
) -> HttpResponse:
    can_leave = next(iter(offered_services(visit.venue)), "") if visit.table else ""
    context = summary_context(visit, form, offer or find_offer(visit, form))
    context |= {"form": form, "table": visit.table, "can_leave": can_leave, "key": key}
    context["table_label"] = table_label(visit.table.name) if visit.table else ""
    context["needs_table"] = not form.chosen_service()
    context |= {"customer": visit.customer, "left_out": visit.left_out}
    response = render(request, "storefront/checkout.html", context, status=status)
    response["Cache-Control"] = "no-store"
    if "service" in request.GET:
        remember_serving(request, response, visit.venue, visit.serving)
    return response


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
            tip=form.tip_on(visit.cart.subtotal, visit.cart.currency),
            note=data["note"],
            language=visit.language,
            customer_id=customer_id,
            expected_total=_seen_total(request),
            idempotency_key=_key(request),
        )
    )
    # What was left out was named before: it goes with the rest.
    take_out_ordered(cart_token=visit.cart.token, quantities={line.id: line.quantity for line in visit.cart.lines})
    _keep_address(visit, form)
    return HttpResponseRedirect(f"/orders/{order.token}/")


def _key(request: HttpRequest) -> str:
    """The page's own, which nobody else knows. In a room of its own: an app's keys on the API may be guessed, and
    whoever sends a known key is shown the order."""
    key = request.POST.get("key", "")[:64]
    return f"checkout:{key}" if key else ""


def _keep_address(visit: Visit, form: CheckoutForm) -> None:
    """A full address book is no reason to trouble somebody who has just ordered."""
    address = form.address()
    if visit.customer is None or address is None or not form.cleaned_data["keep"] or form.cleaned_data.get("saved"):
        return
    with suppress(DomainError):
        save_address(
            customer_id=visit.customer.id,
            street=address.street,
            city=address.city,
            postcode=address.postcode,
            details=address.details,
        )


def _knows_what_is_left_out(request: HttpRequest, visit: Visit, form: CheckoutForm) -> bool:
    """What sold out while they were typing is named before anything is ordered without it; what they typed stays."""
    if request.POST.get("left_out", "") == visit.left_out:
        return True
    for line in visit.cart.lines:
        if line.problem:
            form.add_error(None, line.problem)
    form.add_error(None, _("Go on without it, or change your basket."))
    return False


def _show_total(visit: Visit, form: CheckoutForm, quote: Quote) -> None:
    """Nobody orders for a sum they were not shown: without scripts the fee appears after the address was sent."""
    total = format_money(quote.basket.total, quote.basket.currency, visit.language)
    form.add_error(None, _("The total is %(total)s with everything. Look it over and order again.") % {"total": total})


def _seen_total(request: HttpRequest) -> Decimal | None:
    try:
        return parse_amount(request.POST.get("expected_total", ""))
    except ValueError:
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
        form.add_error(None, error.sentence())
