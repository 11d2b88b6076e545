from django.urls import path

from shared_apps.signup.web import crawlers, sign_in, views

app_name = "signup_web"

urlpatterns = [
    path("", views.front, name="front"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("sign-in/", sign_in.find, name="sign_in"),
    path("sign-in/forgotten/", sign_in.forgotten, name="forgotten"),
    path("sign-in/forgotten/sent/", sign_in.letter_sent, name="letter_sent"),
    path("signup/", views.signup, name="signup"),
    path("signup/subdomain/", views.subdomain_state, name="subdomain_state"),
    path("signup/<str:token>/", views.progress, name="progress"),
    path("signup/<str:token>/next/", views.advance, name="advance"),
    path("signup/<str:token>/subdomain/", views.other_subdomain, name="other_subdomain"),
]
