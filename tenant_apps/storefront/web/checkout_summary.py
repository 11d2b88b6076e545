"""What the guest will pay and when it will be there, for the answers given so far."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from comanda.kernel.clock import now
from comanda.kernel.errors import DomainError
from comanda.kernel.money import format_money
from tenant_apps.ordering.contracts import Quote
from tenant_apps.ordering.facade import quote
from tenant_apps.storefront.web.bills import bill_rows, item_rows, tax_note
from tenant_apps.storefront.web.checkout_form import CheckoutForm
from tenant_apps.storefront.web.places import clock_time, say_fees
from tenant_apps.storefront.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Offer:
    """A quote for the answers so far, and what stands in the way, in words."""

    quote: Quote | None
    problem: str = ""


def find_offer(visit: Visit, form: CheckoutForm) -> Offer:
    """Once a request: it prices the whole basket."""
    service = form.chosen_service()
    if not service:
        return Offer(None)  # served at the table alone: the page says how to sit down at one
    address = form.address() if form.is_bound else None
    tip = form.tip_on(visit.cart.subtotal, visit.cart.currency)
    wanted = form.requested_for()
    problem = ""
    for is_strict in (True, False):
        try:
            found = quote(
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
            problem = problem or error.sentence()
        else:
            return Offer(found, problem)
    return Offer(None, problem)


def summary_context(visit: Visit, form: CheckoutForm, found: Offer) -> dict[str, object]:
    offer, problem = found.quote, found.problem
    context: dict[str, object] = {
        "venue": visit.venue,
        "base": f"/v/{visit.venue.slug}/",
        "problems": [problem] if problem else [],
    }
    if offer is None:
        return context
    basket = offer.basket
    ready = clock_time(offer.promised_at, visit.venue, on=now())
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
        else " ".join(
            [
                *say_fees(venue=visit.venue, serving=visit.serving, subtotal=basket.subtotal, language=visit.language),
                _("The delivery fee depends on your address and is shown here before you order."),
            ]
        ),
        "promised": said % {"time": ready} if said and not problem else "",
        "expected_total": basket.total if is_complete else None,
        "total": format_money(basket.total, basket.currency, visit.language) if is_complete else "",
    }
