"""`manage.py import_menu --tenant alfa items.csv [sizes.csv]`"""

from typing import Any, BinaryIO

from comanda.kernel.tabular import ImportReport
from tenant_apps.catalog.selectors.import_fields import SIZES_PREFIX
from tenant_apps.catalog.services.import_menu import import_menu
from tenants.management.import_command import ImportCommand


class Command(ImportCommand):
    help = "Import a menu from one CSV file (a row for every size) or two (items and sizes) into a tenant's draft."
    files_wanted = "items.csv [sizes.csv]"
    second_prefix = SIZES_PREFIX

    def run_import(
        self, *, first: BinaryIO, second: BinaryIO | None, mapping: dict[str, str], options: dict[str, Any]
    ) -> ImportReport:
        return import_menu(
            items=first, sizes=second, mapping=mapping, dry_run=options["dry_run"], progress=self.progress
        )
