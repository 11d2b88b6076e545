"""Take a menu from CSV files into the draft: all of it or nothing; the same files twice change nothing."""

from collections.abc import Mapping
from typing import BinaryIO

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comanda.kernel.tabular import ImportReport, Progress, ReportBuilder, no_progress
from tenant_apps.catalog.models import TAX_CATEGORIES
from tenant_apps.catalog.selectors.dish_kinds import MENU_ORDER, heading_for, tax_category_for, tell_kind
from tenant_apps.catalog.services.menu_rows import ItemRow
from tenant_apps.catalog.services.read_menu_files import read_menu_files
from tenant_apps.catalog.services.write_menu_rows import write_menu_rows
from tenants.context import current_tenant


def import_menu(
    *,
    items: BinaryIO,
    sizes: BinaryIO | None = None,
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> ImportReport:
    """The report; with any error in it nothing was written. A dry run writes, looks, and takes it back.

    `mapping`: field -> column, those of the second file as `sizes.<field>`; what is left out is guessed.
    Raises ValidationFailedError where a file is no table or a needed column is missing.
    """
    report = ReportBuilder(dry_run=dry_run)
    rows = read_menu_files(
        items=items,
        sizes=sizes,
        mapping=mapping or {},
        currency=current_tenant().currency,
        report=report,
        progress=progress,
    )
    if not rows and report.is_clean:
        report.error(0, "", "", _("The file has a heading but no rows."), _("Add one row per item and import again."))
    _fill_gaps(rows, report)
    if report.is_clean:
        with transaction.atomic():
            _alone()
            try:
                with transaction.atomic():
                    write_menu_rows(rows=rows, report=report, progress=progress)
            except IntegrityError:
                report.error(
                    0,
                    "",
                    "",
                    _("The file and your catalog use the same code or size name for different things."),
                    _("Rename or remove the sizes that changed places in the catalog, then import again."),
                )
            if dry_run or not report.is_clean:
                transaction.set_rollback(True)
    return report.finish()


def _alone() -> None:
    """One import at a time in this schema: two would both miss what the other is about to create."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ':catalog.import', 0))")


def _fill_gaps(rows: list[ItemRow], report: ReportBuilder) -> None:
    """Headings and tax categories the file does not give are told from the names, and the report says so."""
    guess_headings = any(not row.category for row in rows)
    taxes: dict[str, int] = {}
    ranked: list[tuple[int, int, ItemRow]] = []
    for place, row in enumerate(rows):
        kind = tell_kind(name=row.name, category=row.category or "")
        ranked.append((MENU_ORDER.index(kind), place, row))
        if not row.category:
            row.category = heading_for(kind)
            row.guessed.add("category")
        if row.tax_category is None and (told := tax_category_for(kind)):
            row.tax_category = told
            row.guessed.add("tax_category")
            taxes[told] = taxes.get(told, 0) + 1
    if guess_headings:
        rows[:] = [row for *_rank, row in sorted(ranked, key=lambda entry: entry[:2])]
        headings = list(dict.fromkeys(row.category or "" for row in rows))
        report.note(
            _("Items without a category were sorted by their names: %(headings)s.") % {"headings": ", ".join(headings)}
        )
    named = dict(TAX_CATEGORIES)
    for category, count in sorted(taxes.items()):
        report.note(
            ngettext(
                "%(count)d drink was given the tax category “%(category)s”.",
                "%(count)d drinks were given the tax category “%(category)s”.",
                count,
            )
            % {"count": count, "category": named.get(category, category)}
        )
    if all(row.allergens is None for row in rows):
        report.note(_("The file says nothing about allergens: please complete them before you publish."))
