"""`manage.py migrate_platform`: the one step between new code and a running platform."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tenants.prepare import prepare_platform


class Command(BaseCommand):
    help = "Migrates the public schema and every tenant, and keeps spare schemas for sign-ups. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--spares", type=int, help="how many spare schemas to keep ready, per shard")

    def handle(self, *_args: Any, **options: Any) -> None:
        prepare_platform(spares=options["spares"], tell=self.stdout.write if options["verbosity"] > 0 else None)
