"""Who may do what is said at every method: staff pages and the API demand a capability, or stand on the list of those
that don't.
"""

from collections.abc import Iterable, Mapping

from comanda.config.product_map.addresses import Address

STAFF = ("/office/", "/kitchen/")
API = "/api/v1/"

_GUEST_READS, _GUEST_WRITES = {"get"}, {"post"}
OPEN: Mapping[str, set[str]] = {
    "config": _GUEST_READS,
    "tokens/refresh": _GUEST_WRITES,
    # Everybody may read.
    "menus/<slug:venue>/": _GUEST_READS,
    "menus/<slug:venue>/eighty-six/": _GUEST_READS,
    "venues/": _GUEST_READS,
    "venues/<int:venue_id>/": _GUEST_READS,
    "venues/<int:venue_id>/hours/": _GUEST_READS,
    "venues/<int:venue_id>/slots/": _GUEST_READS,
    "venues/<int:venue_id>/zone/": _GUEST_READS,
    "venues/<int:venue_id>/zones/": _GUEST_READS,
    "payments/test-cards/": _GUEST_READS,
    "schema/": _GUEST_READS,
    "docs/": _GUEST_READS,
    # Everybody may order; what was made is known by its token.
    "quotes/": _GUEST_WRITES,
    "carts/": _GUEST_WRITES,
    "carts/<str:token>/": {"get", "patch"},
    "carts/<str:token>/lines/": {"post", "delete"},
    "carts/<str:token>/lines/<int:line_id>/": {"patch", "delete"},
    "orders/": _GUEST_WRITES,
    "orders/<str:token>/": _GUEST_READS,
    "orders/<str:token>/cancellation/": _GUEST_WRITES,
    "orders/<str:token>/payments/": {"get", "post"},
    "payments/<str:token>/": _GUEST_READS,
    "payments/<str:token>/decision/": _GUEST_WRITES,
    # Everybody who is signed in, about themselves.
    "me/": {"get", "patch"},
    "me/addresses/": {"get", "post"},
    "me/addresses/<int:address_id>/": {"get", "put", "delete"},
}
SIGNING_IN = ("auth/", "account/")
"""allauth's endpoints below these check for themselves."""


def unguarded(addresses: Iterable[Address]) -> list[str]:
    found = []
    for address in addresses:
        if address.path.startswith(API):
            path = address.path.removeprefix(API)
            allowed = OPEN.get(path, set())
            watched = not path.startswith(SIGNING_IN)
        else:
            allowed, watched = set(), address.path.startswith(STAFF)
        if watched:
            found += [
                f"{method.upper()} {address.path} ({address.view}) demands no capability"
                for method, capability in address.demands.items()
                if not capability and method not in allowed
            ]
    return found


def outdated(addresses: Iterable[Address]) -> list[str]:
    """What the list lets through and nobody serves, or what demands a capability by now."""
    demands = {address.path.removeprefix(API): address.demands for address in addresses}
    return [
        f"{method.upper()} {path}"
        for path, methods in OPEN.items()
        for method in sorted(methods)
        if demands.get(path, {}).get(method, "gone")
    ]
