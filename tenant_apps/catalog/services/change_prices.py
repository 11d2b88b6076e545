"""Change many prices at once, by a percentage."""

from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from tenant_apps.catalog.models import Size
from tenant_apps.catalog.services.checks import Checks


def change_prices(*, item_ids: Collection[int], percent: Decimal, round_to: Decimal) -> int:
    """Every size of these items by `percent` (5 is five percent more), to the nearest `round_to`. How many changed.

    Raises ValidationFailedError.
    """
    checks = Checks()
    if not Decimal(-90) <= percent <= Decimal(500):
        checks.add("percent", _("Write a percentage between -90 and 500."))
    if not Decimal("0.001") <= round_to <= 1000:
        checks.add("round_to", _("Choose what to round to."))
    checks.refuse()
    with transaction.atomic():
        sizes = list(Size.objects.select_for_update(no_key=True).filter(item_id__in=item_ids).order_by("pk"))
        for size in sizes:
            steps = (size.price * (100 + percent) / 100 / round_to).quantize(Decimal(1), rounding=ROUND_HALF_UP)
            size.price = steps * round_to
        Size.objects.bulk_update(sizes, ["price"])
    return len(sizes)
