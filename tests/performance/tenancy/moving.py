"""Empty tenants change their database: the whole of it, and how long nobody was served."""

from copy import deepcopy

from django.db import connections

from tenants.connections import direct_connection
from tenants.lifecycle.erase import erase_tenant
from tenants.lifecycle.move import Moved, move_tenant
from tenants.selectors import list_tenants
from tests.performance.tenancy import creating, databases
from tests.performance.tenancy.timing import median, milliseconds

SHARD = "second"


def measure(count: int) -> dict[str, float]:
    for _ in range(count + 1):
        creating.new_tenant()
    refs = list_tenants()[-count - 1 :]
    with direct_connection("default", dbname="postgres") as server:
        server.execute(f"CREATE DATABASE {databases.name_of(SHARD)}")
    connections.settings[SHARD] = deepcopy(connections.settings["default"]) | {"NAME": databases.name_of(SHARD)}
    taken: list[float] = []
    frozen: list[float] = []
    for ref in refs:
        moved: list[Moved] = []
        taken.append(
            milliseconds(lambda ref=ref, moved=moved: moved.append(move_tenant(tenant_id=ref.id, shard=SHARD)))
        )  # type: ignore[misc]
        frozen.append(moved[0].frozen_seconds * 1000)
    for ref in refs:
        erase_tenant(tenant_id=ref.id, confirmed_name=ref.name)
    connections.close_all()
    del connections.settings[SHARD]
    databases.drop(SHARD)
    return {"ms": median(taken[1:]), "frozen_ms": median(frozen[1:])}
