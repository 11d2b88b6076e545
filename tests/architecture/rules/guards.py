"""Every staff page demands a capability."""

from collections.abc import Iterable

from comanda.config.product_map.addresses import Address

STAFF = ("/office/", "/kitchen/")


def unguarded(addresses: Iterable[Address]) -> list[str]:
    staff = (address for address in addresses if address.path.startswith(STAFF))
    return [f"{address.path} ({address.view}) demands no capability" for address in staff if not address.capability]
