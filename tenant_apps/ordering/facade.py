"""What other rooms may ask of ordering."""

from tenant_apps.ordering.selectors.allowed_verbs import allowed_verbs, guest_may_cancel
from tenant_apps.ordering.selectors.carts import find_cart, get_cart
from tenant_apps.ordering.selectors.checks import list_checks
from tenant_apps.ordering.selectors.import_fields import LINE_FIELDS, LINES_PREFIX, ONE_FILE_FIELDS, ORDER_FIELDS
from tenant_apps.ordering.selectors.orders import (
    count_open,
    find_order,
    find_order_by_check,
    find_order_by_key,
    get_order,
    list_orders,
)
from tenant_apps.ordering.selectors.payments import list_payments
from tenant_apps.ordering.selectors.sales import list_daily_sales, sales_today
from tenant_apps.ordering.selectors.zones import find_zone
from tenant_apps.ordering.services.accept_order import accept_order as accept
from tenant_apps.ordering.services.add_lines import add_lines
from tenant_apps.ordering.services.add_to_cart import add_to_cart
from tenant_apps.ordering.services.cancel_order import cancel_order as cancel
from tenant_apps.ordering.services.change_line import change_line
from tenant_apps.ordering.services.clear_cart import clear_cart
from tenant_apps.ordering.services.dispatch import dispatch
from tenant_apps.ordering.services.fail_delivery import fail_delivery
from tenant_apps.ordering.services.hand_over_order import hand_over_order as hand_over
from tenant_apps.ordering.services.import_orders import import_orders
from tenant_apps.ordering.services.mark_ready import mark_ready
from tenant_apps.ordering.services.open_cart import cart_for, find_cart_for
from tenant_apps.ordering.services.place_order import place_order
from tenant_apps.ordering.services.quote import quote
from tenant_apps.ordering.services.refund_order import refund_order
from tenant_apps.ordering.services.reject_order import reject_order as reject
from tenant_apps.ordering.services.remove_line import remove_line
from tenant_apps.ordering.services.retry import retry
from tenant_apps.ordering.services.set_service import set_service
from tenant_apps.ordering.services.split_check import join_checks, split_check
from tenant_apps.ordering.services.start_preparing import start_preparing
from tenant_apps.ordering.services.take_back_line import comp_line, void_line
from tenant_apps.ordering.services.take_out_ordered import take_out_ordered
from tenant_apps.ordering.services.take_payment import take_payment

__all__ = [
    "LINES_PREFIX",
    "LINE_FIELDS",
    "ONE_FILE_FIELDS",
    "ORDER_FIELDS",
    "accept",
    "add_lines",
    "add_to_cart",
    "allowed_verbs",
    "cancel",
    "cart_for",
    "change_line",
    "clear_cart",
    "comp_line",
    "count_open",
    "dispatch",
    "fail_delivery",
    "find_cart",
    "find_cart_for",
    "find_order",
    "find_order_by_check",
    "find_order_by_key",
    "find_zone",
    "get_cart",
    "get_order",
    "guest_may_cancel",
    "hand_over",
    "import_orders",
    "join_checks",
    "list_checks",
    "list_daily_sales",
    "list_orders",
    "list_payments",
    "mark_ready",
    "place_order",
    "quote",
    "refund_order",
    "reject",
    "remove_line",
    "retry",
    "sales_today",
    "set_service",
    "split_check",
    "start_preparing",
    "take_out_ordered",
    "take_payment",
    "void_line",
]
