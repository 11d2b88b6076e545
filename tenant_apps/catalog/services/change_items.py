"""One change to many items at once."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from comanda.kernel.clock import now
from comanda.kernel.errors import ValidationFailedError
from tenant_apps.catalog.contracts import TaxCategory
from tenant_apps.catalog.models import Category, Item

CHANGEABLE = frozenset({"category_id", "tax_category", "station", "is_active", "is_featured"})


def change_items(*, item_ids: Collection[int], changes: Mapping[str, Any]) -> int:
    """How many items there were. Raises ValidationFailedError for what can't be changed in bulk."""
    problems: dict[str, list[str]] = {name: [_("This can’t be changed here.")] for name in changes.keys() - CHANGEABLE}
    category_id = changes.get("category_id")
    if category_id is not None and not Category.objects.filter(pk=category_id).exists():
        problems["category_id"] = [_("Choose one of your categories.")]
    if changes.get("tax_category") and changes["tax_category"] not in list(TaxCategory):
        problems["tax_category"] = [_("Choose one of the tax categories.")]
    if problems:
        raise ValidationFailedError(_("Some fields need another look."), fields=problems)
    return Item.objects.current().filter(pk__in=item_ids).update(**changes, updated_at=now())
