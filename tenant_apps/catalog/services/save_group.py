"""Make or change a group of choices. Its options are items: new names become items of their own."""

from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tenant_apps.catalog.contracts import MOST_OF_ONE_OPTION, GroupDraft, ItemDraft, Longest, OptionDraft, SizeDraft
from tenant_apps.catalog.errors import GroupNotFoundError
from tenant_apps.catalog.models import Item, ModifierGroup, ModifierOption, Size
from tenant_apps.catalog.services.checks import Checks
from tenant_apps.catalog.services.save_item import save_item


def save_group(*, group_id: int | None = None, draft: GroupDraft) -> int:
    """Its id. Options that stay keep their id, so that carts keep their choices.

    Raises GroupNotFoundError, ValidationFailedError with fields such as `options.2.price`.
    """
    with transaction.atomic():
        group = ModifierGroup() if group_id is None else _locked(group_id)
        _check(group, draft)
        group.name = draft.name.strip()
        group.code = draft.code.strip()
        if group_id is None:
            group.position = (ModifierGroup.objects.aggregate(last=Max("position"))["last"] or 0) + 1
        group.save()
        _save_options(group, draft)
    return group.pk


def _locked(group_id: int) -> ModifierGroup:
    group = ModifierGroup.objects.select_for_update(no_key=True).order_by("pk").filter(pk=group_id).first()
    if group is None:
        raise GroupNotFoundError()
    return group


def _check(group: ModifierGroup, draft: GroupDraft) -> None:
    checks = Checks()
    checks.text("name", draft.name, Longest.GROUP_NAME, required=True)
    code = checks.text("code", draft.code, Longest.CODE)
    if code and ModifierGroup.objects.filter(code=code).exclude(pk=group.pk).exists():
        checks.add("code", _("Another group has this code."))
    ids = [option.item_id for option in draft.options if option.item_id is not None]
    known = set(Item.objects.current().filter(pk__in=ids).values_list("pk", flat=True))
    sizes = dict(Size.objects.filter(item_id__in=known).values_list("pk", "item_id"))
    seen: set[tuple[object, int | None]] = set()
    for place, option in enumerate(draft.options):
        where = f"options.{place}"
        if option.item_id is None:
            checks.text(f"{where}.name", option.name, Longest.ITEM_NAME, required=True)
        elif option.item_id not in known:
            checks.add(f"{where}.item_id", _("Choose one of your items."))
        elif option.size_id is not None and sizes.get(option.size_id) != option.item_id:
            checks.add(f"{where}.size_id", _("Choose a size of that item."))
        key = (option.item_id or option.name.strip().casefold(), option.size_id)
        if key in seen:
            checks.add(f"{where}.name", _("This choice is in the group already."))
        seen.add(key)
        if option.price is not None:
            checks.price(f"{where}.price", option.price)
        if not 1 <= option.max_quantity <= MOST_OF_ONE_OPTION:
            checks.add(f"{where}.max_quantity", _("Choose between 1 and 100."))
    checks.refuse()


def _save_options(group: ModifierGroup, draft: GroupDraft) -> None:
    present = {(option.item_id, option.size_id): option for option in group.options.all()}
    for place, wanted in enumerate(draft.options):
        item_id = wanted.item_id or _new_item(wanted)
        option = present.pop((item_id, wanted.size_id), None) or ModifierOption(
            group=group, item_id=item_id, size_id=wanted.size_id
        )
        option.price = wanted.price if wanted.item_id else None
        option.is_default = wanted.is_default
        option.max_quantity = wanted.max_quantity
        option.position = place
        option.save()
    ModifierOption.objects.filter(pk__in=[option.pk for option in present.values()]).delete()


def _new_item(option: OptionDraft) -> int:
    """An extra: sold only as a choice, because it has no category."""
    return save_item(draft=ItemDraft(name=option.name, sizes=(SizeDraft(price=option.price or Decimal(0)),)))
