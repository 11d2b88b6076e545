"""What every change of the draft checks, told field by field."""

from collections.abc import Collection
from decimal import Decimal

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.money import exponent
from tenant_apps.catalog.contracts import Longest
from tenants.context import current_tenant

MOST = Decimal(1_000_000)


class Checks:
    """Collects what is wrong; `refuse()` raises ValidationFailedError if anything is."""

    def __init__(self) -> None:
        self.fields: dict[str, list[str]] = {}

    def add(self, field: str, problem: str) -> None:
        self.fields.setdefault(field, []).append(problem)

    def text(self, field: str, value: str, limit: int, *, required: bool = False) -> str:
        """The text without white space around it."""
        clean = value.strip()
        if required and not clean:
            self.add(field, _("Write a name."))
        if len(clean) > limit:
            self.add(field, _("Keep it under %(limit)d characters.") % {"limit": limit})
        if "\0" in clean:
            self.add(field, _("Remove the invisible characters."))
        return clean

    def station(self, field: str, value: str) -> str:
        """The code of a kitchen's station: `Grill & Bar` and `grill-bar` are one place."""
        clean = self.text(field, value, Longest.STATION)
        code = slugify(clean)
        if clean and not code:
            self.add(field, _("Use letters or digits, such as “Grill” or “Bar”."))
        return code

    def price(self, field: str, amount: Decimal) -> Decimal:
        decimals = exponent(current_tenant().currency)
        if not amount.is_finite() or amount < 0 or amount >= MOST:
            self.add(field, _("Write a price between 0 and %(most)d.") % {"most": MOST - 1})
        elif amount != amount.quantize(Decimal(1).scaleb(-decimals)):
            self.add(
                field,
                ngettext("Use at most %(count)d decimal.", "Use at most %(count)d decimals.", decimals)
                % {"count": decimals},
            )
        return amount

    def choices(self, field: str, values: Collection[str], allowed: Collection[str]) -> list[str]:
        unknown = sorted(set(values) - set(allowed))
        if unknown:
            self.add(field, _("Unknown: %(names)s.") % {"names": ", ".join(unknown)})
        return sorted(set(values))

    def refuse(self) -> None:
        if self.fields:
            raise ValidationFailedError(
                _("Some fields need another look."),
                fields=self.fields,
                remedy=_("Correct the fields named here and save again."),
            )
