"""What can be wrong with a theme or a logo."""

from comanda.kernel.errors import ValidationFailedError


class LogoRefusedError(ValidationFailedError):
    """The uploaded file is no picture we can use; the message says why and what to send instead."""
