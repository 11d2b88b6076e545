"""The order itself, its check and its first history, with the next number of the venue's day.

Gapless: the counter's row is locked until the commit, and a rollback gives the number back. It is drawn by the last
statement of the message, because every other order of the venue waits from there on.
"""

from collections.abc import Sequence

from comanda.kernel.one_message import Expression, insert
from tenant_apps.ordering.contracts import StateChange
from tenant_apps.ordering.models import Order

_COLUMNS = tuple(str(field.column) for field in Order._meta.concrete_fields)
_NAMES = tuple(field.attname for field in Order._meta.concrete_fields if field.attname != "number")
_NUMBER_AT = [field.attname for field in Order._meta.concrete_fields].index("number")
_NEXT = Expression("(SELECT last_number FROM counter)")
_CHECK = ("id", "order_id", "number", "total", "paid")
_HISTORY = ("order_id", "machine", "state", "at", "actor", "reason")


def order_statements(*, order: Order, check_id: int, history: Sequence[StateChange]) -> list[str]:
    """For `one_message.send`, at its end: the last row it answers with is the order's number."""
    values = [getattr(order, name) for name in _NAMES]
    values.insert(_NUMBER_AT, _NEXT)
    steps = [(order.pk, entry.machine, entry.state, entry.at, entry.actor, entry.reason) for entry in history]
    counter = insert(
        "ordering_daycounter",
        ("venue_id", "business_date", "last_number"),
        [(order.venue_id, order.business_date, 1)],
        then="ON CONFLICT (venue_id, business_date) DO UPDATE SET last_number = ordering_daycounter.last_number + 1 "
        "RETURNING last_number",
    )
    placed = insert("ordering_order", _COLUMNS, [values], then="RETURNING number")
    return [
        insert("ordering_check", _CHECK, [(check_id, order.pk, 1, order.total, 0)]),
        insert("ordering_stateentry", _HISTORY, steps),
        f"WITH counter AS ({counter}) {placed}",
    ]
