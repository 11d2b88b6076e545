"""What lower rooms need from higher ones, handed to them once, when the apps are ready."""

from comanda.config import signup_steps
from comanda.config.venue_directory import Venues
from shared_apps.accounts.facade import register_landing
from shared_apps.signup.facade import forget_owner
from tenant_apps.catalog.facade import use_venue_directory
from tenant_apps.team.facade import find_access
from tenants.context import current_tenant
from tenants.facade import register_farewell


def office_of(user_id: int) -> str:
    """Staff who sign in without a page in mind go to their office; everybody else is a guest."""
    if current_tenant().is_platform or find_access(user_id=user_id) is None:
        return ""
    return "/office/"


register_landing(office_of)
register_farewell(forget_owner)
signup_steps.register()
use_venue_directory(Venues())
