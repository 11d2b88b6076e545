from django.urls import URLPattern, URLResolver, path

from tenant_apps.ordering.office import bill, board, counter, customer, detail, history, tables

app_name = "ordering_office"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", board.board, name="board"),
    path("board/", board.board_cards, name="board_cards"),
    path("tables/", tables.tables, name="tables"),
    path("history/", history.history, name="history"),
    path("history/export/", history.export, name="export"),
    path("of-customer/<int:customer_id>/", customer.of_customer, name="of_customer"),
    path("counter/", counter.counter, name="counter"),
    path("counter/quote/", counter.quote, name="counter_quote"),
    path("counter/place/", counter.place, name="counter_place"),
    path("counter/pay/<int:order_id>/", counter.pay, name="counter_pay"),
    path("counter/payment/<int:order_id>/", counter.payment, name="counter_payment"),
    path("<int:order_id>/", detail.detail, name="detail"),
    path("<int:order_id>/bill/", bill.bill, name="bill"),
    path("<int:order_id>/bill/split/", bill.split, name="bill_split"),
    path("<int:order_id>/bill/join/", bill.join, name="bill_join"),
    path("<int:order_id>/bill/<int:check_id>/payments/", bill.pay, name="bill_pay"),
    path("<int:order_id>/receipt/", detail.receipt, name="receipt"),
    path("<int:order_id>/refund/", detail.refund, name="refund"),
    path("<int:order_id>/cash/", detail.take_cash, name="take_cash"),
    path("<int:order_id>/lines/<int:line_id>/void/", detail.void_line, name="void_line"),
    path("<int:order_id>/lines/<int:line_id>/comp/", detail.comp_line, name="comp_line"),
    path("<int:order_id>/<slug:verb>/reason/", board.reason_dialog, name="reason"),
    path("<int:order_id>/<slug:verb>/", board.move, name="move"),
]
