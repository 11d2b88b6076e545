"""Ingredients and their allergens: said once, true for every dish made with them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from comanda.kernel.access import access_of, requires
from tenant_apps.catalog.office.answers import done, small_edit
from tenant_apps.catalog.selectors.editor import list_ingredients_in_use
from tenant_apps.catalog.selectors.wording import ALLERGENS
from tenant_apps.catalog.services.set_ingredient_allergens import set_ingredient_allergens


@require_GET
@requires("menu.view")
def ingredients(request: HttpRequest) -> HttpResponse:
    access = access_of(request)
    context = {
        "rows": [
            (row, [(code, text, icon, code in row.allergens) for code, (text, icon) in ALLERGENS.items()])
            for row in list_ingredients_in_use()
        ],
        "may_edit": access.can("menu.edit"),
    }
    return render(request, "catalog/ingredients.html", context)


@require_POST
@requires("menu.edit")
@small_edit
def allergens(request: HttpRequest, ingredient_id: int) -> HttpResponse:
    set_ingredient_allergens(ingredient_id=ingredient_id, allergens=request.POST.getlist("allergens"))
    return done()
