"""`/office/theme/`: how the tenant looks, with a preview that follows every change."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comanda.kernel.access import requires
from comanda.kernel.money import format_money
from shared_apps.branding.office.forms import ThemeForm
from shared_apps.branding.selectors.themes import get_theme
from shared_apps.branding.services.save_theme import save_theme
from tenants.context import current_tenant


@require_http_methods(["GET", "HEAD", "POST"])
@requires("theme.edit")
def edit_theme(request: HttpRequest) -> HttpResponse:
    tenant = current_tenant()
    theme = get_theme(tenant_id=tenant.id)
    form = ThemeForm(
        request.POST or None,
        request.FILES or None,
        initial={name: getattr(theme, name) for name in ("brand", "accent", "family", "corner", "mode")},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        logo = ("", 0, 0) if data["remove_logo"] else data["logo"]
        save_theme(
            tenant_id=tenant.id,
            brand=data["brand"],
            accent=data["accent"],
            family=data["family"],
            corner=data["corner"],
            mode=data["mode"],
            logo=logo,
        )
        messages.success(request, _("Saved. Guests see the new look now."))
        return redirect("branding_office:theme")
    price = format_money(Decimal("8.50"), tenant.currency or "EUR", get_language() or "en")
    context = {"form": form, "theme": theme, "tenant": tenant, "price": price}
    return render(request, "branding/theme.html", context, status=422 if form.errors else 200)
