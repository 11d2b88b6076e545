from django.utils.translation import gettext as _

from shared_apps.accounts.facade import find_user
from shared_apps.mailbox.facade import Letter, send_soon
from shared_apps.signup.selectors.offices import list_offices
from tenants.context import use_platform


def send_offices(*, email: str) -> None:
    """A letter with the addresses of what its reader owns; none to whom we don't know or who owns nothing.

    How long it takes says which it was: it runs in a task, never while somebody waits for the answer.
    """
    with use_platform():
        user = find_user(email=email)
        offices = list_offices(owner_id=user.id) if user is not None and user.is_active else ()
        if user is not None and offices:
            send_soon(to=user.email, letter=_letter(offices))


def _letter(offices: tuple[tuple[str, str], ...]) -> Letter:
    return Letter(
        subject=_("Where your office is"),
        heading=_("Where your office is"),
        paragraphs=(_("Somebody, hopefully you, asked for the addresses of your restaurants. Here they are."),),
        links=offices,
        footnote=_("If it was not you, there is nothing to do: nobody but you has seen this list."),
    )
