"""Headings, edited in a dialog on the menu page."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from comanda.kernel.access import requires
from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.forms import show_refusal
from tenant_apps.catalog.contracts import CategoryDraft, Longest
from tenant_apps.catalog.models import TAX_CATEGORIES
from tenant_apps.catalog.office.answers import done, small_edit
from tenant_apps.catalog.selectors.editor import get_category, list_categories
from tenant_apps.catalog.services.delete_category import delete_category
from tenant_apps.catalog.services.save_category import save_category


class CategoryForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=Longest.CATEGORY_NAME)
    description = forms.CharField(
        label=_("Description"),
        max_length=Longest.CATEGORY_DESCRIPTION,
        required=False,
        widget=forms.Textarea,
        help_text=_("A line under the heading, such as “All our pizzas come with a side of olives.”"),
    )
    parent_id = forms.TypedChoiceField(label=_("Stands under"), required=False, coerce=int, empty_value=None)
    tax_category = forms.ChoiceField(
        label=_("Tax category"),
        required=False,
        help_text=_("For its dishes that do not say otherwise; decides the VAT rate."),
    )
    station = forms.CharField(
        label=_("Kitchen station"),
        max_length=Longest.STATION,
        required=False,
        help_text=_("Where its dishes are made, such as pizza or bar."),
    )
    is_active = forms.BooleanField(label=_("Shown on the menu"), required=False)

    def __init__(self, *args: Any, category_id: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(each.pk, each.name) for each in list_categories() if each.pk != category_id]
        self.fields["parent_id"].choices = [("", _t("Top level")), *others]  # type: ignore[attr-defined]
        self.fields["tax_category"].choices = [("", _t("As usual (food)")), *TAX_CATEGORIES]  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@requires("menu.edit")
def edit(request: HttpRequest, category_id: int | None = None) -> HttpResponse:
    """The dialog; saved, it closes and the page loads again."""
    category = get_category(category_id=category_id) if category_id else None
    initial: dict[str, Any] = {"is_active": True}
    if category is not None:
        initial = {name: getattr(category, name) for name in CategoryForm.base_fields}
    form = CategoryForm(request.POST or None, initial=initial, category_id=category_id)
    if request.method == "POST" and form.is_valid():
        try:
            save_category(category_id=category_id, draft=CategoryDraft(**form.cleaned_data))
        except ValidationFailedError as error:
            show_refusal(error, form)
        else:
            return done(_t("Saved."), extra={"close-dialog": "category-dialog", "menu-reload": True})
    context = {"form": form, "category": category}
    return render(request, "catalog/_category_dialog.html", context, status=422 if form.errors else 200)


@require_POST
@requires("menu.edit")
@small_edit
def delete(request: HttpRequest, category_id: int) -> HttpResponse:
    delete_category(category_id=category_id)
    return done(
        _t("Category removed. Its items are under “Without a category”."),
        extra={"close-dialog": "category-dialog", "menu-reload": True},
    )
