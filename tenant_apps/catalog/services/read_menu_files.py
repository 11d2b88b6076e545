"""From one or two files to checked rows: which column feeds what, which size belongs to which item."""

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from django.utils.translation import gettext as _

from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.tabular import Field, Progress, ReportBuilder, Table, guess_mapping, read_table, resolve_mapping
from tenant_apps.catalog.contracts import Longest
from tenant_apps.catalog.selectors.import_fields import ITEM_FIELDS, SIZE_FIELDS, SIZES_PREFIX
from tenant_apps.catalog.services.menu_rows import ItemRow, RowChecker, SizeRow, add_size, gather

_TICK = 500


def read_menu_files(
    *,
    items: BinaryIO,
    sizes: BinaryIO | None,
    mapping: Mapping[str, str],
    currency: str,
    report: ReportBuilder,
    progress: Progress,
) -> list[ItemRow]:
    """Every problem goes into the report. Raises ValidationFailedError where a file or its columns can't be read."""
    table = read_table(items)
    second = read_table(sizes) if sizes is not None else None
    chosen = _mapping_of_items(table, second, mapping)
    report.mapping = dict(chosen)
    report.refuse_overlong(table, file="items" if second else "")
    if second is not None:
        report.refuse_overlong(second, file="sizes")
    total = table.size + (second.size if second else 0)

    def tick(count: int) -> None:
        if count % _TICK == 0:
            progress(count, total, _("Reading"))

    checker = RowChecker(report=report, currency=currency, mapping=chosen, file="items" if second else "")
    rows = gather(_counted(table, chosen, report), checker=checker, with_prices=second is None, tick=tick)
    if second is not None:
        _attach_sizes(rows, second, chosen["code"], mapping, currency=currency, report=report)
    progress(total, total, _("Reading"))
    return rows


def _mapping_of_items(table: Table, second: Table | None, mapping: Mapping[str, str]) -> dict[str, str]:
    own = {name: column for name, column in mapping.items() if not name.startswith(SIZES_PREFIX)}
    if second is None:
        chosen = resolve_mapping(table.columns, _with_required(ITEM_FIELDS, "price"), own)
        if "code" not in own and {"code", "size"} <= chosen.keys() and "size_code" not in chosen:
            _read_code_as_size_code(table, chosen)
        return chosen
    own |= dict.fromkeys(("price", "size", "size_code"), "")
    code = own.get("code") or _shared_column(table, second)[0]
    if code:
        own["code"] = code
    return resolve_mapping(table.columns, _with_required(ITEM_FIELDS, "code"), own)


def _read_code_as_size_code(table: Table, chosen: dict[str, str]) -> None:
    """Where names repeat and codes never do, a row is a size, and the code is the size's."""
    codes, names = _values(table, chosen["code"]), _values(table, chosen["name"])
    if len(set(codes)) == len(codes) and len(set(names)) < len(names):
        chosen["size_code"] = chosen.pop("code")


def _with_required(fields: Sequence[Field], name: str) -> list[Field]:
    return [
        Field(field.name, field.label, field.synonyms, required=field.required or field.name == name)
        for field in fields
    ]


def _attach_sizes(
    rows: list[ItemRow],
    table: Table,
    items_column: str,
    mapping: Mapping[str, str],
    *,
    currency: str,
    report: ReportBuilder,
) -> None:
    start = len(SIZES_PREFIX)
    own = {name[start:]: column for name, column in mapping.items() if name.startswith(SIZES_PREFIX)}
    if not own.get("item_code"):
        shared = _overlapping_column({row.code for row in rows}, table)
        if shared:
            own["item_code"] = shared
    chosen = resolve_mapping(table.columns, SIZE_FIELDS, own)
    report.mapping |= {f"{SIZES_PREFIX}{name}": column for name, column in chosen.items()}
    checker = RowChecker(report=report, currency=currency, mapping=chosen, file="sizes")
    by_code = {row.code: row for row in rows}
    for number, cells in _counted(table, chosen, report):
        checker.row = number
        item = by_code.get(cells["item_code"])
        if item is None:
            checker.error(
                "item_code",
                cells["item_code"],
                _("No item has this code."),
                _("Add the item to the first file (column “%(column)s”), or remove the row.")
                % {"column": items_column},
            )
            continue
        price = checker.price("price", cells["price"])
        if price is not None:
            name = checker.text("size", cells.get("size", ""), Longest.SIZE_NAME)
            add_size(
                item,
                SizeRow(number, name, price, checker.text("size_code", cells.get("size_code", ""), Longest.CODE)),
                checker,
            )
    first = RowChecker(report=report, currency=currency, mapping={"code": items_column}, file="items")
    for row in rows:
        if not row.sizes:
            first.row = row.row
            first.error(
                "code",
                row.code,
                _("The second file has no price for this item."),
                _("Add at least one row with its price."),
            )


def _counted(table: Table, mapping: dict[str, str], report: ReportBuilder) -> Iterator[tuple[int, dict[str, str]]]:
    names = list(mapping)
    for number, values in table.pick(mapping, names):
        report.rows += 1
        yield number, dict(zip(names, values, strict=True))


def _values(table: Table, column: str) -> list[str]:
    return [values[0] for _number, values in table.pick({"it": column}, ["it"])]


def _overlapping_column(codes: set[str], table: Table) -> str:
    """The column of `table` most of whose values are among `codes`; "" where fewer than half are."""
    best, share = "", 0.5
    for column in filter(None, table.columns):
        values = _values(table, column)
        found = sum(value in codes for value in values if value) / max(len(values), 1)
        if found > share:
            best, share = column, found
    return best


def _shared_column(table: Table, second: Table) -> tuple[str, str]:
    """The pair of columns by which two files belong together: unique in the first, repeated in the second."""
    guess = guess_mapping(table.columns, ITEM_FIELDS).get("code", "")
    for column in sorted(filter(None, table.columns), key=lambda name: name != guess):
        values = _values(table, column)
        if len(set(values)) == len(values) and (other := _overlapping_column(set(values), second)):
            return column, other
    if not guess:
        raise ValidationFailedError(
            _("The two files have no column in common."),
            code="files_unrelated",
            fields={"code": [_("No column was found for “%(label)s”.") % {"label": _("Item code")}]},
            remedy=_("Both files need a column with the item’s code, the same in both."),
        )
    return guess, ""
