"""Work done by many connections in the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from tenants.context import TenantRef, use_tenant


def at_once(tenant: TenantRef, works: list[Callable[[], object]]) -> list[object]:
    """Each in a thread and connection of its own, released together; errors come back as results."""
    barrier = Barrier(len(works))

    def run(work: Callable[[], object]) -> object:
        with use_tenant(tenant):
            try:
                barrier.wait(timeout=30)
                return work()
            except Exception as error:  # noqa: BLE001 - the test asserts on it
                return error
            finally:
                connections.close_all()

    with ThreadPoolExecutor(max_workers=len(works)) as pool:
        return list(pool.map(run, works))
