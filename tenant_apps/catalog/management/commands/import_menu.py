"""`manage.py import_menu --tenant alfa items.csv [sizes.csv]`"""

import sys
from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from comanda.kernel.errors import DomainError
from comanda.kernel.tabular import ImportReport
from tenant_apps.catalog.services.import_menu import import_menu
from tenants.context import use_tenant
from tenants.facade import list_tenants


class Command(BaseCommand):
    help = "Import a menu from one CSV file (a row for every size) or two (items and sizes) into a tenant's draft."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, help="items.csv [sizes.csv]; .gz is fine")
        parser.add_argument("--tenant", required=True, help="the tenant's subdomain")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="FIELD=COLUMN",
            dest="mapping",
            help="which column feeds a field; those of the second file as sizes.FIELD=COLUMN; the rest is guessed",
        )
        parser.add_argument("--dry-run", action="store_true", help="read and check, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        files: list[Path] = options["files"]
        if len(files) > 2:
            raise CommandError("one or two files: items.csv [sizes.csv]")
        tenant = next((ref for ref in list_tenants() if ref.slug == options["tenant"]), None)
        if tenant is None:
            raise _no("tenant", options["tenant"])
        if missing := next((path for path in files if not path.is_file()), None):
            raise _no("file", missing)
        if wrong := next((pair for pair in options["mapping"] if "=" not in pair), None):
            raise _no("FIELD=COLUMN in --map", wrong)
        with use_tenant(tenant), ExitStack() as opened:
            items, *rest = [opened.enter_context(path.open("rb")) for path in files]
            try:
                report = import_menu(
                    items=items,
                    sizes=rest[0] if rest else None,
                    mapping=dict(pair.split("=", 1) for pair in options["mapping"]),
                    dry_run=options["dry_run"],
                    progress=self._progress,
                )
            except DomainError as error:
                raise CommandError(" ".join(map(str, (error.message, error.fields or "", error.remedy)))) from error
        self._tell(report)
        if not report.is_clean:
            sys.exit(1)

    def _progress(self, done: int, total: int, stage: str = "") -> None:
        self.stderr.write(f"\r{stage} {done}/{total} ", ending="")

    def _tell(self, report: ImportReport) -> None:
        self.stderr.write("")
        for problem in report.problems[:50]:
            kind = "note" if problem.is_warning else "ERROR"
            place = f"{problem.file} row {problem.row}".strip()
            self.stdout.write(f"{kind} {place} {problem.column} “{problem.value}”: {problem.problem} {problem.remedy}")
        for note in report.notes:
            self.stdout.write(note)
        for title, counts in (("new", report.created), ("changed", report.updated), ("as before", report.unchanged)):
            told = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
            if told:
                self.stdout.write(f"{title}: {told}")
        verdict = "written to the draft" if report.was_written else "nothing was written"
        self.stdout.write(f"{report.rows} rows in {report.seconds:.2f} s ({report.rows_per_second:.0f}/s): {verdict}")


def _no(what: str, name: object) -> CommandError:
    return CommandError(f"there is no {what}: “{name}”")
