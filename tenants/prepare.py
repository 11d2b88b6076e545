"""Everything a start needs, in one idempotent step: the public schema, templates, the fleet, spares for sign-ups."""

from collections.abc import Callable

from tenants.connections import direct_connection, shard_aliases
from tenants.context import CONTROL_ALIAS, use_platform
from tenants.errors import FleetFailedError
from tenants.fleet.migrate import Outcome, migrate_fleet
from tenants.provisioning.refill import refill_spares
from tenants.schema.migrations import is_migrated, migrate_here
from tenants.schema.template import ensure_template

Tell = Callable[[str], None]
LOCK = 0x7072657061726531


def prepare_platform(
    *, spares: int | None = None, tell: Tell | None = None, on_outcome: Callable[[Outcome], None] | None = None
) -> None:
    """Migrate what is behind and refill the spares. Safe to run from several machines at once: the others wait.

    Raises FleetFailedError where a schema could not be migrated; everything else is done then, and a repeat resumes.
    """
    say = tell or (lambda _text: None)
    with direct_connection(CONTROL_ALIAS) as lock:
        lock.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        prepare_control(tell=say)
        for shard in shard_aliases():
            ensure_template(shard=shard, progress=say)
        report = migrate_fleet(tell=say, on_outcome=on_outcome)
        if report.failed:
            first = report.failed[0]
            msg = (
                f"{len(report.failed)} of {report.behind} schemas could not be migrated; {first.schema}: {first.error}"
            )
            raise FleetFailedError(
                msg,
                extra={"failed": [outcome.schema for outcome in report.failed]},
            )
        refill_spares(wanted=spares, tell=say)


def prepare_control(*, tell: Tell | None = None) -> None:
    """The public schema alone."""
    with use_platform():
        if not is_migrated():
            migrate_here(progress=tell)
