"""Some prices hold on one channel only: a cart, a quote and the order they become must name the same."""

from tenant_apps.venues.contracts import Channel, ServiceType

_OWN_DEVICE = frozenset({Channel.WEB, Channel.API})


def guest_channel(*, channel: str, service: str) -> str:
    """Who eats in orders at the table, whatever they tap on; everybody else on `channel`."""
    return Channel.TABLE.value if service == ServiceType.DINE_IN and channel in _OWN_DEVICE else channel
