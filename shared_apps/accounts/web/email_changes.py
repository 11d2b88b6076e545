"""allauth changes addresses in many ways (links, apps, resets) and tells of all of them through one signal."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed
from django.db import transaction
from django.dispatch import receiver

from comanda.kernel.outbox.publish import publish
from shared_apps.accounts.events import EmailChanged


@receiver(email_changed, dispatch_uid="accounts.email_changed")
def tell(
    sender: object, to_email_address: EmailAddress, from_email_address: EmailAddress | None = None, **more: Any
) -> None:
    """Pass it on as an event; an address confirmed for the first time has not changed."""
    if from_email_address is None or from_email_address.email == to_email_address.email:
        return
    with transaction.atomic():
        publish(EmailChanged(user_id=to_email_address.user_id, email=to_email_address.email.lower()))
