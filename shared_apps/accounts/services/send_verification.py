from allauth.account.models import EmailAddress, EmailConfirmation
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from shared_apps.accounts.errors import UserNotFoundError
from shared_apps.mailbox.facade import Letter, send_soon
from tenants.context import current_tenant


def send_verification(*, user_id: int, origin: str, heading: str = "", paragraphs: tuple[str, ...] = ()) -> None:
    """Ask a person to confirm their address, by a link on `origin` (scheme, host and port). Nothing if they have."""
    address = EmailAddress.objects.filter(user_id=user_id, primary=True).first()
    if address is None:
        raise UserNotFoundError
    if address.verified:
        return
    confirmation = EmailConfirmation.create(address)
    confirmation.sent = timezone.now()
    confirmation.save()
    link = f"{origin}{reverse('account_confirm_email', args=[confirmation.key])}"
    send_soon(to=address.email, letter=confirmation_letter(link, heading=heading, paragraphs=paragraphs))


def confirmation_letter(link: str, *, heading: str = "", paragraphs: tuple[str, ...] = ()) -> Letter:
    """Whoever asks for it: a page, an app, or whoever opened the account, with words of their own before the link."""
    brand = current_tenant().name
    return Letter(
        subject=_("Confirm your e-mail address for %(brand)s") % {"brand": brand},
        heading=heading or _("Is this address yours?"),
        paragraphs=paragraphs or (_("Confirm it, so that receipts and password links reach you and nobody else."),),
        button_label=_("Yes, confirm my address"),
        button_url=link,
        footnote=_("The link works for three days. If you did not sign up at %(brand)s, ignore this letter.")
        % {"brand": brand},
    )
