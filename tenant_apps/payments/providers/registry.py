"""Which providers there are."""

from django.utils.translation import gettext as _

from tenant_apps.payments.errors import ProviderUnknownError
from tenant_apps.payments.providers import cash, test_card
from tenant_apps.payments.providers.shape import Gateway

GATEWAYS: dict[str, Gateway] = {cash.NAME: cash, test_card.NAME: test_card}


def gateway(name: str) -> Gateway:
    """Raises ProviderUnknownError for a name that is not registered."""
    try:
        return GATEWAYS[name]
    except KeyError:
        raise ProviderUnknownError(
            _("There is no payment provider “%(name)s”.") % {"name": name},
            remedy=_("Choose one of: %(names)s.") % {"names": ", ".join(GATEWAYS)},
            fields={"payment_provider": [_("Choose one of: %(names)s.") % {"names": ", ".join(GATEWAYS)}]},
        ) from None
