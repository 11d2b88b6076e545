"""What can be imported: which fields each file feeds, and which room takes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comanda.kernel.tabular import Field, ImportReport, Progress, guess_mapping
from tenant_apps.catalog.facade import ITEM_FIELDS, SIZE_FIELDS, SIZES_PREFIX, import_menu
from tenant_apps.ordering.facade import LINE_FIELDS, LINES_PREFIX, ONE_FILE_FIELDS, ORDER_FIELDS, import_orders

Text = str | Promise


class Runner(Protocol):
    def __call__(
        self,
        *,
        first: BinaryIO,
        second: BinaryIO | None,
        mapping: Mapping[str, str],
        venue_id: int | None,
        dry_run: bool,
        progress: Progress,
    ) -> ImportReport: ...


@dataclass(frozen=True, slots=True)
class ImportKind:
    name: str
    title: Text
    text: Text
    icon: str
    first_label: Text
    second_label: Text
    second_hint: Text
    alone_fields: tuple[Field, ...]
    """Of the first file where it comes alone."""
    first_fields: tuple[Field, ...]
    second_fields: tuple[Field, ...]
    second_prefix: str
    needs_venue: bool
    example: tuple[tuple[str, ...], ...]
    run: Runner

    def fields_of_first(self, with_second: bool) -> tuple[Field, ...]:
        return self.first_fields if with_second else self.alone_fields


def _run_menu(
    *,
    first: BinaryIO,
    second: BinaryIO | None,
    mapping: Mapping[str, str],
    venue_id: int | None,
    dry_run: bool,
    progress: Progress,
) -> ImportReport:
    return import_menu(items=first, sizes=second, mapping=mapping, dry_run=dry_run, progress=progress)


def _run_orders(
    *,
    first: BinaryIO,
    second: BinaryIO | None,
    mapping: Mapping[str, str],
    venue_id: int | None,
    dry_run: bool,
    progress: Progress,
) -> ImportReport:
    if venue_id is None:
        raise ValueError("orders are imported into a venue")
    return import_orders(
        orders=first, lines=second, mapping=mapping, venue_id=venue_id, dry_run=dry_run, progress=progress
    )


KINDS: dict[str, ImportKind] = {
    "menu": ImportKind(
        name="menu",
        title=_("A menu"),
        text=_("Dishes with their sizes and prices, from your old till or a spreadsheet. They land in your draft."),
        icon="book-open",
        first_label=_("Dishes"),
        second_label=_("Sizes and prices"),
        second_hint=_("Only where they are in a file of their own."),
        alone_fields=ITEM_FIELDS,
        first_fields=ITEM_FIELDS,
        second_fields=SIZE_FIELDS,
        second_prefix=SIZES_PREFIX,
        needs_venue=False,
        example=(
            ("name", "category", "size", "price", "ingredients", "allergens"),
            ("Margherita", "Pizza", "Normal", "8.50", "tomato; mozzarella; basil", "gluten; milk"),
            ("Margherita", "Pizza", "Large", "11.00", "tomato; mozzarella; basil", "gluten; milk"),
            ("Panna cotta", "Desserts", "", "6.00", "cream; berries", "milk"),
        ),
        run=_run_menu,
    ),
    "orders": ImportKind(
        name="orders",
        title=_("Past orders"),
        text=_("What you sold before: your numbers start with their history instead of at zero."),
        icon="receipt-text",
        first_label=_("Orders"),
        second_label=_("Order lines"),
        second_hint=_("Only where they are in a file of their own; else one row is one line."),
        alone_fields=ONE_FILE_FIELDS,
        first_fields=ORDER_FIELDS,
        second_fields=LINE_FIELDS,
        second_prefix=LINES_PREFIX,
        needs_venue=True,
        example=(
            ("order_number", "date", "time", "item", "quantity", "price"),
            ("1001", "2026-03-14", "19:42", "Margherita (Large)", "2", "11.00"),
            ("1001", "2026-03-14", "19:42", "Panna cotta", "1", "6.00"),
        ),
        run=_run_orders,
    ),
}


def better_kind(kind: ImportKind, columns: Sequence[str]) -> ImportKind | None:
    """Another kind that takes more of a first file's columns, and finds all it needs among them: a file that was
    uploaded in the wrong place."""
    own = _most_fed(kind, columns)
    rivals = [(_most_fed(other, columns), other) for other in KINDS.values() if other is not kind]
    fed, best = max(rivals, key=lambda rival: rival[0])
    return best if fed > own else None


def _most_fed(kind: ImportKind, columns: Sequence[str]) -> int:
    """How many fields the columns feed, alone or with a second file to come; 0 where something needed is missing."""
    return max(
        len(found) if all(field.name in found for field in fields if field.required) else 0
        for fields in (kind.alone_fields, kind.first_fields)
        for found in [guess_mapping(columns, fields)]
    )
