"""Make or change a heading of the menu."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tenant_apps.catalog.contracts import CategoryDraft, Longest, TaxCategory
from tenant_apps.catalog.errors import CategoryNotFoundError
from tenant_apps.catalog.models import Category
from tenant_apps.catalog.selectors.slugs import free_slug
from tenant_apps.catalog.services.checks import Checks


def save_category(*, category_id: int | None = None, draft: CategoryDraft) -> int:
    """Its id. Raises CategoryNotFoundError, ValidationFailedError."""
    with transaction.atomic():
        category = Category() if category_id is None else _locked(category_id)
        checks = Checks()
        name = checks.text("name", draft.name, Longest.CATEGORY_NAME, required=True)
        category.description = checks.text("description", draft.description, Longest.CATEGORY_DESCRIPTION)
        category.station = checks.station("station", draft.station)
        if draft.tax_category:
            checks.choices("tax_category", [draft.tax_category], list(TaxCategory))
        if draft.parent_id is not None and not _may_stand_under(category_id, draft.parent_id):
            checks.add("parent_id", _("Choose a category that is not this one or below it."))
        checks.refuse()
        if category.name != name:
            category.slug = free_slug(Category, name, keep=category_id)
        category.name = name
        category.parent_id = draft.parent_id
        category.tax_category = draft.tax_category
        category.is_active = draft.is_active
        if category_id is None:
            category.position = (Category.objects.aggregate(last=Max("position"))["last"] or 0) + 1
        category.save()
    return category.pk


def _locked(category_id: int) -> Category:
    category = Category.objects.select_for_update().order_by("pk").filter(pk=category_id).first()
    if category is None:
        raise CategoryNotFoundError()
    return category


def _may_stand_under(category_id: int | None, parent_id: int) -> bool:
    parents = dict(Category.objects.values_list("pk", "parent_id"))
    above: int | None = parent_id
    for _step in range(len(parents) + 1):
        if above is None:
            return True
        if above == category_id or above not in parents:
            return False
        above = parents[above]
    return False
