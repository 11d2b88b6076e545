"""Several people doing something at the very same moment, each on a connection of their own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from tenants.context import TenantRef, use_tenant


def at_once(tenant: TenantRef, *works: Callable[[], object]) -> list[BaseException | None]:
    """Run them together in the tenant's context; what each raised, or None, in their order."""
    start = threading.Barrier(len(works))

    def run(work: Callable[[], object]) -> None:
        try:
            with use_tenant(tenant):
                start.wait()
                work()
        finally:
            for connection in connections.all(initialized_only=True):
                connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return [future.exception() for future in [pool.submit(run, work) for work in works]]
