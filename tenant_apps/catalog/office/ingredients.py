"""Ingredients and their allergens: said once, true for every dish made with them."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from comanda.kernel.access import access_of, requires
from tenant_apps.catalog.models import Ingredient
from tenant_apps.catalog.office.answers import done, small_edit
from tenant_apps.catalog.selectors.wording import ALLERGENS
from tenant_apps.catalog.services.set_ingredient_allergens import set_ingredient_allergens


@require_GET
@requires("menu.view")
def ingredients(request: HttpRequest) -> HttpResponse:
    access = access_of(request)
    current = Q(item_ingredients__item__archived_at__isnull=True)
    rows = (
        Ingredient.objects.annotate(uses=Count("item_ingredients", filter=current)).filter(uses__gt=0).order_by("name")
    )
    context = {
        "rows": [
            (row, [(code, text, icon, code in row.allergens) for code, (text, icon) in ALLERGENS.items()])
            for row in rows
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
