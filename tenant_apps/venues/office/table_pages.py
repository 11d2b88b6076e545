"""Tables and the QR codes that stand on them."""

import io

import segno
from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comanda.kernel.access import requires
from comanda.kernel.errors import DomainError
from comanda.kernel.forms import show_refusal
from comanda.kernel.numbers import whole_number
from tenant_apps.venues import facade
from tenant_apps.venues.contracts import TableInfo, VenueInfo
from tenant_apps.venues.office.scope import CAPABILITY, note, page, venue_of


class AddTablesForm(forms.Form):
    names = forms.CharField(
        label=gettext_lazy("Tables"),
        help_text=gettext_lazy("Names or a range: 1-12, Terrace 1, Terrace 2."),
        max_length=1000,
    )
    seats = forms.IntegerField(label=gettext_lazy("Seats each"), min_value=1, max_value=100, initial=4)


def spread(text: str) -> list[str]:
    """`1-12, Bar` as thirteen names. A range keeps its leading zeros and spans at most 200."""
    names: list[str] = []
    for part in text.split(","):
        first, dash, last = (piece.strip() for piece in part.strip().partition("-"))
        start, end = whole_number(first), whole_number(last)
        if dash and start is not None and end is not None and 0 <= end - start < 200:
            names += [str(number).zfill(len(first)) for number in range(start, end + 1)]
        else:
            names.append(part.strip())
    return names


def table_address(request: HttpRequest, table: TableInfo) -> str:
    """Where its QR code leads."""
    return request.build_absolute_uri(f"/t/{table.token}/")


def qr_svg(address: str) -> str:
    """Inline SVG, black on white with its quiet zone: made for scanning, in either theme and on paper."""
    out = io.BytesIO()
    segno.make(address, error="m").save(
        out, kind="svg", xmldecl=False, svgns=True, dark="#000", light="#fff", border=4, omitsize=True
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308 - made here, of an address of ours


@require_http_methods(["GET", "POST"])
@requires(CAPABILITY)
def tables(request: HttpRequest, venue_id: int) -> HttpResponse:
    venue = venue_of(request, venue_id)
    form = AddTablesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                added = facade.add_tables(
                    venue_id=venue.id, names=spread(form.cleaned_data["names"]), seats=form.cleaned_data["seats"]
                )
                note(request, venue, "tables_added", after={"tables": [table.name for table in added]})
        except DomainError as problem:
            show_refusal(problem, form)
        else:
            messages.success(request, _("Tables added. Print their codes and put them out."))
            return redirect("venues_office:tables", venue.id)
    return _tables_page(request, venue, form)


@require_POST
@requires(CAPABILITY)
def change_table(request: HttpRequest, venue_id: int, table_id: int) -> HttpResponse:
    """`what` says which: rename (with name and seats), renew the code, or remove."""
    venue = venue_of(request, venue_id)
    what = request.POST.get("what", "")
    try:
        with transaction.atomic():
            if what == "renew":
                facade.renew_table_code(venue_id=venue.id, table_id=table_id)
                done = _("New code made. The printed one no longer works.")
            elif what == "remove":
                facade.remove_table(venue_id=venue.id, table_id=table_id)
                done = _("Table removed.")
            else:
                seats = request.POST.get("seats", "")
                facade.change_table(
                    venue_id=venue.id,
                    table_id=table_id,
                    name=request.POST.get("name", ""),
                    seats=whole_number(seats) or 0,
                )
                done = _("Saved.")
            note(request, venue, "table_changed", after={"table": table_id, "what": what or "rename"})
    except DomainError as problem:
        texts = [str(text) for group in problem.fields.values() for text in group] or [str(problem.message)]
        messages.error(request, " ".join(texts))
    else:
        messages.success(request, done)
    return redirect("venues_office:tables", venue.id)


@require_GET
@requires(CAPABILITY)
def print_codes(request: HttpRequest, venue_id: int) -> HttpResponse:
    """A sheet of cards to cut out; `?table=` prints one."""
    venue = venue_of(request, venue_id)
    wanted = request.GET.get("table", "")
    cards = [
        {"table": table, "address": address, "code": qr_svg(address)}
        for table in facade.list_tables(venue_id=venue.id)
        if (not wanted or wanted == str(table.id)) and (address := table_address(request, table))
    ]
    return render(request, "venues/print_codes.html", {"venue": venue, "cards": cards})


def _tables_page(request: HttpRequest, venue: VenueInfo, form: AddTablesForm) -> HttpResponse:
    found = facade.list_tables(venue_id=venue.id)
    seats = sum(table.seats for table in found)
    values = page(venue, "tables", tables=found, form=form, seats=seats)
    return render(request, "venues/tables.html", values, status=422 if form.errors else 200)
