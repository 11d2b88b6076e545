"""State the prices of an item that differ by venue, channel, service or hours."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tenant_apps.catalog.contracts import PricedChannel, PriceDraft, PricedService
from tenant_apps.catalog.models import PriceRule, Size
from tenant_apps.catalog.services.checks import Checks


def save_price_rules(*, item_id: int, rules: Collection[PriceDraft], venue_ids: Collection[int] | None = None) -> None:
    """All prices of an item that differ by venue, channel, service or hours.

    `venue_ids`: whoever asks sees only these venues; what others charge stays as it is. Raises ValidationFailedError.
    """
    with transaction.atomic():
        own = set(Size.objects.filter(item_id=item_id).values_list("pk", flat=True))
        checks = Checks()
        seen: set[tuple[object, ...]] = set()
        for place, rule in enumerate(rules):
            checks.price(f"rules.{place}.price", rule.price)
            if venue_ids is not None and rule.venue_id is not None and rule.venue_id not in venue_ids:
                checks.add(f"rules.{place}.venue_id", _("Choose one of your venues."))
            if rule.size_id not in own:
                checks.add(f"rules.{place}.size_id", _("Choose a size of this item."))
            checks.choices(f"rules.{place}.service", {rule.service} - {""}, list(PricedService))
            checks.choices(f"rules.{place}.channel", {rule.channel} - {""}, list(PricedChannel))
            if (rule.starts_at is None) != (rule.ends_at is None):
                checks.add(f"rules.{place}.ends_at", _("Give both hours, or none."))
            if not 1 <= rule.weekdays <= 127:
                checks.add(f"rules.{place}.weekdays", _("Choose at least one day."))
            key = (rule.size_id, rule.venue_id, rule.channel, rule.service, rule.weekdays, rule.starts_at, rule.ends_at)
            if key in seen:
                checks.add(f"rules.{place}.price", _("Another price has the same conditions."))
            seen.add(key)
        checks.refuse()
        stated = PriceRule.objects.filter(size_id__in=own)
        if venue_ids is not None:
            stated = stated.filter(Q(venue_id=None) | Q(venue_id__in=venue_ids))
        stated.delete()
        PriceRule.objects.bulk_create([
            PriceRule(
                size_id=rule.size_id,
                venue_id=rule.venue_id,
                channel=rule.channel,
                service=rule.service,
                weekdays=rule.weekdays,
                starts_at=rule.starts_at,
                ends_at=rule.ends_at,
                price=rule.price,
            )
            for rule in rules
        ])  # fmt: skip
