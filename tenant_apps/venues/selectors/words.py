"""What the ways of being served, the ways an order arrives and the tables are called, on every screen."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenant_apps.venues.contracts import Channel, ServiceType


class ServiceWord(NamedTuple):
    label: str | Promise
    icon: str


SERVICE_WORDS: dict[str, ServiceWord] = {
    ServiceType.DELIVERY: ServiceWord(pgettext_lazy("service", "Delivery"), icon="bike"),
    ServiceType.PICKUP: ServiceWord(pgettext_lazy("service", "Pickup"), icon="shopping-bag"),
    ServiceType.DINE_IN: ServiceWord(pgettext_lazy("service", "At the table"), icon="utensils"),
}
"""In the order in which they are offered."""

CHANNEL_WORDS: dict[str, str | Promise] = {
    Channel.WEB: _("Website"),
    Channel.COUNTER: _("Counter"),
    Channel.TABLE: _("Table QR"),
    Channel.API: _("App"),
    Channel.IMPORT: _("Imported"),
}


def table_label(name: str) -> str:
    """A bare number is no name: `7` is read as `Table 7`, `Terrace 1` and no table at all as they are."""
    return _t("Table %(name)s") % {"name": name} if name.isdecimal() else name
