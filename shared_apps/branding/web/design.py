"""`/design/`: every component of the design system on one page, in development."""

from datetime import timedelta
from decimal import Decimal

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.context import current_tenant

WEEK = [
    ("Mon", 820, 760), ("Tue", 760, 790), ("Wed", 910, 800), ("Thu", 1040, 930), ("Fri", 1690, 1390),
    ("Sat", 1920, 1750), ("Sun", 1230, 1300),
]  # fmt: skip

ERRORS = {"400": 400, "403": 403, "404": 404, "429": 429, "500": 500, "503_suspended": 503, "offline": 200}


class SampleForm(forms.Form):
    """One field of each kind, with a hint and an error."""

    name = forms.CharField(label=_("Name"), help_text=_("As your guests know you."))
    email = forms.EmailField(label=_("E-mail"))
    phone = forms.CharField(label=_("Phone"), required=False)
    city = forms.ChoiceField(label=_("City"), choices=[("mi", "Milano"), ("lo", "London")])
    note = forms.CharField(label=_("Note"), widget=forms.Textarea, required=False)
    service = forms.ChoiceField(
        label=_("Service"), widget=forms.RadioSelect, choices=[("pickup", _("Pickup")), ("delivery", _("Delivery"))]
    )
    menu = forms.FileField(label=_("Menu"), required=False, help_text=_("A CSV file."))
    news = forms.BooleanField(label=_("Send me news"), required=False, help_text=_("At most once a month."))


def show(request: HttpRequest) -> HttpResponse:
    form = SampleForm({"name": "Brera", "email": "not-an-address", "service": "pickup", "city": "mi"})
    now = timezone.now()
    context = {
        "form": form,
        "amount": Decimal("1234.50"),
        "colours": [
            "surface-1", "surface-2", "surface-3", "ink", "ink-2", "ink-3", "line", "line-strong",
            "brand", "brand-subtle", "brand-text", "accent", "positive", "warning", "danger", "info",
        ],
        "kinds": ["brand", "positive", "warning", "danger", "info", "accent"],
        "options": [("today", _("Today")), ("week", _("This week"))],
        "columns": [
            {"label": _("Order"), "sort": "number"},
            {"label": _("Guest"), "sort": "text"},
            {"label": _("State")},
            {"label": _("Total"), "num": True, "sort": "number"},
        ],
        "rows": [
            (41, "Giulia Bianchi", "positive", _("Ready"), Decimal("24.50")),
            (42, "Luca Rossi", "warning", _("Preparing"), Decimal("9.00")),
        ],
        "tabs": [
            {"label": _("New"), "url": "#", "active": True, "count": 3},
            {"label": _("In the kitchen"), "url": "#"},
        ],
        "steps": [
            {"title": _("Received"), "at": now - timedelta(minutes=12), "state": "done"},
            {
                "title": _("In the kitchen"), "at": now - timedelta(minutes=5), "state": "now", "icon": "chef-hat",
                "note": _("Ready in about ten minutes."),
            },
            {"title": _("Out for delivery"), "at": None, "state": "next", "icon": "bike"},
        ],
        "days": [
            {"label": label, "value": value, "base": base, "text": f"€ {value}", "base_text": f"€ {base}"}
            for label, value, base in WEEK
        ],
    }  # fmt: skip
    return render(request, "design/show.html", context)


def error(request: HttpRequest, name: str) -> HttpResponse:
    """An error page as a guest of this restaurant would meet it."""
    if name not in ERRORS:
        raise Http404
    return render(request, f"errors/{name}.html", {"tenant": current_tenant()}, status=ERRORS[name])
