from django.urls import URLPattern, URLResolver, path

from tenant_apps.storefront.web import cart, checkout, crawlers, items, me, menu, orders, tables, venues

app_name = "storefront"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", venues.pick, name="venues"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("me/", me.show, name="me"),
    path("v/<slug:slug>/", menu.show, name="menu"),
    path("v/<slug:slug>/items/<int:item_id>/", items.show, name="item"),
    path("v/<slug:slug>/cart/", cart.show, name="cart"),
    path("v/<slug:slug>/cart/lines/", cart.add, name="cart-add"),
    path("v/<slug:slug>/cart/lines/<int:line_id>/", cart.change, name="cart-change"),
    path("v/<slug:slug>/cart/again/", cart.again, name="cart-again"),
    path("v/<slug:slug>/checkout/", checkout.show, name="checkout"),
    path("v/<slug:slug>/checkout/quote/", checkout.requote, name="quote"),
    path("t/<str:token>/", tables.sit, name="table"),
    path("orders/<str:token>/", orders.track, name="order"),
    path("orders/<str:token>/state/", orders.state, name="order-state"),
    path("orders/<str:token>/cancellation/", orders.cancel_own, name="order-cancellation"),
    path("orders/<str:token>/payment/", orders.pay_again, name="order-payment"),
]
