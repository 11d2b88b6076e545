"""Under /api/v1/. Numbers are ids and for staff; tokens are for whoever was given them."""

from django.urls import URLPattern, URLResolver, path

from tenant_apps.ordering.rest.views_carts import CartLinesView, CartLineView, CartsView, OneCartView
from tenant_apps.ordering.rest.views_checks import ChecksView, JoinView
from tenant_apps.ordering.rest.views_lines import CompView, LinesView, VoidView
from tenant_apps.ordering.rest.views_orders import GuestOrderView, OrdersView, OrderView, QuotesView
from tenant_apps.ordering.rest.views_payments import CheckPaymentsView, GuestPaymentsView, PaymentsView, RefundsView
from tenant_apps.ordering.rest.views_sales import SalesDayView, SalesView
from tenant_apps.ordering.rest.views_transitions import STEPS, GuestCancellationView, step_view

app_name = "ordering_rest"

urlpatterns: list[URLPattern | URLResolver] = [
    path("quotes/", QuotesView.as_view(), name="quotes"),
    path("carts/", CartsView.as_view(), name="carts"),
    path("carts/<str:token>/", OneCartView.as_view(), name="cart"),
    path("carts/<str:token>/lines/", CartLinesView.as_view(), name="cart-lines"),
    path("carts/<str:token>/lines/<int:line_id>/", CartLineView.as_view(), name="cart-line"),
    path("orders/", OrdersView.as_view(), name="orders"),
    path("orders/<int:order_id>/", OrderView.as_view(), name="order"),
    path("orders/<int:order_id>/lines/", LinesView.as_view(), name="lines"),
    path("orders/<int:order_id>/lines/<int:line_id>/void/", VoidView.as_view(), name="void"),
    path("orders/<int:order_id>/lines/<int:line_id>/comp/", CompView.as_view(), name="comp"),
    path("orders/<int:order_id>/checks/", ChecksView.as_view(), name="checks"),
    path("orders/<int:order_id>/checks/join/", JoinView.as_view(), name="join"),
    path("orders/<int:order_id>/checks/<int:check_id>/payments/", CheckPaymentsView.as_view(), name="check-payments"),
    path("orders/<int:order_id>/payments/", PaymentsView.as_view(), name="payments"),
    path("orders/<int:order_id>/refunds/", RefundsView.as_view(), name="refunds"),
    *(path(f"orders/<int:order_id>/{name}/", step_view(name), name=name) for name in STEPS),
    path("sales/", SalesView.as_view(), name="sales"),
    path("sales/day/", SalesDayView.as_view(), name="sales-day"),
    path("orders/<str:token>/", GuestOrderView.as_view(), name="own-order"),
    path("orders/<str:token>/cancellation/", GuestCancellationView.as_view(), name="own-cancellation"),
    path("orders/<str:token>/payments/", GuestPaymentsView.as_view(), name="own-payments"),
]
