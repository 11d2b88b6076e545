"""The whole run, in an order that lets every side see the same database."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from comanda.kernel.embedded import ensure_services
from tenants.prepare import prepare_platform
from tests.performance.tenancy import creating, databases, isolation, migrating, moving, requests_overhead
from tests.performance.tenancy.timing import median
from tests.plugins import test_database
from tests.plugins.pgbouncer import ABSENT, find_pgbouncer, pgbouncer

CLAIMS = 500
POOLED_SHARE = 0.2
POOL = 6
ROUNDS = 3
FLAT_ROUNDS = 10
MOVES = 5

Stock = Callable[..., list[float]]
Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Size:
    tenants: int
    stock_tenants: int
    rounds: int
    checks: int


def run(size: Size, *, stock: Stock | None, say: Callable[..., None]) -> Figures:
    ensure_services(var=settings.VAR, with_postgres=settings.EMBEDDED_POSTGRES, with_redis=settings.EMBEDDED_REDIS)
    if settings.EMBEDDED_POSTGRES:
        test_database.hurry()  # as for tests: making and dropping half a million files must not wait for the disk
    figures: Figures = {"fsync": databases.fsync()}
    with databases.databases():
        say("the platform")
        prepare_platform(spares=0)
        create(size, stock, figures, say)
        creating.fill(min(size.stock_tenants, size.tenants))
        overhead(figures, say)
        isolate(size, figures, say)
        if stock is not None:
            migrate_with_stock(stock, figures, say)
        move(figures, say)
        grow(size, figures, say)
        migrate(figures, say)
    return figures


def create(size: Size, stock: Stock | None, figures: Figures, say: Callable[..., None]) -> None:
    say("creating")
    created = creating.create_against_raw(size.rounds)
    figures["create_vs_raw"] = round(created["ours_ms"] / created["raw_ms"], 3)
    figures["create_ms"] = {name: round(value, 1) for name, value in created.items()}
    if stock is not None:
        databases.copy("ours", "stock")
        taken = stock("create", databases.name_of("stock"), "2")
        databases.drop("stock")
        figures["create_ms"]["stock_ms"] = round(median(taken), 1)
        figures["create_vs_stock"] = round(median(taken) / created["ours_ms"], 1)
        figures["create_raw_vs_stock"] = round(median(taken) / created["raw_ms"], 1)
    ratios = {key: value for key, value in figures.items() if key.startswith("create_") and key != "create_ms"}
    say("  a tenant", **figures["create_ms"], **ratios)


def overhead(figures: Figures, say: Callable[..., None]) -> None:
    say("requests")
    measured = requests_overhead.measure()
    figures["request_us"] = measured
    figures["request_overhead_us"] = round(measured["ours_0"] - measured["bare_0"], 2)
    figures["request_overhead_us_one_query"] = round(measured["ours_1"] - measured["bare_1"], 2)
    figures["request_extra_statements"] = measured["extra_statements"]
    say("  microseconds", **measured)


def isolate(size: Size, figures: Figures, say: Callable[..., None]) -> None:
    say("isolation")
    pooled = int(size.checks * POOLED_SHARE) if find_pgbouncer() else 0
    parts = {"direct": isolation.stress(size.checks - pooled)}
    say("  on connections of our own", **parts["direct"])
    if pooled:
        with pgbouncer(pool=POOL):
            parts["pgbouncer"] = isolation.stress(pooled)
        say(f"  over {POOL} connections of a PgBouncer", **parts["pgbouncer"])
    else:
        say(f"  {ABSENT}")
    figures["isolation_checks"] = sum(int(part["checks"]) for part in parts.values())
    figures["isolation_wrong"] = sum(int(part["wrong"]) for part in parts.values())
    figures["isolation"] = parts


def migrate_with_stock(stock: Stock, figures: Figures, say: Callable[..., None]) -> None:
    """The fleet as stock would have it: the same schemas in a copy, its own table of tenants beside ours."""
    say("a release, stock and ours")
    databases.copy("ours", "stock")
    stock("create", databases.name_of("stock"), "0")
    taken = stock("migrate", databases.name_of("stock"), probe="after")
    databases.drop("stock")
    migrating.release("after")
    ours = migrating.ours()
    migrating.take_back(list(ours.group.schemas), ours.group.applied)
    migrating.release("before")
    figures["migrate_stock_tenants"] = ours.tenants
    figures["migrate_vs_stock"] = round(taken[0] / ours.total, 1)
    figures["migrate_stock_ms"] = {"stock": round(taken[0]), "ours": round(ours.total)}
    say(
        "  milliseconds",
        **figures["migrate_stock_ms"],
        tenants=figures["migrate_stock_tenants"],
        vs_stock=figures["migrate_vs_stock"],
    )


def move(figures: Figures, say: Callable[..., None]) -> None:
    say("moving empty tenants to another shard")
    taken = moving.measure(MOVES)
    figures["move_ms"], figures["move_frozen_ms"] = round(taken["ms"]), round(taken["frozen_ms"])
    say("  milliseconds", **rounded(taken))


def grow(size: Size, figures: Figures, say: Callable[..., None]) -> None:
    say(f"growing to {size.tenants} tenants")
    creating.fill(size.tenants - 2 * FLAT_ROUNDS)
    first, last = figures["create_ms"], creating.create_against_raw(FLAT_ROUNDS)
    figures["create_last_ms"] = rounded(last)
    # Raw, which knows of no tenants, tells how much of it is the machine's mood.
    figures["create_flat"] = round(last["ours_ms"] / first["ours_ms"], 2)
    figures["create_flat_raw"] = round(last["raw_ms"] / first["raw_ms"], 2)
    creating.fill(size.tenants)
    say(
        "  the last against the first",
        ratio=figures["create_flat"],
        raw=figures["create_flat_raw"],
        **figures["create_last_ms"],
    )
    claimed = creating.claims(CLAIMS)
    figures |= {f"signup_claim_{name}": round(value, 2) for name, value in claimed.items()}
    say("  sign-up by claiming a spare", **rounded(claimed))


def migrate(figures: Figures, say: Callable[..., None]) -> None:
    say("a release, raw and ours")
    migrating.release("after")
    taken = migrating.in_turns(ROUNDS)
    figures["migrate_tenants"] = taken.pop("tenants")
    figures["migrate_ms"] = {name: round(value) for name, value in taken.items()}
    figures["migrate_vs_raw"] = round(taken["ours"] / taken["raw"], 3)
    figures["migrate_vs_raw_applying"] = round(taken["applying"] / taken["raw"], 3)
    say(
        "  milliseconds",
        **figures["migrate_ms"],
        tenants=figures["migrate_tenants"],
        vs_raw=figures["migrate_vs_raw"],
        applying_vs_raw=figures["migrate_vs_raw_applying"],
    )


def rounded(figures: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 2) for name, value in figures.items()}
