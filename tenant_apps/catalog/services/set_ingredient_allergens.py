"""Say what an ingredient contains; every dish made with it follows at the next publication."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from comanda.kernel.errors import NotFoundError
from tenant_apps.catalog.contracts import Allergen
from tenant_apps.catalog.models import Ingredient
from tenant_apps.catalog.services.checks import Checks


def set_ingredient_allergens(*, ingredient_id: int, allergens: Collection[str]) -> None:
    """Raises NotFoundError, ValidationFailedError."""
    checks = Checks()
    clean = checks.choices("allergens", allergens, list(Allergen))
    checks.refuse()
    if not Ingredient.objects.filter(pk=ingredient_id).update(allergens=clean):
        raise NotFoundError(_("This ingredient is not in the catalog."), code="ingredient_not_found")
