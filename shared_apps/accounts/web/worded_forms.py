"""allauth's forms in our words: labels that say what to type, no placeholder that repeats its label, one short hint
instead of a list of rules."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

_LABELS = {
    "login": _("E-mail"),
    "email": _("E-mail"),
    "password": _("Password"),
    "password1": _("Choose a password"),
    "password2": _("The new password once more"),
    "oldpassword": _("Your password now"),
    "remember": _("Keep me signed in on this device"),
    "code": _("Code"),
}
_NEW_PASSWORD = _("At least 10 characters. A short sentence is easy to remember and hard to guess.")
_CODE = {"inputmode": "numeric", "autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}


class Worded(forms.Form):
    """Mixed in before a form of allauth's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in _LABELS:
                field.label = _LABELS[name]
                field.widget.attrs.pop("placeholder", None)
            if name == "password1":
                field.help_text = _NEW_PASSWORD
            elif name == "code":
                field.widget.attrs.update(_CODE)


class LoginForm(Worded, account.LoginForm):  # type: ignore[misc]  # allauth has no types
    pass


class SignupForm(Worded, account.SignupForm):  # type: ignore[misc]
    pass


class AddEmailForm(Worded, account.AddEmailForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(Worded, account.ChangePasswordForm):  # type: ignore[misc]
    pass


class SetPasswordForm(Worded, account.SetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(Worded, account.ResetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordKeyForm(Worded, account.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class ReauthenticateForm(Worded, account.ReauthenticateForm):  # type: ignore[misc]
    pass


class AuthenticateForm(Worded, mfa.AuthenticateForm):  # type: ignore[misc]
    pass


class ReauthenticateByCodeForm(Worded, mfa.ReauthenticateForm):  # type: ignore[misc]
    pass


class ActivateTOTPForm(Worded, totp.ActivateTOTPForm):  # type: ignore[misc]
    pass
