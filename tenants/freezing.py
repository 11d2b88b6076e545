"""A tenant that holds still for a moment: its hosts answer "one moment", its tasks and facts wait.

Told over the announcements, remembered by each process until it is told otherwise or the time is over: a mover that
died leaves nobody frozen. It is a courtesy to people: a process that wasn't told runs into the locks on the tables.
"""

import time

from tenants.broadcast import announce, on_announcement
from tenants.context import TenantRef
from tenants.resolution import find_by_schema, forget_map, holding_still

TOPIC = "tenant-frozen"
LOOK_AGAIN_SECONDS = 0.02


def freeze(tenant_id: int, *, seconds: float) -> None:
    announce(TOPIC, str(seconds), tenant_id=tenant_id)


def thaw(tenant_id: int) -> None:
    """Served again, from wherever its row says."""
    announce(TOPIC, "0", tenant_id=tenant_id)


def find_thawed(schema: str) -> TenantRef | None:
    """Like `find_by_schema`, after waiting for a frozen tenant: it may live elsewhere afterwards."""
    ref = find_by_schema(schema)
    while ref is not None and holding_still.get(ref.id, 0.0) > time.monotonic():
        time.sleep(LOOK_AGAIN_SECONDS)
        ref = find_by_schema(schema)
    return ref


def _hear(tenant_id: int, seconds: str) -> None:
    if float(seconds):
        holding_still[tenant_id] = time.monotonic() + float(seconds)
    else:
        holding_still.pop(tenant_id, None)
    forget_map()


on_announcement(TOPIC, _hear)
