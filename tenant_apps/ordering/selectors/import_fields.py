"""What an order import can take, and the headings under which it comes."""

from django.utils.translation import gettext_lazy as _

from comanda.kernel.tabular import Field

LINES_PREFIX = "lines."
"""In a mapping, fields of the second file carry it: `lines.quantity`."""

_REF = (
    "order id",
    "order number",
    "order",
    "invoice",
    "invoice number",
    "receipt",
    "ordine",
    "numero ordine",
    "scontrino",
)
_WHEN = ("order date", "order time", "date time", "datetime", "timestamp", "created at", "date", "data")
_ITEM = ("item id", "item name", "product id", "product name", "pizza id", "description", "product", "sku", "articolo")

_ORDER = (
    Field("order_ref", _("Order number"), _REF, required=True),
    Field("placed_at", _("Date"), _WHEN, required=True),
    Field("time", _("Time of day"), ("order time", "hour", "ora", "orario")),
)
_LINE = (
    Field("item", _("Item, by code or name"), _ITEM, required=True),
    Field("quantity", _("Quantity"), ("qty", "units", "quantita", "pezzi")),
    Field("price", _("Price of one"), ("product price", "item price", "unit price", "prezzo")),
)
_COUNT = Field("line_count", _("Number of lines"), ("total products", "total lines", "total items", "righe"))

ORDER_FIELDS: tuple[Field, ...] = _ORDER
"""Of the orders' own file, where lines come in a second one."""

LINE_FIELDS: tuple[Field, ...] = (Field("order_ref", _("Order number"), _REF, required=True), *_LINE)

ONE_FILE_FIELDS: tuple[Field, ...] = (*_ORDER, *_LINE, _COUNT)
"""Of a file with a row for every line."""
