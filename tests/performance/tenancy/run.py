"""The whole run, in an order that lets every side see the same database."""

from collections.abc import Callable
from typing import Any

from django.conf import settings

from comanda.kernel.embedded import ensure_services
from tenants.prepare import prepare_platform
from tests.performance.tenancy import creating, databases, isolation, migrating, requests_overhead
from tests.performance.tenancy.timing import median


def run(
    *,
    tenants: int,
    rounds: int,
    stress_seconds: float,
    stock: Callable[..., list[float]] | None,
    say: Callable[..., None],
) -> dict[str, Any]:
    ensure_services(var=settings.VAR, with_postgres=settings.EMBEDDED_POSTGRES, with_redis=settings.EMBEDDED_REDIS)
    figures: dict[str, Any] = {}
    with databases.databases():
        say("the platform")
        prepare_platform(spares=0)

        say("creating")
        created = creating.create_against_raw(rounds)
        figures["create_vs_raw"] = round(created["ours_ms"] / created["raw_ms"], 3)
        figures["create_ms"] = {name: round(value, 1) for name, value in created.items()}
        if stock is not None:
            databases.copy("ours", "stock")
            taken = stock("create", databases.name_of("stock"), "2")
            figures["create_ms"]["stock_ms"] = round(median(taken), 1)
            figures["create_vs_stock"] = round(median(taken) / created["ours_ms"], 1)
        say(
            "  creating a tenant",
            **figures["create_ms"],
            vs_stock=figures.get("create_vs_stock"),
            vs_raw=figures["create_vs_raw"],
        )

        flat = creating.fill(tenants)
        if flat:
            figures["create_flat"] = round(flat["last_ms"] / flat["first_ms"], 2)
            say("  from the first tenants to the last", ratio=figures["create_flat"], **rounded(flat))
        claimed = creating.claims(300)
        figures["signup_claim_p99_ms"] = round(claimed["p99_ms"], 2)
        figures["signup_claim_p50_ms"] = round(claimed["p50_ms"], 2)
        say("  sign-up by claiming a spare", **rounded(claimed))

        say("requests")
        overhead = requests_overhead.measure()
        figures["request_us"] = overhead
        figures["request_overhead_us"] = round(overhead["ours_0"] - overhead["bare_0"], 2)
        figures["request_overhead_us_one_query"] = round(overhead["ours_1"] - overhead["bare_1"], 2)
        figures["request_extra_statements"] = overhead["extra_statements"]
        say("  microseconds", **overhead)

        say("isolation")
        stressed = isolation.stress(stress_seconds)
        figures["isolation_checks"], figures["isolation_wrong"] = int(stressed["checks"]), int(stressed["wrong"])
        say("  checks", **stressed)

        say("migrating the fleet")
        if stock is not None:
            drop_and_copy_stock(stock)
        migrating.release()
        ours = migrating.ours()
        raw = migrating.raw(ours["groups"], ours["steps"])
        figures["migrate_tenants"] = ours["schemas"] - 1  # the template is nobody's
        figures["migrate_vs_raw"] = round(ours["applying_ms"] / raw["ms"], 3)
        figures["migrate_vs_raw_with_planning"] = round(ours["ms"] / raw["ms"], 3)
        figures["migrate_ms"] = {
            "ours": round(ours["ms"]),
            "applying": round(ours["applying_ms"]),
            "raw": round(raw["ms"]),
            "nothing": round(ours["nothing_ms"]),
        }
        if stock is not None:
            taken = stock("migrate", databases.name_of("stock_fleet"), probe="after")
            figures["migrate_ms"]["stock"] = round(taken[0])
            figures["migrate_vs_stock"] = round(taken[0] / ours["ms"], 1)
        say("  milliseconds", **figures["migrate_ms"], tenants=figures["migrate_tenants"])
    return figures


def drop_and_copy_stock(stock: Callable[..., list[float]]) -> None:
    """The fleet as stock would have it: the same schemas, and its own table of tenants beside ours."""
    databases.copy("ours", "stock_fleet")
    stock("create", databases.name_of("stock_fleet"), "0")


def rounded(figures: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 2) for name, value in figures.items()}
