"""What customers do about what accounts tell."""

from comanda.kernel.outbox.registry import subscribe
from shared_apps.accounts.events import EmailChanged
from tenant_apps.customers.services.follow_email import follow_email


@subscribe(EmailChanged)
def on_email_changed(event: EmailChanged) -> None:
    follow_email(user_id=event.user_id)
