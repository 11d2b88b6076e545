from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext_lazy as _

from tenants.context import current_tenant


class TenantMFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Authenticator apps list the code under the name of the restaurant whose account it opens."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("That code does not fit. It changes every half minute: type the one you see now."),
        "unverified_email": _("Confirm your e-mail address first; then come back for the second step."),
    }

    def get_totp_issuer(self) -> str:
        return current_tenant().name
