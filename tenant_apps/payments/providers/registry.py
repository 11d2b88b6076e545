"""Which providers there are, and which of them take new payments here."""

from django.conf import settings
from django.utils.translation import gettext as _

from tenant_apps.payments.errors import ProviderUnknownError
from tenant_apps.payments.providers import cash, test_card
from tenant_apps.payments.providers.shape import Gateway

GATEWAYS: dict[str, Gateway] = {cash.NAME: cash, test_card.NAME: test_card}


def is_offered(name: str) -> bool:
    """The test card moves no money: whoever knows its tokens would eat for nothing where it is taken in earnest."""
    return name in GATEWAYS and (name != test_card.NAME or settings.PAYMENTS_TEST_CARD)


def offered_gateway(name: str) -> Gateway:
    """For a new payment. Raises ProviderUnknownError for a name that is not offered."""
    if not is_offered(name):
        names = ", ".join(filter(is_offered, GATEWAYS))
        raise ProviderUnknownError(
            _("There is no payment provider “%(name)s”.") % {"name": name},
            remedy=_("Choose one of: %(names)s.") % {"names": names},
            fields={"payment_provider": [_("Choose one of: %(names)s.") % {"names": names}]},
        )
    return GATEWAYS[name]


def gateway(name: str) -> Gateway:
    """For what was begun before, whoever is offered now."""
    return GATEWAYS[name]
