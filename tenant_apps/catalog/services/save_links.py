"""Write which groups an item offers, by which rules, and what their options are on this item."""

from django.utils.translation import gettext as _

from tenant_apps.catalog.contracts import MOST_CHOICES, ItemDraft
from tenant_apps.catalog.models import GroupLink, Item, LinkRule, ModifierGroup, ModifierOption
from tenant_apps.catalog.services.checks import Checks


def check_links(draft: ItemDraft, checks: Checks) -> None:
    known = set(
        ModifierGroup.objects.filter(pk__in=[link.group_id for link in draft.groups]).values_list("pk", flat=True)
    )
    for place, link in enumerate(draft.groups):
        if link.group_id not in known:
            checks.add(f"groups.{place}.group_id", _("Choose one of your groups of choices."))
        known.discard(link.group_id)
        if not 0 <= link.minimum <= MOST_CHOICES:
            checks.add(f"groups.{place}.minimum", _("Choose between 0 and 100."))
        if link.maximum is not None and not max(link.minimum, 1) <= link.maximum <= MOST_CHOICES:
            checks.add(f"groups.{place}.maximum", _("The maximum can’t be below the minimum, nor below 1."))
        if not 0 <= link.included <= MOST_CHOICES:
            checks.add(f"groups.{place}.included", _("Choose between 0 and 100."))
    _check_choices(draft, checks)


def _check_choices(draft: ItemDraft, checks: Checks) -> None:
    asked = [choice.option_id for link in draft.groups for choice in link.choices or ()]
    group_of = dict(ModifierOption.objects.filter(pk__in=asked).values_list("pk", "group_id")) if asked else {}
    for place, link in enumerate(draft.groups):
        seen: set[int] = set()
        for number, choice in enumerate(link.choices or ()):
            where = f"groups.{place}.choices.{number}"
            if group_of.get(choice.option_id) != link.group_id or choice.option_id in seen:
                checks.add(f"{where}.option_id", _("Choose each option of this group once."))
            seen.add(choice.option_id)
            if choice.price is not None:
                checks.price(f"{where}.price", choice.price)


def save_links(*, item: Item, draft: ItemDraft) -> None:
    wanted = {link.group_id: (place, link) for place, link in enumerate(draft.groups)}
    item.group_links.exclude(group_id__in=wanted).delete()
    GroupLink.objects.bulk_create(
        [
            GroupLink(
                item=item,
                group_id=group_id,
                minimum=link.minimum,
                maximum=link.maximum,
                included=link.included,
                position=place,
            )
            for group_id, (place, link) in wanted.items()
        ],
        update_conflicts=True,
        unique_fields=["item", "group"],
        update_fields=["minimum", "maximum", "included", "position"],
    )
    _save_choices(item, draft)


def _save_choices(item: Item, draft: ItemDraft) -> None:
    """What differs from the group, for those links that say so; one that says nothing keeps what it has."""
    stated = {link.group_id: link.choices for link in draft.groups if link.choices is not None}
    if not stated:
        return
    links = dict(item.group_links.filter(group_id__in=stated).values_list("group_id", "pk"))
    LinkRule.objects.filter(link_id__in=links.values()).delete()
    LinkRule.objects.bulk_create([
        LinkRule(link_id=links[group_id], option_id=choice.option_id, price=choice.price, is_default=choice.is_default)
        for group_id, choices in stated.items()
        for choice in choices
        if choice.price is not None or choice.is_default is not None
    ])  # fmt: skip
