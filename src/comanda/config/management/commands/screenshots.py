"""manage.py screenshots: the running demo's pages in Chromium, into build/screenshots."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from comanda.config.screenshots.walk import LOCALES, SIZES, THEMES, Walk, take


class Command(BaseCommand):
    help = "Pictures of every page: phone and desktop, light and dark, Italian and English."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--to", type=Path, default=Path(settings.ROOT) / "build" / "screenshots")
        parser.add_argument("--only", default="", help="pages whose names contain this")
        parser.add_argument("--sizes", nargs="*", choices=list(SIZES), default=list(SIZES))
        parser.add_argument("--themes", nargs="*", choices=THEMES, default=list(THEMES))
        parser.add_argument("--languages", nargs="*", choices=list(LOCALES), default=list(LOCALES))

    def handle(self, *args: Any, **options: Any) -> None:
        walk = Walk(
            port=options["port"],
            folder=options["to"],
            sizes=tuple(options["sizes"]),
            themes=tuple(options["themes"]),
            languages=tuple(options["languages"]),
            only=options["only"],
        )
        try:
            count = take(walk, say=self.stdout.write)
        except RuntimeError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"{count} pictures in {walk.folder}")
