"""The one place where items change state: by the machine, with a step row for each."""

from collections.abc import Iterable

from comanda.kernel.clock import now
from tenant_apps.kitchen.contracts import ITEM_MACHINE
from tenant_apps.kitchen.models import ItemStep, TicketItem


def move_items(*, items: Iterable[TicketItem], verb: str, actor: str) -> list[TicketItem]:
    """Apply `verb` to those items it is possible for; the others stay as they are. Returns the moved ones.

    The caller holds the lock on their order (see lock_order). Two statements, however many items.
    """
    at = now()
    moved, steps = [], []
    for item in items:
        if not ITEM_MACHINE.allows(item.state, verb):
            continue
        previous, item.state = item.state, ITEM_MACHINE.target(item.state, verb)
        item.changed_at, item.changed_by = at, actor
        moved.append(item)
        steps.append(ItemStep(item=item, state=item.state, previous=previous, at=at, actor=actor))
    TicketItem.objects.bulk_update(moved, ["state", "changed_at", "changed_by"])
    ItemStep.objects.bulk_create(steps)
    return moved
