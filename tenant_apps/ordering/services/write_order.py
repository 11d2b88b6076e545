"""The order itself, its check and its first history, with the next number of the venue's day: one round trip.

Gapless: the counter's row is locked until the commit, and a rollback gives the number back. This is the last statement
of the transaction, because every other order of the venue waits from here on.
"""

from collections.abc import Sequence

from django.db import connection

from tenant_apps.ordering.models import Order, StateEntry
from tenant_apps.ordering.services.write_lines import as_json

_WRITE = """
WITH given AS MATERIALIZED (SELECT %s::jsonb AS doc),
wanted AS MATERIALIZED (
    SELECT filled.* FROM given, jsonb_populate_record(NULL::ordering_order, doc->'order') AS filled
),
counter AS (
    INSERT INTO ordering_daycounter (venue_id, business_date, last_number)
    SELECT venue_id, business_date, 1 FROM wanted
    ON CONFLICT (venue_id, business_date) DO UPDATE SET last_number = ordering_daycounter.last_number + 1
    RETURNING last_number
),
placed AS (
    INSERT INTO ordering_order SELECT filled.*
    FROM given, counter, jsonb_populate_record(NULL::ordering_order,
        doc->'order' || jsonb_build_object('number', last_number)) AS filled
),
checked AS (
    INSERT INTO ordering_check (id, order_id, number, total, paid)
    SELECT (doc->>'check_id')::bigint, id, 1, total, 0 FROM given, wanted
),
history AS (
    INSERT INTO ordering_stateentry SELECT filled.*
    FROM given, wanted, jsonb_array_elements(doc->'history') AS h(step), jsonb_populate_record(
        NULL::ordering_stateentry,
        step || jsonb_build_object('id', nextval('ordering_stateentry_id_seq'), 'order_id', wanted.id)) AS filled
)
SELECT last_number FROM counter
"""
_ORDER_COLUMNS = tuple(field.attname for field in Order._meta.concrete_fields)


def write_order(*, order: Order, check_id: int, history: Sequence[StateEntry]) -> None:
    """Inside a transaction. `order` has its id, and gets its number."""
    document = {
        "order": {name: getattr(order, name) for name in _ORDER_COLUMNS},
        "check_id": check_id,
        "history": [
            {
                "machine": entry.machine,
                "state": entry.state,
                "at": entry.at,
                "actor": entry.actor,
                "reason": entry.reason,
            }
            for entry in history
        ],
    }
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [as_json(document)])
        order.number = cursor.fetchone()[0]
