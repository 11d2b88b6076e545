from allauth.mfa.adapter import DefaultMFAAdapter

from tenants.context import current_tenant


class TenantMFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Authenticator apps list the code under the name of the restaurant whose account it opens."""

    def get_totp_issuer(self) -> str:
        return current_tenant().name
