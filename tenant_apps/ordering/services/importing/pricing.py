"""Lines as they were sold: the file's price where it has one, the price list's otherwise; the tax of that day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comanda.kernel.money import quantize, split_gross, split_net
from comanda.kernel.tabular import ReportBuilder
from tenant_apps.catalog.contracts import ItemRef, TaxCategory
from tenant_apps.ordering.services.importing.reading import RawLine, RawOrder
from tenant_apps.pricing.contracts import TaxRule
from tenant_apps.pricing.facade import tax_rate
from tenant_apps.venues.contracts import VenueInfo

Amounts = tuple[Decimal, Decimal, Decimal]


@dataclass(slots=True)
class SoldLine:
    name: str
    size_name: str
    item_id: int | None
    size_id: int | None
    quantity: int
    unit_price: Decimal
    amounts: Amounts
    """Net, tax, gross."""
    rule: TaxRule


class LinePricer:
    def __init__(
        self, *, venue: VenueInfo, service: str, items: Mapping[str, ItemRef], report: ReportBuilder, column: str
    ) -> None:
        self.venue = venue
        self.service = service
        self.items = items
        self.report = report
        self.column = column
        self._rules: dict[tuple[str, date], TaxRule] = {}
        self._amounts: dict[tuple[Decimal, int, str], Amounts] = {}
        self._unknown: dict[str, list[RawLine]] = defaultdict(list)
        self._repriced: dict[tuple[str, Decimal, Decimal], list[RawLine]] = defaultdict(list)

    def price(self, order: RawOrder, on: date) -> list[SoldLine]:
        return [sold for line in order.lines if (sold := self._line(line, on)) is not None]

    def _line(self, line: RawLine, on: date) -> SoldLine | None:
        ref = self.items.get(line.item)
        if ref is None:
            self._unknown[line.item].append(line)
            if line.price is None:
                return None
            unit, category = line.price, TaxCategory.FOOD.value
            name, size_name, item_id, size_id = line.item[:200], "", None, None
        else:
            unit = ref.price if line.price is None else line.price
            if unit != ref.price:
                self._repriced[line.item, unit, ref.price].append(line)
            category = ref.tax_category
            name, size_name, item_id, size_id = ref.name, ref.size_name, ref.item_id, ref.size_id
        rule = self._rule(category, on)
        return SoldLine(
            name, size_name, item_id, size_id, line.quantity, unit, self._split(unit, line.quantity, rule), rule
        )

    def _rule(self, category: str, on: date) -> TaxRule:
        rule = self._rules.get((category, on))
        if rule is None:
            rule = self._rules[category, on] = tax_rate(
                country=self.venue.country,
                tax_category=category,
                service=self.service,
                on=on,
                local_rate=self.venue.sales_tax_rate,
            )
        return rule

    def _split(self, unit: Decimal, quantity: int, rule: TaxRule) -> Amounts:
        known = self._amounts.get((unit, quantity, rule.code))
        if known is None:
            currency = self.venue.currency
            amount = quantize(unit * quantity, currency)
            if rule.included:
                known = (*split_gross(amount, rule.rate, currency), amount)
            else:
                known = (amount, *split_net(amount, rule.rate, currency))
            self._amounts[unit, quantity, rule.code] = known
        return known

    def tell(self) -> None:
        """Once for every item, not for every line: what was not found, and what was sold at another price."""
        for item, lines in self._unknown.items():
            first = lines[0]
            if any(line.price is None for line in lines):
                self.report.error(
                    first.row, self.column, item, _("Neither the file nor the menu has a price for this."),
                    _("Import the menu first, or map the column that holds the price."),
                )  # fmt: skip
            else:
                self.report.warn(
                    first.row, self.column, item,
                    ngettext(
                        "Not on the menu; its line was taken as free text, at the file's price.",
                        "Not on the menu; its %(count)s lines were taken as free text, at the file's price.",
                        len(lines),
                    )
                    % {"count": len(lines)},
                    _("Nothing to do, or add the item to the menu before importing."),
                )  # fmt: skip
        for (item, sold, listed), lines in self._repriced.items():
            self.report.warn(
                lines[0].row, self.column, item,
                ngettext(
                    "Sold at %(sold)s in one line; the menu says %(listed)s. The file's price was kept.",
                    "Sold at %(sold)s in %(count)s lines; the menu says %(listed)s. The file's price was kept.",
                    len(lines),
                )
                % {"sold": sold, "count": len(lines), "listed": listed},
                _("Nothing to do: past orders keep the price of their day."),
            )  # fmt: skip


def codes_of(orders: Iterable[RawOrder]) -> set[str]:
    return {line.item for order in orders for line in order.lines}
