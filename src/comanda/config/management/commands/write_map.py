"""`manage.py write_map`: docs/map.md from the sources."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from comanda.config.product_map.render import render


class Command(BaseCommand):
    help = "Writes docs/map.md; with --check only says whether it is fresh."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail where the file differs from the sources")

    def handle(self, *_args: Any, **options: Any) -> None:
        path = settings.ROOT / "docs" / "map.md"
        fresh = render(settings.ROOT, default_queue=settings.CELERY_TASK_DEFAULT_QUEUE)
        if options["check"]:
            if not path.exists() or path.read_text() != fresh:
                raise CommandError("docs/map.md is stale: run make map")
            return
        path.write_text(fresh)
        self.stdout.write(f"{path.relative_to(settings.ROOT)}: {len(fresh.splitlines())} lines")
