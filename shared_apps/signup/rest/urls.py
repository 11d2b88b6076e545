"""Under /api/v1/ on the platform's host."""

from django.urls import URLPattern, URLResolver, path

from shared_apps.signup.rest import views

app_name = "signup_rest"

urlpatterns: list[URLPattern | URLResolver] = [
    path("signups/", views.SignupsView.as_view(), name="signups"),
    path("signups/countries/", views.CountriesView.as_view(), name="countries"),
    path("signups/subdomains/<str:subdomain>/", views.SubdomainView.as_view(), name="subdomain"),
    path("signups/<str:token>/", views.SignupView.as_view(), name="signup"),
    path("signups/<str:token>/steps/", views.StepsView.as_view(), name="steps"),
    path("signups/<str:token>/subdomain/", views.OtherSubdomainView.as_view(), name="other_subdomain"),
    path("signups/<str:token>/entry/", views.EntryView.as_view(), name="entry"),
]
