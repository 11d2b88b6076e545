"""The next number of a venue's business day: gapless, because the counter's row is locked until the commit."""

from datetime import date

from django.db import connection

from tenant_apps.ordering.models import DayCounter

_TABLE = DayCounter._meta.db_table
_DRAW = (
    f"INSERT INTO {_TABLE} (venue_id, business_date, last_number) VALUES (%s, %s, %s) "  # noqa: S608
    "ON CONFLICT (venue_id, business_date) "
    f"DO UPDATE SET last_number = {_TABLE}.last_number + EXCLUDED.last_number RETURNING last_number"
)


def draw_number(*, venue_id: int, business_date: date, count: int = 1) -> int:
    """The last of `count` new numbers. Call it as late in the transaction as can be: every other order of the venue
    waits for the commit; a rollback gives the numbers back."""
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, [venue_id, business_date, count])
        number: int = cursor.fetchone()[0]
    return number
