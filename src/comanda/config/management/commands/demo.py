"""manage.py demo seed | traffic | credentials | reset"""

import json
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from comanda.config.demo import credentials
from comanda.config.demo.close_demo import close_demo
from comanda.config.demo.contracts import SeedSize
from comanda.config.demo.inline import run_tasks_here
from comanda.config.demo.seed import seed
from comanda.config.demo.traffic import keep_ordering


class Command(BaseCommand):
    help = "The demo chain: make it, keep its guests ordering, say who may sign in, remove it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["seed", "traffic", "credentials", "reset"])
        parser.add_argument("--days", type=int, default=SeedSize().days, help="how long a past (seed)")
        parser.add_argument("--share", type=float, default=SeedSize().share, help="factor on the orders a day (seed)")
        parser.add_argument("--json", action="store_true", help="for programs (credentials)")
        parser.add_argument("--sign-ins", action="store_true", help="end with who may sign in, as JSON (seed)")
        parser.add_argument("--pace", type=float, default=1.0, help="2 is twice as busy (traffic)")
        parser.add_argument("--seconds", type=float, default=None, help="stop after so long (traffic)")
        parser.add_argument("--yes", action="store_true", help="remove without asking (reset)")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.ENVIRONMENT == "production":
            raise CommandError("The demo has a password everybody knows: it is not for production.")
        getattr(self, f"_{options['action']}")(options)

    def _seed(self, options: dict[str, Any]) -> None:
        started = time.monotonic()
        run_tasks_here()
        done = seed(size=SeedSize(days=options["days"], share=options["share"]), say=self.stdout.write)
        took = time.monotonic() - started
        self.stdout.write(
            f"{done.orders} orders in {done.rows} rows, {took:.1f} s" if done.orders else "nothing was missing"
        )
        if options["sign_ins"]:
            self.stdout.write(json.dumps(credentials.as_lines()))

    def _traffic(self, options: dict[str, Any]) -> None:
        keep_ordering(pace=options["pace"], seconds=options["seconds"], say=self.stdout.write)

    def _credentials(self, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(credentials.as_json(), indent=2))
        else:
            self.stdout.write("\n".join(credentials.as_lines()))

    def _reset(self, options: dict[str, Any]) -> None:
        if not options["yes"] and input("Remove the demo's restaurants with all their data? Type demo: ") != "demo":
            raise CommandError("Nothing was changed.")
        for name in close_demo():
            self.stdout.write(f"{name} is gone")
