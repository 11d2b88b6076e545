"""What every environment shares. Values come from the environment; `.env.example` lists them all.

One file a topic; this one composes them and holds the apps, the middleware and the templates.
"""

from django.utils.translation import gettext_lazy as _

from comanda.config.apps_installed import BOTH, CONTROL, NO_TABLES, TENANT
from comanda.config.settings.cache import *
from comanda.config.settings.databases import *
from comanda.config.settings.demo import *
from comanda.config.settings.environment import *
from comanda.config.settings.environment import SRC, env
from comanda.config.settings.files import *
from comanda.config.settings.jobs import *
from comanda.config.settings.live import *
from comanda.config.settings.logs import *
from comanda.config.settings.mail import *
from comanda.config.settings.rest import *
from comanda.config.settings.security import *
from comanda.config.settings.sign_in import *

ENVIRONMENT = "base"
DEBUG = False

# --- apps -----------------------------------------------------------------------------------------------------------
SHARED_APPS = [*BOTH, *CONTROL, *NO_TABLES]
TENANT_APPS = [*BOTH, *TENANT]
INSTALLED_APPS = [*NO_TABLES, *BOTH, *CONTROL, *TENANT]
TENANT_MODEL = "tenants.Tenant"
TENANT_DOMAIN_MODEL = "tenants.Domain"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- requests -------------------------------------------------------------------------------------------------------
MIDDLEWARE = [
    "comanda.config.health.HealthMiddleware",  # probes come on any host, before a tenant is looked for
    "whitenoise.middleware.WhiteNoiseMiddleware",  # files are the same on every host
    "tenants.middleware.TenantMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "comanda.config.slashes.SlashMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "comanda.config.access.AccessMiddleware",
    "comanda.config.error_answers.ErrorAnswerMiddleware",
    "shared_apps.limits.rest.throttle.LimitHeadersMiddleware",
    "shared_apps.limits.web.pages.PageLimitMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "comanda.config.content_policy.ContentPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "comanda.config.urls_tenant"
PUBLIC_SCHEMA_URLCONF = "comanda.config.urls_platform"
WSGI_APPLICATION = "comanda.config.wsgi.application"
ASGI_APPLICATION = "comanda.config.asgi.application"
DATA_UPLOAD_MAX_MEMORY_SIZE = env.int("UPLOAD_LIMIT_BYTES", default=5 * 1024 * 1024)

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
                "csp.context_processors.nonce",
                "comanda.config.context_processors.shell",
                "tenant_apps.office.web.context.office_shell",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- languages and time ---------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("it", _("Italian"))]
LOCALE_PATHS = [SRC / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
