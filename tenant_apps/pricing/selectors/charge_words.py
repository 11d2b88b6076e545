"""What lines that are no dish are called, in the language of who reads them, whoever ordered in whichever."""

from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenant_apps.pricing.contracts import LineKind

_WORDS: dict[str, Promise] = {LineKind.DELIVERY_FEE: _("Delivery"), LineKind.TIP: _("Tip for the team")}


class Line(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...


def line_name(line: Line) -> str:
    """Dishes keep the name they were sold by."""
    return str(_WORDS.get(line.kind, line.name))
