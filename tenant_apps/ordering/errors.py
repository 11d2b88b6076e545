"""What ordering refuses, with stable codes."""

from comanda.kernel.errors import ConflictError, NotFoundError, UnavailableError, ValidationFailedError


class OrderNotFoundError(NotFoundError):
    code = "order_not_found"


class LineNotFoundError(NotFoundError):
    code = "line_not_found"


class CartNotFoundError(NotFoundError):
    code = "cart_not_found"


class OrderInvalidError(ValidationFailedError):
    code = "order_invalid"


class VenueClosedError(UnavailableError):
    code = "venue_closed"


class OutOfZoneError(UnavailableError):
    code = "out_of_zone"


class BelowMinimumError(UnavailableError):
    code = "below_minimum"


class TotalChangedError(ConflictError):
    """The guest saw another total than the server's."""

    code = "total_changed"


class PaymentPendingError(ConflictError):
    """The money is not promised yet."""

    code = "payment_pending"


class OrderClosedError(ConflictError):
    code = "order_closed"
