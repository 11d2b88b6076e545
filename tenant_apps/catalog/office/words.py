"""How staff pages name the ways and times a price may depend on."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Word = str | Promise

SERVICES: dict[str, Word] = {"pickup": _("Pickup"), "delivery": _("Delivery"), "dine_in": _("At the table")}
CHANNELS: dict[str, Word] = {"web": _("Online"), "counter": _("Counter"), "table": _("Table"), "api": _("Apps")}
WEEKDAYS: tuple[Word, ...] = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
