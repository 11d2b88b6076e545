"""Find items the way other systems name them: by size code, item code or name."""

from collections.abc import Iterable, Mapping

from comanda.kernel.money import quantize
from tenant_apps.catalog.contracts import ItemRef, TaxCategory
from tenant_apps.catalog.models import Size
from tenant_apps.catalog.selectors.search import fold
from tenants.context import current_tenant


def lookup_items(*, codes: Iterable[str]) -> Mapping[str, ItemRef]:
    """code or name -> item and size; what is not found is not in the answer. One query for any number.

    A size's code wins over an item's, codes win over names, current items over removed ones. A name finds an item's
    only or first size, or says which one: `Margherita (Large)`.
    """
    found: dict[str, ItemRef] = {}
    # Later entries overwrite earlier ones: removed items come first, and within an item the first size comes last.
    rows = sorted(
        Size.objects.select_related("item", "item__category"),
        key=lambda size: (not size.item.is_archived, -size.item_id, -size.position, -size.pk),
    )
    refs = [(size, _ref(size)) for size in rows]
    for size, ref in refs:
        found[fold(size.item.name)] = ref
        found[fold(f"{size.item.name} ({size.name})")] = ref
    for size, ref in refs:
        if size.item.code:
            found[f"={size.item.code}"] = ref
    for size, ref in refs:
        if size.code:
            found[f"={size.code}"] = ref
    answer: dict[str, ItemRef] = {}
    for code in codes:
        match = found.get(f"={code}") or found.get(fold(code.strip()))
        if match is not None:
            answer[code] = match
    return answer


def _ref(size: Size) -> ItemRef:
    item = size.item
    inherited = item.category.tax_category if item.category else ""
    return ItemRef(
        item_id=item.pk,
        size_id=size.pk,
        name=item.name,
        size_name=size.name,
        price=quantize(size.price, current_tenant().currency),
        tax_category=item.tax_category or inherited or TaxCategory.FOOD.value,
    )
