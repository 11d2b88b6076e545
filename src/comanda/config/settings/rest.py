"""The API: problem+json errors, cursor pages, OpenAPI 3.1 with documentation served from our own files."""

from comanda.config.settings.environment import env

# Plan -> requests a minute: of all of a tenant's clients together / of each of them.
API_LIMITS = {"default": "6000/600"} | env.dict("API_LIMITS", default={})
# The same for strangers' pages, generously: a whole room of guests may share the venue's one address.
PAGE_LIMITS = {"default": "60000/3000"} | env.dict("PAGE_LIMITS", default={})

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["comanda.kernel.http.renderers.OrjsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["comanda.kernel.http.parsers.OrjsonParser", "rest_framework.parsers.MultiPartParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "shared_apps.accounts.rest.authentication.TenantTokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_THROTTLE_CLASSES": ["shared_apps.limits.rest.throttle.LimitThrottle"],
    # What strangers may see says so at its view.
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "comanda.kernel.errors_rest.exception_handler",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Comanda API",
    "DESCRIPTION": (
        "Menus, orders, payments and kitchens of one restaurant. Errors are problem+json (RFC 9457) with a stable "
        "`code`; lists are cursor pages; every request that moves money or orders takes an `Idempotency-Key`."
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "shared_apps.accounts.rest.openapi.add_sign_in",
        "comanda.kernel.http.problems.add_problems",
    ],
    "COMPONENT_SPLIT_REQUEST": True,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "persistAuthorization": False, "displayRequestDuration": True},
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "DeltaEnum": "tenant_apps.kitchen.contracts.Delta",
        "ImportKindEnum": "tenant_apps.office.rest.import_shapes.ImportKindName",
        "ServiceEnum": "tenant_apps.venues.contracts.ServiceType",
        "LineKindEnum": "tenant_apps.pricing.contracts.LineKind",
        "TicketItemStateEnum": "tenant_apps.kitchen.contracts.ItemState",
    },
}
