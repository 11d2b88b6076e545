"""What can go wrong with venues."""

from comanda.kernel.errors import NotFoundError


class VenueNotFoundError(NotFoundError):
    code = "venue_not_found"


class ZoneNotFoundError(NotFoundError):
    code = "zone_not_found"


class TableNotFoundError(NotFoundError):
    code = "table_not_found"
