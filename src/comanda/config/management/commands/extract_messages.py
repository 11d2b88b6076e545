"""`manage.py extract_messages`: catalogs in step with the sources. Texts are written in English: it has none."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from comanda.config.messages.catalog import merge, problems
from comanda.config.messages.extract import extract


class Command(BaseCommand):
    help = "Extracts marked texts into the catalogs; with --check only says whether they are fresh and complete."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail where a text lacks its translation")

    def handle(self, *_args: Any, **options: Any) -> None:
        messages = extract(settings.ROOT)
        for language in (code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE):
            catalog = settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po"
            if options["check"]:
                found = sorted(set(problems(catalog, messages)))
                if found:
                    listed = "\n  ".join(found[:40])
                    msg = f"{catalog.relative_to(settings.ROOT)} has {len(found)} problems:\n  {listed}"
                    raise CommandError(msg)
                continue
            merged = merge(catalog, messages, language=language)
            catalog.parent.mkdir(parents=True, exist_ok=True)
            merged.save(str(catalog))
            done = len(merged.translated_entries())
            self.stdout.write(f"{language}: {done} of {len(merged)} texts translated")
