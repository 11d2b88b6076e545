"""How the storefront names the ways to be served."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from tenant_apps.venues.contracts import ServiceType

Word = str | Promise

SERVICES: dict[str, tuple[Word, str]] = {
    ServiceType.DELIVERY: (pgettext_lazy("service", "Delivery"), "bike"),
    ServiceType.PICKUP: (pgettext_lazy("service", "Pickup"), "shopping-bag"),
    ServiceType.DINE_IN: (pgettext_lazy("service", "At the table"), "utensils"),
}
"""In the order they are offered."""
