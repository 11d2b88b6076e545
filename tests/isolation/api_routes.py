"""Every API address with an id or a name of somebody's in it, and how to ask for what is the tenant next door's.

One entry an address of `comanda.config.urls_tenant`; the methods are read from its view. `test_api_routes.py` fails for
an address that has none: add a line here when you add a route.
"""

from dataclasses import dataclass, field
from typing import Any

REASON = {"reason": "because"}
PICTURE = object()
"""Stands for an image, sent as a form."""


@dataclass(frozen=True)
class Route:
    ids: dict[str, str] = field(default_factory=dict)
    """Parameter of the address -> what of the neighbour's goes there, where the test's `world` names it otherwise."""
    bodies: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Method -> a body that would be taken from the neighbour's own people; empty where there is none.

    A text in braces stands for something in the test's `world`: `"{cola}"`.
    """
    query: str = ""


_VENUE = {"venue": "venue_slug"}
_VENUE_ID = {"venue_id": "venue"}
_SQUARE = [[9.15, 45.44], [9.18, 45.44], [9.18, 45.46], [9.15, 45.46]]
_ORDER = {"order_id": "order"}
_OWN_ORDER = {"token": "order_token"}
_CART = {"token": "cart_token"}
_PAYMENT = {"token": "payment_token"}
_LINES = {"lines": [{"item_id": "{cola}", "quantity": 1}]}

NOBODYS = {"imports/kinds/<slug:kind>/example/"}
"""What stands in these addresses is the product's own and the same for everybody."""

ROUTES: dict[str, Route] = {
    "menus/<slug:venue>/": Route(_VENUE),
    "menus/<slug:venue>/changes/": Route(_VENUE),
    "menus/<slug:venue>/publications/": Route(_VENUE),
    "menus/<slug:venue>/eighty-six/": Route(_VENUE, {"post": {"item_id": "{cola}"}}),
    "menus/<slug:venue>/eighty-six/<int:item_id>/": Route(_VENUE | {"item_id": "item_off"}),
    "categories/<int:category_id>/": Route({"category_id": "category"}, {"patch": {"name": "Mine"}}),
    "items/<int:item_id>/": Route({"item_id": "item"}, {"patch": {"name": "Mine"}}),
    "items/<int:item_id>/picture/": Route({"item_id": "item"}, {"put": {"picture": PICTURE}}),
    "items/<int:item_id>/prices/": Route({"item_id": "item"}, {"put": {"rules": []}}),
    "items/<int:item_id>/listings/": Route({"item_id": "item"}),
    "items/<int:item_id>/listings/<int:venue_id>/": Route(
        {"item_id": "item", "venue_id": "venue"}, {"put": {"is_sold": False}}
    ),
    "modifier-groups/<int:group_id>/": Route({"group_id": "group"}, {"patch": {"name": "Mine"}}),
    "carts/<str:token>/": Route(_CART, {"patch": {"service": "pickup"}}),
    "carts/<str:token>/lines/": Route(_CART, {"post": {"item_id": "{cola}", "quantity": 1}}),
    "carts/<str:token>/lines/<int:line_id>/": Route(_CART | {"line_id": "cart_line"}, {"patch": {"quantity": 2}}),
    "orders/<int:order_id>/": Route(_ORDER),
    "orders/<int:order_id>/lines/": Route(_ORDER, {"post": _LINES}),
    "orders/<int:order_id>/lines/<int:line_id>/void/": Route(_ORDER | {"line_id": "line"}, {"post": REASON}),
    "orders/<int:order_id>/lines/<int:line_id>/comp/": Route(_ORDER | {"line_id": "line"}, {"post": REASON}),
    "orders/<int:order_id>/checks/": Route(_ORDER, {"post": {"line_ids": ["{line}"]}}),
    "orders/<int:order_id>/checks/join/": Route(_ORDER),
    "orders/<int:order_id>/checks/<int:check_id>/payments/": Route(
        _ORDER | {"check_id": "check"}, {"post": {"provider": "cash"}}
    ),
    "orders/<int:order_id>/payments/": Route(_ORDER, {"post": {"provider": "cash"}}),
    "orders/<int:order_id>/refunds/": Route(_ORDER, {"post": {"amount": "1.00", **REASON}}),
    "orders/<int:order_id>/acceptance/": Route(_ORDER),
    "orders/<int:order_id>/rejection/": Route(_ORDER, {"post": REASON}),
    "orders/<int:order_id>/preparation/": Route(_ORDER),
    "orders/<int:order_id>/readiness/": Route(_ORDER),
    "orders/<int:order_id>/dispatch/": Route(_ORDER),
    "orders/<int:order_id>/handover/": Route(_ORDER),
    "orders/<int:order_id>/delivery-failure/": Route(_ORDER, {"post": REASON}),
    "orders/<int:order_id>/second-dispatch/": Route(_ORDER),
    "orders/<int:order_id>/cancellation/": Route(_ORDER, {"post": REASON}),
    "orders/<str:token>/": Route(_OWN_ORDER),
    "orders/<str:token>/cancellation/": Route(_OWN_ORDER, {"post": REASON}),
    "orders/<str:token>/payments/": Route(_OWN_ORDER, {"post": {"provider": "test_card", "token": "tok_success"}}),
    "venues/<int:venue_id>/": Route(_VENUE_ID),
    "venues/<int:venue_id>/hours/": Route(_VENUE_ID, {"put": {"week": []}}),
    "venues/<int:venue_id>/hours/exceptions/<str:day>/": Route(_VENUE_ID, {"put": {"name": "Mine"}}),
    "venues/<int:venue_id>/settings/": Route(_VENUE_ID, {"patch": {"name": "Mine"}}),
    "venues/<int:venue_id>/slots/": Route(_VENUE_ID, query="?service=pickup"),
    "venues/<int:venue_id>/zones/": Route(_VENUE_ID, {"post": {"name": "Mine", "polygon": _SQUARE}}),
    "venues/<int:venue_id>/zones/<int:zone_id>/": Route(_VENUE_ID | {"zone_id": "zone"}, {"patch": {"name": "Mine"}}),
    "venues/<int:venue_id>/tables/": Route(_VENUE_ID, {"post": {"names": ["Mine"]}}),
    "venues/<int:venue_id>/tables/<int:table_id>/": Route(
        _VENUE_ID | {"table_id": "table"}, {"patch": {"name": "Mine"}}
    ),
    "venues/<int:venue_id>/tables/<int:table_id>/code-renewal/": Route(_VENUE_ID | {"table_id": "table"}),
    "venues/<int:venue_id>/zone/": Route(_VENUE_ID, query="?postcode=20121"),
    "me/addresses/<int:address_id>/": Route({"address_id": "address"}, {"put": {"street": "Mine 1", "city": "Mine"}}),
    "payments/<str:token>/": Route(_PAYMENT),
    "payments/<str:token>/decision/": Route(_PAYMENT, {"post": {"approved": True}}),
    "imports/<uuid:job_id>/": Route({"job_id": "job"}),
    "imports/<uuid:job_id>/columns/": Route({"job_id": "job"}),
    "imports/<uuid:job_id>/dry-run/": Route({"job_id": "job"}),
    "imports/<uuid:job_id>/run/": Route({"job_id": "job"}),
    "imports/<uuid:job_id>/problems/": Route({"job_id": "job"}),
    "customers/<int:customer_id>/": Route({"customer_id": "customer"}),
    "stations/<slug:code>/": Route({"code": "station"}, {"patch": {"name": "Mine"}}),
    "team/<int:member_id>/": Route({"member_id": "member"}, {"patch": {"role": "kitchen"}}),
    "team/<int:member_id>/deactivation/": Route({"member_id": "member"}),
    "team/<int:member_id>/reactivation/": Route({"member_id": "member"}),
    "team/invitations/<int:invitation_id>/withdrawal/": Route({"invitation_id": "invitation"}),
    "kitchen/tickets/<int:ticket_id>/": Route({"ticket_id": "ticket"}),
    "kitchen/tickets/<int:ticket_id>/start/": Route({"ticket_id": "ticket"}),
    "kitchen/tickets/<int:ticket_id>/bump/": Route({"ticket_id": "ticket"}),
    "kitchen/tickets/<int:ticket_id>/recall/": Route({"ticket_id": "ticket"}),
    "kitchen/items/<int:item_id>/check/": Route({"item_id": "ticket_item"}),
    "kitchen/items/<int:item_id>/uncheck/": Route({"item_id": "ticket_item"}),
}
