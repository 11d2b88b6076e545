from django.urls import URLPattern, URLResolver, path

from tenant_apps.payments.rest.views import DecisionView, PaymentView, TestCardsView

app_name = "payments_rest"

urlpatterns: list[URLPattern | URLResolver] = [
    path("payments/test-cards/", TestCardsView.as_view(), name="test-cards"),
    path("payments/<str:token>/", PaymentView.as_view(), name="payment"),
    path("payments/<str:token>/decision/", DecisionView.as_view(), name="decision"),
]
