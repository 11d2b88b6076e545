"""Words of the kitchen display."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenant_apps.catalog.facade import ALLERGENS
from tenant_apps.kitchen.contracts import Delta

DELTAS: dict[str, str | Promise] = {
    Delta.NEW: "",
    Delta.CHANGED: _("Changed"),
    Delta.CANCELLED: _("Cancelled"),
}


_ALLERGY = re.compile(r"allerg|intoll|intoler|celiac|coeliac|celiach|anaphyla|anafila|epipen", re.IGNORECASE)


def mentions_allergy(*texts: str) -> bool:
    """A guest's own words about an allergy: shouted on the ticket, whatever else stands on it."""
    return any(_ALLERGY.search(text) for text in texts)


def allergen_names(codes: tuple[str, ...]) -> list[str]:
    return [str(ALLERGENS[code].label) if code in ALLERGENS else code for code in codes]
