"""`/orders/<token>/`: an order on its way. Whoever holds the link is the guest."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comanda.kernel.actors import GUEST
from comanda.kernel.errors import DomainError
from tenant_apps.ordering.contracts import OrderInfo
from tenant_apps.ordering.facade import cancel, find_order, guest_may_cancel, take_payment
from tenant_apps.payments.contracts import Provider
from tenant_apps.storefront.web.checkout_form import payment_choices
from tenant_apps.storefront.web.tracking import tracking_context


def _order(token: str) -> OrderInfo:
    order = find_order(token=token)
    if order is None:
        raise Http404
    return order


def _page(request: HttpRequest, template: str, token: str) -> HttpResponse:
    response = render(request, template, tracking_context(_order(token)))
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def track(request: HttpRequest, token: str) -> HttpResponse:
    return _page(request, "storefront/track.html", token)


@require_safe
def state(request: HttpRequest, token: str) -> HttpResponse:
    """The part of the page that moves: fetched on every piece of news."""
    return _page(request, "storefront/track_body.html", token)


@require_POST
def cancel_own(request: HttpRequest, token: str) -> HttpResponse:
    order = _order(token)
    try:
        if guest_may_cancel(order):
            cancel(order_id=order.id, reason=_("Cancelled by the guest"), actor=GUEST)
    except DomainError as error:
        return _refused(request, order, error)
    return redirect("storefront:order", token=token)


@require_POST
def pay_again(request: HttpRequest, token: str) -> HttpResponse:
    """Another card (or the same once more) after one was declined."""
    order = _order(token)
    provider, _sep, payment_token = request.POST.get("payment", "").partition(":")
    if provider != Provider.TEST_CARD or request.POST.get("payment") not in dict(payment_choices()):
        return redirect("storefront:order", token=token)
    try:
        take_payment(
            order_id=order.id,
            provider=provider,
            payment_token=payment_token,
            key=f"again:{request.POST.get('key', '')[:48]}",
            actor=GUEST,
        )
    except DomainError as error:
        return _refused(request, order, error)
    return redirect("storefront:order", token=token)


def _refused(request: HttpRequest, order: OrderInfo, error: DomainError) -> HttpResponse:
    context = {"base": f"/orders/{order.token}/", "message": error.sentence()}
    return render(request, "storefront/refused.html", context, status=error.status)
