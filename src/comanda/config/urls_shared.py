"""Addresses that exist on every host."""

from django.urls import URLPattern, URLResolver, include, path

shared_urls: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.urls")),
    path("", include("shared_apps.accounts.web.urls")),
]
