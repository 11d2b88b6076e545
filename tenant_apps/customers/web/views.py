"""A customer's own pages: who they are and where they want things brought."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from comanda.kernel.errors import DomainError
from comanda.kernel.forms import show_refusal
from shared_apps.accounts.facade import user_id_of
from tenant_apps.customers.contracts import CustomerInfo
from tenant_apps.customers.selectors.customers import describe_customer_of, get_address
from tenant_apps.customers.services.change_profile import change_profile
from tenant_apps.customers.services.customer_for_user import customer_for_user
from tenant_apps.customers.services.delete_address import delete_address
from tenant_apps.customers.services.save_address import save_address
from tenant_apps.customers.web.forms import AddressForm, ProfileForm

HOME = "/me/"
"""The storefront's: it shows their orders, which this room may not know."""


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    customer = _customer(request)
    shown = {
        "name": customer.name,
        "phone": customer.phone,
        "language": customer.language or get_language() or settings.LANGUAGE_CODE,
    }
    form = ProfileForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        try:
            change_profile(customer_id=customer.id, **form.cleaned_data)
        except DomainError as refusal:
            show_refusal(refusal, form)
        else:
            messages.success(request, _("Saved."))
            return redirect(HOME)
    return render(request, "customers/profile.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def edit_address(request: HttpRequest, address_id: int | None = None) -> HttpResponse:
    """A new address, or one of one's own: anybody else's is a 404."""
    customer = _customer(request)
    existing = get_address(customer_id=customer.id, address_id=address_id) if address_id else None
    fields = ("label", "street", "postcode", "city", "details", "is_default")
    initial = {name: getattr(existing, name) for name in fields} if existing else {}
    form = AddressForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            save_address(customer_id=customer.id, address_id=address_id, **form.cleaned_data)
        except DomainError as refusal:
            show_refusal(refusal, form)
        else:
            messages.success(request, _("Address saved."))
            return redirect(HOME)
    context = {"form": form, "address": existing}
    return render(request, "customers/address.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def remove_address(request: HttpRequest, address_id: int) -> HttpResponse:
    delete_address(customer_id=_customer(request).id, address_id=address_id)
    messages.success(request, _("Address removed."))
    return redirect(HOME)


def _customer(request: HttpRequest) -> CustomerInfo:
    """Looking makes nobody a customer: staff look too."""
    find = customer_for_user if request.method == "POST" else describe_customer_of
    return find(user_id=user_id_of(request))
