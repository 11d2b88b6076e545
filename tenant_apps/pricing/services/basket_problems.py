"""Everything that is wrong with a basket, said at once."""

from django.utils.translation import gettext as _

from comanda.kernel.errors import UnavailableError, ValidationFailedError


class BasketProblems:
    """Collects messages by field path (`lines.2.modifiers`); `raise_if_any` ends the collecting."""

    def __init__(self) -> None:
        self.invalid: dict[str, list[str]] = {}
        self.sold_out: dict[str, list[str]] = {}

    def add(self, path: str, message: str) -> None:
        self.invalid.setdefault(path, []).append(message)

    def add_sold_out(self, path: str, name: str) -> None:
        self.sold_out.setdefault(path, []).append(_("“%(name)s” is sold out just now.") % {"name": name})

    def raise_if_any(self) -> None:
        """Raises ValidationFailedError, or UnavailableError where the basket is right in itself but sold out."""
        if self.invalid:
            raise ValidationFailedError(
                _("Some of the basket needs another look."),
                code="basket_invalid",
                fields={**self.invalid, **self.sold_out},
                remedy=_("Correct the lines that are named and try again."),
            )
        if self.sold_out:
            raise UnavailableError(
                _("Something in the basket has just sold out."),
                code="item_unavailable",
                fields=self.sold_out,
                remedy=_("Remove it or choose something else."),
            )
