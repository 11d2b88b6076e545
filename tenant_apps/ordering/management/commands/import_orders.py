"""`manage.py import_orders --tenant alfa --venue centro orders.csv [lines.csv]`"""

from argparse import ArgumentParser
from typing import Any, BinaryIO

from comanda.kernel.tabular import ImportReport
from tenant_apps.ordering.selectors.import_fields import LINES_PREFIX
from tenant_apps.ordering.services.import_orders import import_orders
from tenant_apps.venues.facade import find_venue
from tenants.management.import_command import ImportCommand, there_is_no


class Command(ImportCommand):
    help = "Import past orders from one CSV file (a row for every line) or two (orders and lines)."
    files_wanted = "orders.csv [lines.csv]"
    second_prefix = LINES_PREFIX

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--venue", required=True, help="the venue's name in addresses")
        parser.add_argument("--timezone", default="", help="of the times in the file; the venue's where left out")
        parser.add_argument("--service", default="", choices=["", "pickup", "delivery", "dine_in"])
        parser.add_argument("--source", default="", help="where the orders come from; numbers count once within it")

    def run_import(
        self, *, first: BinaryIO, second: BinaryIO | None, mapping: dict[str, str], options: dict[str, Any]
    ) -> ImportReport:
        venue = find_venue(slug=options["venue"])
        if venue is None:
            raise there_is_no("venue", options["venue"])
        return import_orders(
            orders=first,
            lines=second,
            venue_id=venue.id,
            mapping=mapping,
            timezone=options["timezone"],
            service=options["service"],
            source=options["source"],
            dry_run=options["dry_run"],
            progress=self.progress,
        )
