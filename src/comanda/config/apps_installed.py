"""Which apps live where: the public schema, every tenant schema, or both."""

BOTH = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "comanda.kernel.outbox",
    "comanda.kernel.idempotency",
    "shared_apps.accounts",
    "shared_apps.audit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.headless",
]

CONTROL = [
    "tenants",
    "shared_apps.branding",
    "shared_apps.signup",
]

TENANT = [
    "tenant_apps.venues",
    "tenant_apps.catalog",
    "tenant_apps.customers",
    "tenant_apps.team",
    "tenant_apps.pricing",
    "tenant_apps.payments",
    "tenant_apps.ordering",
    "tenant_apps.kitchen",
    "tenant_apps.notifications",
    "tenant_apps.storefront",
    "tenant_apps.office",
]

NO_TABLES = [
    "django.contrib.messages",
    "django.forms",  # the form renderer finds widgets among the project's templates
    "comanda.config.apps.ProductFilesConfig",
    "django.contrib.humanize",
    "comanda.config",
    "shared_apps.limits",
    "shared_apps.mailbox",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "channels",
]
