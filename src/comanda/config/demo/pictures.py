"""Drawn pictures: what guests see first at once, the others in the background while the demo already runs."""

import logging
import threading

from django.db import connections

from comanda.config.demo.draw_pictures import draw_pictures
from comanda.config.demo.restaurants import RESTAURANTS
from comanda.kernel.errors import DomainError
from tenant_apps.catalog import facade as catalog
from tenant_apps.catalog.models import Item
from tenant_apps.venues import facade as venues
from tenants.context import use_platform, use_tenant
from tenants.facade import find_tenant_by

logger = logging.getLogger(__name__)


def draw_first_pictures() -> int:
    """The dishes the menu opens with: some ten seconds. In the restaurant's context, before it publishes."""
    return draw_pictures(item_ids=Item.objects.filter(is_featured=True).values_list("pk", flat=True))


def draw_rest_behind() -> threading.Thread:
    """Every dish that has no picture yet, in a thread of its own; menus are published again as they are done."""
    thread = threading.Thread(target=_draw_rest, name="pictures", daemon=True)
    thread.start()
    return thread


def _draw_rest() -> None:
    try:
        for spec in RESTAURANTS:
            with use_platform():
                ref = find_tenant_by(slug=spec.slug)
            if ref is None:
                continue
            with use_tenant(ref):
                if draw_pictures():
                    for venue in venues.list_venues():
                        catalog.publish_menu(venue_id=venue.id)
    except (DomainError, OSError):
        logger.warning("pictures: not all are drawn; the next start goes on", exc_info=True)
    finally:
        connections.close_all()
