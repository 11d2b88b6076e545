"""Pages and the API. Loaded once a worker, warmed, then frozen: the collector never walks again what lives for ever."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from comanda.config.checks import refuse_unsafe

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comanda.config.settings.development")

application = get_wsgi_application()
refuse_unsafe()

# The first request shouldn't pay for importing every view.
for urlconf in ("comanda.config.urls_tenant", "comanda.config.urls_platform"):
    get_resolver(urlconf).url_patterns  # noqa: B018 - a cached property
    get_resolver(urlconf)._populate()

gc.collect()
gc.freeze()
