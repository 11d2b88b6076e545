"""PostgreSQL 18 and Redis from wheels, run as ordinary processes under one folder: nothing to install but Python."""

from comanda.kernel.embedded.addresses import ServiceUrls, service_urls
from comanda.kernel.embedded.services import ensure_services, running_services, stop_services

__all__ = ["ServiceUrls", "ensure_services", "running_services", "service_urls", "stop_services"]
