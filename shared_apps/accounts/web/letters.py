"""What allauth says by mail, in our words."""

from collections.abc import Callable
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from shared_apps.accounts.services.send_verification import confirmation_letter
from shared_apps.mailbox.contracts import Letter
from tenants.context import current_tenant


def letter_for(kind: str, context: dict[str, Any]) -> Letter:
    """The letter of that kind; one we have no words of our own for is allauth's text in our layout."""
    writer = _WRITERS.get(kind)
    return writer(context) if writer else _plain(kind, context)


def _confirmation(context: dict[str, Any]) -> Letter:
    return confirmation_letter(str(context["activate_url"]))


def _reset(context: dict[str, Any]) -> Letter:
    return Letter(
        subject=_("Choose a new password for %(brand)s") % {"brand": current_tenant().name},
        heading=_("Choose a new password"),
        paragraphs=(_("Somebody, hopefully you, asked for a new password. The link works once."),),
        button_label=_("Choose a new password"),
        button_url=str(context["password_reset_url"]),
        footnote=_("If it was not you, ignore this letter: your password stays as it is."),
    )


def _already_exists(context: dict[str, Any]) -> Letter:
    return Letter(
        subject=_("You already have an account at %(brand)s") % {"brand": current_tenant().name},
        heading=_("You are already with us"),
        paragraphs=(
            _("Somebody, hopefully you, tried to sign up with this address. There is an account for it already."),
            _("If you have forgotten the password, choose a new one."),
        ),
        button_label=_("Choose a new password"),
        button_url=str(context["password_reset_url"]),
        footnote=_("If it was not you, there is nothing to do."),
    )


def _unknown(context: dict[str, Any]) -> Letter:
    return Letter(
        subject=_("No account at %(brand)s for this address") % {"brand": current_tenant().name},
        heading=_("We do not know this address"),
        paragraphs=(
            _("Somebody, hopefully you, asked for a new password, but there is no account for this address here."),
            _("Perhaps you signed up with another address?"),
        ),
        button_label=_("Create an account") if context.get("signup_url") else "",
        button_url=str(context.get("signup_url") or ""),
        footnote=_("If it was not you, there is nothing to do."),
    )


def _news(heading: str, text: str, context: dict[str, Any]) -> Letter:
    """Something about the account has changed: what, from where, and what to do if it was somebody else."""
    address = str(context.get("ip") or "")
    return Letter(
        subject=f"{heading} · {current_tenant().name}",
        heading=heading,
        paragraphs=(text,),
        rows=((_("Changed from"), address),) if address else (),
        footnote=_("If it was not you, choose a new password at once and call us."),
    )


def _email_changed(context: dict[str, Any]) -> Letter:
    text = _("From now on you sign in with %(email)s. This address gets no more letters about your account.")
    return _news(_("Your e-mail address has changed"), text % {"email": context["to_email"]}, context)


def _password_changed(context: dict[str, Any]) -> Letter:
    return _news(_("Your password has changed"), _("From now on the new one lets you in."), context)


def _second_step_on(context: dict[str, Any]) -> Letter:
    text = _("Besides your password, a code from your phone is needed to sign in.")
    return _news(_("The second step is on"), text, context)


def _second_step_off(context: dict[str, Any]) -> Letter:
    return _news(_("The second step is off"), _("Your password alone lets you in again."), context)


def _new_codes(context: dict[str, Any]) -> Letter:
    return _news(_("You have new recovery codes"), _("The ones you had before are worth nothing now."), context)


def _plain(kind: str, context: dict[str, Any]) -> Letter:
    values = {"email": "", "current_site": {"name": current_tenant().name}} | context
    subject = " ".join(render_to_string(f"account/email/{kind}_subject.txt", values).split())
    text = render_to_string(f"account/email/{kind}_message.txt", values).strip()
    paragraphs = tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())
    return Letter(subject=subject, heading=subject, paragraphs=paragraphs)


_WRITERS: dict[str, Callable[[dict[str, Any]], Letter]] = {
    "email_confirmation": _confirmation,
    "email_confirmation_signup": _confirmation,
    "password_reset_key": _reset,
    "account_already_exists": _already_exists,
    "unknown_account": _unknown,
    "email_changed": _email_changed,
    "password_changed": _password_changed,
    "password_reset": _password_changed,
    "password_set": _password_changed,
    "totp_activated": _second_step_on,
    "totp_deactivated": _second_step_off,
    "recovery_codes_generated": _new_codes,
}
