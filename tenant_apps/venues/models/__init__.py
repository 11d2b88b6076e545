from tenant_apps.venues.models.hours import ExceptionDay, OpeningInterval
from tenant_apps.venues.models.table import DiningTable
from tenant_apps.venues.models.venue import Venue
from tenant_apps.venues.models.zone import DeliveryZone

__all__ = ["DeliveryZone", "DiningTable", "ExceptionDay", "OpeningInterval", "Venue"]
