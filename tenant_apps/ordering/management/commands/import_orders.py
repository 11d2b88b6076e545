"""`manage.py import_orders --tenant alfa --venue centro orders.csv [lines.csv]`"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from comanda.kernel.errors import DomainError
from comanda.kernel.tabular import ImportReport
from tenant_apps.ordering.services.import_orders import import_orders
from tenant_apps.venues.facade import find_venue
from tenants.context import use_tenant
from tenants.facade import list_tenants


class Command(BaseCommand):
    help = "Import past orders from one CSV file (a row for every line) or two (orders and lines)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, help="orders.csv [lines.csv]; .gz is fine")
        parser.add_argument("--tenant", required=True, help="the tenant's subdomain")
        parser.add_argument("--venue", required=True, help="the venue's name in addresses")
        parser.add_argument("--map", action="append", default=[], metavar="FIELD=COLUMN", dest="mapping")
        parser.add_argument("--timezone", default="", help="of the times in the file; the venue's where left out")
        parser.add_argument("--service", default="", choices=["", "pickup", "delivery", "dine_in"])
        parser.add_argument("--source", default="", help="where the orders come from; numbers count once within it")
        parser.add_argument("--dry-run", action="store_true", help="read and check, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        files: list[Path] = options["files"]
        if len(files) > 2:
            raise CommandError("one or two files: orders.csv [lines.csv]")
        tenant = next((ref for ref in list_tenants() if ref.slug == options["tenant"]), None)
        if tenant is None:
            raise _no("tenant", options["tenant"])
        if missing := next((path for path in files if not path.is_file()), None):
            raise _no("file", missing)
        with use_tenant(tenant):
            venue = find_venue(slug=options["venue"])
            if venue is None:
                raise _no("venue", options["venue"])
            with files[0].open("rb") as orders:
                lines = files[1].open("rb") if len(files) == 2 else None
                try:
                    report = import_orders(
                        orders=orders,
                        lines=lines,
                        venue_id=venue.id,
                        mapping=dict(pair.split("=", 1) for pair in options["mapping"]),
                        timezone=options["timezone"],
                        service=options["service"],
                        source=options["source"],
                        dry_run=options["dry_run"],
                        progress=self._progress,
                    )
                except DomainError as error:
                    raise CommandError(" ".join(map(str, (error.message, error.fields, error.remedy)))) from error
                finally:
                    if lines is not None:
                        lines.close()
        self._tell(report)
        if not report.is_clean:
            sys.exit(1)

    def _progress(self, done: int, total: int, stage: str = "") -> None:
        self.stderr.write(f"\r{stage} {done}/{total} ", ending="")

    def _tell(self, report: ImportReport) -> None:
        self.stderr.write("")
        for problem in report.problems[:50]:
            kind = "note" if problem.is_warning else "ERROR"
            self.stdout.write(f"{kind} row {problem.row} {problem.column} “{problem.value}”: {problem.problem}")
            if not problem.is_warning:
                self.stdout.write(f"      {problem.remedy}")
        for note in report.notes:
            self.stdout.write(note)
        done = ", ".join(f"{count} {kind}" for kind, count in report.created.items()) or "nothing"
        verb = "would import" if report.dry_run else "imported" if report.was_written else "refused; would import"
        self.stdout.write(
            f"{verb} {done}; revenue {report.totals.get('revenue', '0')}; {report.error_count} errors, "
            f"{report.warning_count} warnings; {report.rows_per_second:,.0f} rows/s"
        )


def _no(kind: str, name: object) -> CommandError:
    return CommandError(f"there is no {kind} {name}")
