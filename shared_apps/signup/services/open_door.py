from datetime import timedelta
from urllib.parse import urlencode

from comanda.kernel.clock import now
from comanda.kernel.origins import origin_of
from shared_apps.accounts.facade import issue_entry_token
from shared_apps.signup.errors import SignupNotFoundError
from shared_apps.signup.models import Signup
from tenants.context import use_tenant
from tenants.facade import get_tenant

OPEN_FOR = timedelta(minutes=10)


def open_door(*, token: str) -> str:
    """The address that takes a new owner, signed in, to their office. For ten minutes after the sign-up: then they have
    a password. Raises SignupNotFoundError.
    """
    signup = Signup.objects.filter(token=token, finished_at__gt=now() - OPEN_FOR, owner_id__isnull=False).first()
    if signup is None or signup.owner_id is None:
        raise SignupNotFoundError
    tenant = get_tenant(tenant_id=signup.tenant_id)
    with use_tenant(tenant):
        key = issue_entry_token(user_id=signup.owner_id)
    return f"{origin_of(tenant.primary_domain)}/enter/{key}/?{urlencode({'next': '/office/'})}"
