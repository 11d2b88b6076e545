from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import get_language

from comanda.kernel.colour import BLACK, WHITE, contrast
from shared_apps.branding.facade import get_theme
from shared_apps.mailbox.contracts import Letter
from tenants.context import find_tenant

PLATFORM_COLOUR = "#0f6b4f"


def send_letter(*, to: str, letter: Letter) -> None:
    """Send now, in the brand of the tenant being served, in the active language, as HTML and as plain text.

    Talks to the mail server: call it from a task (`mailbox.facade.send_soon`). Raises what the backend raises.
    """
    tenant = find_tenant()
    ours = tenant is None or tenant.is_platform
    name = "Comanda" if tenant is None or tenant.is_platform else tenant.name
    colour = PLATFORM_COLOUR if tenant is None or tenant.is_platform else get_theme(tenant.id).brand
    context = {
        "letter": letter,
        "brand": name,
        "colour": colour,
        "ink": WHITE if contrast(WHITE, colour) >= contrast(BLACK, colour) else BLACK,
        "ours": ours,
        "language": get_language() or settings.LANGUAGE_CODE,
    }
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    message = EmailMultiAlternatives(
        subject=" ".join(letter.subject.split()),
        body=render_to_string("mailbox/letter.txt", context),
        from_email=formataddr((name, address)),
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(render_to_string("mailbox/letter.html", context), "text/html")
    message.send()
