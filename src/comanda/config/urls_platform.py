"""Addresses on the platform's host: the front page, sign-up, and the local mailbox where mail is not really sent."""

from django.urls import include, path

from comanda.config.urls_shared import shared_urls

urlpatterns = [
    *shared_urls,
    path("api/v1/", include("shared_apps.signup.rest.urls")),
    path("mail/", include("shared_apps.mailbox.web.urls")),
    path("", include("shared_apps.signup.web.urls")),
]
