"""`manage.py relay_outbox`: the process that brings every tenant's facts to their subscribers."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tenants.broadcast import ensure_listening
from tenants.poolers import refuse_mixing_endpoints
from tenants.relay.serve import serve


class Command(BaseCommand):
    help = "Relays domain events from every schema's outbox until it is told to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--workers", type=int, default=2, help="threads that relay at the same time")

    def handle(self, *_args: Any, **options: Any) -> None:
        refuse_mixing_endpoints()
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        ensure_listening()
        self.stdout.write("relaying")
        serve(stop=stop, workers=options["workers"])
