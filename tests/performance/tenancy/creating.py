"""Making tenants: ours against the same DDL in one string; sign-ups that claim a spare."""

import itertools
import queue
import threading
import time
from collections.abc import Callable

from django.db import connections

from tenants.connections import direct_connection
from tenants.contracts import NewTenant
from tenants.models import Chain, Domain, SpareSchema, Tenant
from tenants.provisioning.create_tenant import create_tenant
from tenants.provisioning.spares import new_schema_name
from tenants.schema.migrations import code_fingerprint
from tenants.schema.template import compiled_template
from tenants.selectors import list_tenants
from tests.performance.tenancy.timing import interleaved, median, milliseconds, percentile

_numbers = itertools.count()


def new_tenant() -> None:
    """A whole tenant: schema, seeds, chain, row, domain."""
    number = next(_numbers)
    create_tenant(NewTenant(f"Bench {number}", f"bench-{number}", "IT", "EUR", "Europe/Rome"))


def create_against_raw(rounds: int) -> dict[str, float]:
    compiled = compiled_template(shard="default")
    with direct_connection("default") as raw:

        def bare() -> None:
            schema = new_schema_name()
            raw.execute(f"BEGIN; CREATE SCHEMA {schema}; SET LOCAL search_path TO {schema};\n{compiled.ddl} COMMIT")  # type: ignore[arg-type]
            made.append(schema)

        made: list[str] = []
        bare(), new_tenant()  # warm
        taken = interleaved(rounds, raw=bare, ours=new_tenant)
        for schema in made:
            raw.execute(f"DROP SCHEMA {schema} CASCADE")  # type: ignore[arg-type]
    return {"ours_ms": median(taken["ours"]), "raw_ms": median(taken["raw"])}


def fill(count: int) -> None:
    """Bring the platform to `count` living tenants, by two threads."""
    waiting: queue.SimpleQueue[None] = queue.SimpleQueue()
    for _ in range(count - len(list_tenants())):
        waiting.put(None)

    def work() -> None:
        try:
            while True:
                waiting.get_nowait()
                new_tenant()
        except queue.Empty:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def claims(count: int) -> dict[str, float]:
    """A sign-up that finds spares: check the name, claim, add chain, tenant, domain, tell every process.

    Its statements alone, which the target speaks of, and the whole of it.
    """
    names = [f"t_claim{number:010d}" for number in range(count)]
    SpareSchema.objects.bulk_create(
        [SpareSchema(schema=name, shard="default", fingerprint=code_fingerprint(), is_ready=True) for name in names]
    )
    with connections["control"].cursor() as cursor:
        cursor.execute("ANALYZE")
    in_database: list[float] = []

    def watch(execute: Callable[..., object], *asked: object) -> object:
        started = time.perf_counter()
        try:
            return execute(*asked)
        finally:
            in_database[-1] += (time.perf_counter() - started) * 1000

    def claim() -> None:
        in_database.append(0.0)
        new_tenant()

    with connections["control"].execute_wrapper(watch):
        taken = [milliseconds(claim) for _ in range(count)]
    claimed = Tenant.objects.filter(schema_name__in=names)
    chains = list(claimed.values_list("chain_id", flat=True))
    Domain.objects.filter(tenant__in=claimed).delete()
    claimed.delete()
    Chain.objects.filter(pk__in=chains).delete()
    return {
        "p50_ms": median(in_database),
        "p99_ms": percentile(in_database, 0.99),
        "whole_p50_ms": median(taken),
        "whole_p99_ms": percentile(taken, 0.99),
    }
