"""What every command that brings CSV files into a tenant shares: its arguments, its refusals, and what it says."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError

from comanda.kernel.errors import DomainError
from comanda.kernel.tabular import ImportReport
from tenants.context import use_tenant
from tenants.facade import list_tenants

SHOWN_PROBLEMS = 50


class ImportCommand(BaseCommand):
    """A subclass names its files and calls its service in `run_import`, in the tenant's context."""

    requires_system_checks: list[str] = []
    files_wanted = "rows.csv [more.csv]"
    """One or two files, the second in brackets."""
    second_prefix = ""
    """What `--map` writes before the fields of the second file."""

    def run_import(
        self, *, first: BinaryIO, second: BinaryIO | None, mapping: dict[str, str], options: dict[str, Any]
    ) -> ImportReport:
        raise NotImplementedError

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, help=f"{self.files_wanted}; .gz is fine")
        parser.add_argument("--tenant", required=True, help="the tenant's subdomain")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="FIELD=COLUMN",
            dest="mapping",
            help="which column feeds a field; those of the second file as "
            f"{self.second_prefix}FIELD=COLUMN; the rest is guessed",
        )
        parser.add_argument("--dry-run", action="store_true", help="read and check, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        files: list[Path] = [Path(name) for name in options["files"]]
        if len(files) > 2:
            msg = f"one or two files: {self.files_wanted}"
            raise CommandError(msg)
        tenant = next((ref for ref in list_tenants() if ref.slug == options["tenant"]), None)
        if tenant is None:
            raise there_is_no("tenant", options["tenant"])
        if missing := next((path for path in files if not path.is_file()), None):
            raise there_is_no("file", missing)
        mapping = _mapping(options["mapping"])
        with use_tenant(tenant), ExitStack() as opened:
            first, *rest = [opened.enter_context(path.open("rb")) for path in files]
            try:
                report = self.run_import(
                    first=first, second=rest[0] if rest else None, mapping=mapping, options=options
                )
            except DomainError as error:
                raise CommandError(" ".join(map(str, (error.message, error.fields or "", error.remedy)))) from error
        self._tell(report)
        if not report.is_clean:
            sys.exit(1)

    def progress(self, done: int, total: int, stage: str = "") -> None:
        self.stderr.write(f"\r{stage} {done}/{total} ", ending="")

    def _tell(self, report: ImportReport) -> None:
        self.stderr.write("")
        for problem in report.problems[:SHOWN_PROBLEMS]:
            kind = "note" if problem.is_warning else "ERROR"
            place = f"{problem.file} row {problem.row}".strip()
            self.stdout.write(f"{kind} {place} {problem.column} “{problem.value}”: {problem.problem} {problem.remedy}")
        if (more := report.error_count + report.warning_count - SHOWN_PROBLEMS) > 0:
            self.stdout.write(f"and {more} more")
        for note in report.notes:
            self.stdout.write(note)
        for title, counts in (("new", report.created), ("changed", report.updated), ("as before", report.unchanged)):
            told = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
            if told:
                self.stdout.write(f"{title}: {told}")
        for name, value in report.totals.items():
            self.stdout.write(f"{name}: {value}")
        verdict = "written" if report.was_written else "nothing was written"
        self.stdout.write(
            f"{report.rows} rows in {report.seconds:.2f} s ({report.rows_per_second:,.0f}/s), "
            f"{report.error_count} errors, {report.warning_count} notes: {verdict}"
        )


def there_is_no(what: str, name: object) -> CommandError:
    return CommandError(f"there is no {what}: “{name}”")


def _mapping(pairs: Sequence[str]) -> dict[str, str]:
    """`FIELD=COLUMN`, as often as needed; `FIELD=` leaves the field out. Raises CommandError for anything else."""
    for pair in pairs:
        if not pair.partition("=")[0].strip() or "=" not in pair:
            msg = f"--map takes FIELD=COLUMN, not “{pair}”: for example --map price=Amount"
            raise CommandError(msg)
    return dict(pair.split("=", 1) for pair in pairs)
