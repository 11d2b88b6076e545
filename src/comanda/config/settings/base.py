"""What every environment shares. Values come from the environment; `.env.example` lists them all."""

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from comanda.config.apps_installed import BOTH, CONTROL, NO_TABLES, TENANT

ROOT = Path(__file__).resolve().parents[4]
SRC = ROOT / "src" / "comanda"

env = environ.Env()
environ.Env.read_env(ROOT / ".env")

# Everything the product writes on this machine (embedded servers, media, mail, logs) lives under one folder.
VAR = Path(env("COMANDA_VAR", default=str(ROOT / "var")))
PORT = env.int("PORT", default=8000)
SOCKET_PORT = env.int("SOCKET_PORT", default=PORT + 1)

SECRET_KEY = env("SECRET_KEY", default="insecure-default")
DEBUG = False
PLATFORM_HOST = env("PLATFORM_HOST", default="localhost")
ALLOWED_HOSTS = ["*"]  # the tenant map decides: an unknown host is a 404 before any view runs
ENVIRONMENT = "base"

# --- apps -----------------------------------------------------------------------------------------------------------
SHARED_APPS = [*BOTH, *CONTROL, *NO_TABLES]
TENANT_APPS = [*BOTH, *TENANT]
INSTALLED_APPS = [*NO_TABLES, *BOTH, *CONTROL, *TENANT]
TENANT_MODEL = "tenants.Tenant"
TENANT_DOMAIN_MODEL = "tenants.Domain"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- requests -------------------------------------------------------------------------------------------------------
MIDDLEWARE = [
    "comanda.config.health.HealthMiddleware",
    "tenants.middleware.TenantMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "comanda.config.urls_tenant"
PUBLIC_SCHEMA_URLCONF = "comanda.config.urls_platform"
WSGI_APPLICATION = "comanda.config.wsgi.application"
ASGI_APPLICATION = "comanda.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SRC / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "comanda.config.context_processors.shell",
            ],
        },
    }
]
FORMS_URLFIELD_ASSUME_HTTPS = True

# --- languages and time ---------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("it", _("Italian"))]
LOCALE_PATHS = [SRC / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- files ----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "static"
STATICFILES_DIRS = [SRC / "static", ROOT / "build" / "front"]
MEDIA_ROOT = VAR / "media"
MEDIA_URL = "/media/"
