"""`manage.py tenant create|list|suspend|resume|migrate|status|move|shell|erase`: for operators at a terminal."""

from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from comanda.kernel.errors import DomainError
from tenants.connections import shard_aliases
from tenants.context import DEFAULT_SHARD, TenantRef, use_tenant
from tenants.contracts import NewTenant, TenantKind, TenantStatus
from tenants.fleet.migrate import FleetReport, Outcome, migrate_fleet, plan
from tenants.fleet.preview import preview
from tenants.lifecycle.change_status import change_status
from tenants.lifecycle.erase import erase_tenant
from tenants.lifecycle.move import move_tenant
from tenants.models import Chain, FleetState
from tenants.prepare import prepare_control
from tenants.provisioning.create_tenant import create_tenant
from tenants.selectors import find_tenant_by, get_tenant, list_tenants


class Command(BaseCommand):
    help = "Look after tenants: create, list, suspend, resume, migrate, status, move, shell, erase."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        create = verbs.add_parser("create", help="make a tenant with its schema and subdomain")
        create.add_argument("slug", help="becomes <slug>.<platform host>")
        create.add_argument("--name", required=True)
        create.add_argument("--country", required=True, help="two letters, like IT")
        create.add_argument("--currency", required=True, help="three letters, like EUR")
        create.add_argument("--timezone", required=True, help="like Europe/Rome")
        create.add_argument("--languages", default="en", help="comma separated, the first is the main one")
        create.add_argument("--kind", choices=[kind.value for kind in TenantKind], default=TenantKind.VENUE.value)
        create.add_argument("--status", choices=["trial", "active"], default="active")
        create.add_argument("--shard", default=DEFAULT_SHARD, help="a name in SHARD_URLS; else the first database")
        create.add_argument("--chain", type=int, help="id of an existing chain; else one of its own is made")
        verbs.add_parser("list", help="every living tenant").add_argument("--chain", type=int)
        for verb, text in (("suspend", "stop serving its hosts"), ("resume", "serve them again")):
            verbs.add_parser(verb, help=text).add_argument("slug")
        migrate = verbs.add_parser("migrate", help="bring schemas to this code's migrations")
        migrate.add_argument("slugs", nargs="*", help="only these tenants; else the template, spares and everybody")
        migrate.add_argument("--control", action="store_true", help="the public schema only")
        migrate.add_argument("--dry-run", action="store_true", help="say who is behind and what would run")
        migrate.add_argument("--workers", type=int, default=4)
        verbs.add_parser("status", help="what the last migration did to each schema, and who is behind")
        shell = verbs.add_parser("shell", help="Django's shell in the tenant's context")
        shell.add_argument("slug")
        shell.add_argument("-c", "--command", help="run this and leave")
        move = verbs.add_parser("move", help="bring its schema to another database; repeat it after a crash")
        move.add_argument("slug", help="or the schema's name")
        move.add_argument("shard", help="a name in SHARD_URLS, or `default`")
        erase = verbs.add_parser("erase", help="remove schema, files, cache and domains for ever")
        erase.add_argument("slug")
        erase.add_argument("--name", help="the tenant's name, instead of being asked for it")

    def handle(self, *_args: Any, **options: Any) -> None:
        self.console = Console(file=self.stdout, highlight=False, soft_wrap=True)  # type: ignore[arg-type]
        verb: Callable[[dict[str, Any]], None] = getattr(self, f"_{options['verb']}")
        try:
            verb(options)
        except DomainError as refusal:
            detail = "; ".join(f"{name}: {' '.join(map(str, texts))}" for name, texts in refusal.fields.items())
            raise CommandError(" ".join(filter(None, [str(refusal.message), detail, str(refusal.remedy)]))) from refusal

    def _create(self, options: dict[str, Any]) -> None:
        if options["chain"] is not None and not Chain.objects.filter(pk=options["chain"]).exists():
            msg = f"There is no chain {options['chain']}."
            raise CommandError(msg)
        if options["shard"] not in shard_aliases():
            msg = f"There is no shard {options['shard']}."
            raise CommandError(msg)
        ref = create_tenant(
            NewTenant(
                name=options["name"],
                slug=options["slug"],
                country=options["country"],
                currency=options["currency"],
                timezone=options["timezone"],
                languages=tuple(code.strip() for code in options["languages"].split(",")),
                kind=TenantKind(options["kind"]),
                status=TenantStatus(options["status"]),
                chain_id=options["chain"],
            ),
            shard=options["shard"],
        )
        self.console.print(f"{ref.name}: {ref.primary_domain}, schema {ref.schema}")

    def _list(self, options: dict[str, Any]) -> None:
        table = Table("slug", "name", "status", "country", "schema", "shard", "domain")
        for ref in list_tenants(chain_id=options["chain"]):
            table.add_row(ref.slug, ref.name, ref.status, ref.country, ref.schema, ref.shard, ref.primary_domain)
        self.console.print(table)

    def _suspend(self, options: dict[str, Any]) -> None:
        self._change(options["slug"], "suspend")

    def _resume(self, options: dict[str, Any]) -> None:
        self._change(options["slug"], "resume")

    def _change(self, slug: str, verb: str) -> None:
        ref: TenantRef = change_status(tenant_id=get_tenant(slug=slug).id, verb=verb)
        self.console.print(f"{ref.name} is now {ref.status}")

    def _shell(self, options: dict[str, Any]) -> None:
        with use_tenant(get_tenant(slug=options["slug"])) as ref:
            self.console.print(f"{ref.name}, schema {ref.schema}")
            call_command("shell", **({"command": options["command"]} if options["command"] else {}))

    def _move(self, options: dict[str, Any]) -> None:
        name = options["slug"]
        ref = find_tenant_by(schema=name) or get_tenant(slug=name)
        moved = move_tenant(tenant_id=ref.id, shard=options["shard"])
        self.console.print(
            f"{ref.name} is on {moved.ref.shard}: {moved.rows} rows in {moved.tables} tables, "
            f"nobody served for {moved.frozen_seconds:.2f} s"
        )

    def _erase(self, options: dict[str, Any]) -> None:
        ref = get_tenant(slug=options["slug"])
        name = options["name"]
        if name is None:
            name = _ask(f"This removes everything of {ref.name} ({ref.primary_domain}) for ever. Type its name: ")
        erase_tenant(tenant_id=ref.id, confirmed_name=name)
        self.console.print(f"{ref.name} is erased")

    def _migrate(self, options: dict[str, Any]) -> None:
        if options["control"]:
            prepare_control(tell=self.console.print)
            return
        only = frozenset(get_tenant(slug=slug).schema for slug in options["slugs"]) or None
        if options["dry_run"]:
            self._show_plan(only)
            return
        bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=self.console,
            transient=True,
        )
        with bar:
            task = bar.add_task("schemas", total=None)

            def show(outcome: Outcome) -> None:
                bar.advance(task)
                if outcome.error:
                    bar.console.print(f"{outcome.schema}: {outcome.error}", style="red", markup=False)

            report = migrate_fleet(
                workers=options["workers"],
                only=only,
                tell=lambda text: bar.update(task, description=text),
                on_plan=lambda groups: bar.update(task, total=sum(len(group.schemas) for group in groups)),
                on_outcome=show,
            )
        self._sum_up(report)

    def _sum_up(self, report: FleetReport) -> None:
        if not report.behind:
            self.console.print(f"nobody is behind ({report.seconds:.2f} s)")
            return
        self.console.print(f"{report.migrated} of {report.behind} schemas migrated in {report.seconds:.2f} s")
        if report.failed:
            msg = f"{len(report.failed)} failed, {report.not_tried} not tried. Mend the cause and repeat: it resumes."
            raise CommandError(msg)

    def _status(self, _options: dict[str, Any]) -> None:
        """Only who failed is listed: a thousand times "done" is no news."""
        failed = FleetState.objects.filter(status="failed").order_by("schema")
        slugs = {ref.schema: ref.slug for ref in list_tenants()} if failed else {}
        for state in failed:
            when = f"{state.updated_at:%Y-%m-%d %H:%M} UTC"
            self.console.print(
                f"{state.schema}  {slugs.get(state.schema, '-')}  on {state.shard}, {when}", style="red", markup=False
            )
            self.console.print(f"  {state.error}", markup=False)
        done = FleetState.objects.filter(status="done").count()
        self.console.print(f"The last migrations: {done} done, {len(failed)} failed.")
        behind = sum(len(group.schemas) for group in plan())
        self.console.print(f"{behind} schemas are behind this code: tenant migrate." if behind else "nobody is behind")

    def _show_plan(self, only: frozenset[str] | None) -> None:
        groups = plan(only=only)
        if not groups:
            self.console.print("nobody is behind")
        for group in groups:
            names = ", ".join(f"{app}.{name}" for app, name in group.missing)
            self.console.print(f"{len(group.schemas)} schemas on {group.shard}, {group.canary} first: {names}")
            for text in preview(group):
                self.console.print(text, markup=False)


def _ask(question: str) -> str:
    """Nobody there to answer is no answer."""
    try:
        return input(question)
    except EOFError:
        return ""
