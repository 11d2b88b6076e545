"""What payments refuse, with stable codes."""

from comanda.kernel.errors import ConflictError, NotFoundError, ValidationFailedError


class AttemptNotFoundError(NotFoundError):
    code = "payment_not_found"


class ProviderUnknownError(ValidationFailedError):
    code = "payment_provider_unknown"


class RefundTooLargeError(ConflictError):
    """More than what is left of the payment."""

    code = "refund_too_large"


class NothingToDecideError(ConflictError):
    """The second step was already taken, or none was asked."""

    code = "payment_step_over"


class ProviderUnreachableError(Exception):
    """No answer: the provider may or may not have done the work. Ask again with the same key."""
