from tenant_apps.kitchen.models.order import KitchenOrder
from tenant_apps.kitchen.models.station import Station
from tenant_apps.kitchen.models.ticket import ItemStep, Ticket, TicketItem

__all__ = ["ItemStep", "KitchenOrder", "Station", "Ticket", "TicketItem"]
