"""Writing to people, for every room."""

from shared_apps.mailbox.contracts import Letter
from shared_apps.mailbox.services.send_letter import send_letter
from shared_apps.mailbox.services.send_soon import send_soon

__all__ = ["Letter", "send_letter", "send_soon"]
