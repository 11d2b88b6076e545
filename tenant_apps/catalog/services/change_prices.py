"""Change many prices at once, by a percentage."""

from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from comanda.kernel.money import exponent, unit
from tenant_apps.catalog.contracts import PriceChange
from tenant_apps.catalog.models import Size
from tenant_apps.catalog.services.checks import MOST, Checks
from tenants.context import current_tenant


def change_prices(*, item_ids: Collection[int], percent: Decimal, round_to: Decimal) -> tuple[PriceChange, ...]:
    """Every size of these items by `percent` (5 is five percent more), to the nearest `round_to`, which is a number of
    the currency's smallest coins. What changed, so that it can be taken back.

    Raises ValidationFailedError.
    """
    smallest = unit(current_tenant().currency)
    checks = Checks()
    if not Decimal(-90) <= percent <= Decimal(500):
        checks.add("percent", _("Write a percentage between -90 and 500."))
    if not smallest <= round_to <= 100_000 * smallest or round_to % smallest:
        checks.add("round_to", _("Choose what to round to."))
    checks.refuse()
    with transaction.atomic():
        sizes = list(Size.objects.select_for_update(no_key=True).filter(item_id__in=item_ids).order_by("pk"))
        before = {size.pk: size.price for size in sizes}
        for size in sizes:
            steps = (size.price * (100 + percent) / 100 / round_to).quantize(Decimal(1), rounding=ROUND_HALF_UP)
            size.price = steps * round_to
            if size.price >= MOST:
                checks.add("percent", _("Write a price between 0 and %(most)d.") % {"most": MOST - 1})
        checks.refuse()
        Size.objects.bulk_update(sizes, ["price"])
    return tuple(
        PriceChange(size_id=size.pk, before=before[size.pk], after=size.price)
        for size in sizes
        if before[size.pk] != size.price
    )


def rounding_steps(currency: str) -> list[Decimal]:
    """What people round to: coins, and notes where there are no coins."""
    steps = (1, 10, 50, 100) if exponent(currency) else (1, 10, 50, 100, 500, 1000)
    return [step * unit(currency) for step in steps]
