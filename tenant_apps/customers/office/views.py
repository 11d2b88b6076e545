from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from comanda.kernel.access import requires
from comanda.kernel.numbers import whole_number
from tenant_apps.customers.selectors.customers import get_customer, search_customers

PAGE = 50


@require_GET
@requires("customers.view")
def customers(request: HttpRequest) -> HttpResponse:
    """Everybody who has ordered or registered, newest first; the list follows what is typed."""
    text = request.GET.get("q", "").strip()
    before = request.GET.get("before", "")
    found = search_customers(text=text, limit=PAGE + 1, before=whole_number(before))
    context = {
        "customers": found[:PAGE],
        "older": found[PAGE - 1].id if len(found) > PAGE else "",
        "text": text,
    }
    template = "customers/office/rows.html" if request.headers.get("HX-Request") else "customers/office/list.html"
    return render(request, template, context)


@require_GET
@requires("customers.view")
def customer(request: HttpRequest, customer_id: int) -> HttpResponse:
    found = get_customer(customer_id=customer_id)
    context = {"customer": found, "language": dict(settings.LANGUAGES).get(found.language, found.language)}
    return render(request, "customers/office/detail.html", context)
