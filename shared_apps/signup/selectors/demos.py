from dataclasses import dataclass

from django.conf import settings

from comanda.kernel.origins import origin_of
from tenants.contracts import SERVED
from tenants.facade import list_tenants


@dataclass(frozen=True, slots=True)
class Demo:
    name: str
    url: str


def list_demos(*, limit: int = 2) -> tuple[Demo, ...]:
    """The oldest restaurants of a developer's installation, to be visited from the front page; none in production."""
    if settings.ENVIRONMENT == "production":
        return ()
    found = list_tenants(statuses=[status.value for status in SERVED])[:limit]
    return tuple(Demo(name=tenant.name, url=f"{origin_of(tenant.primary_domain)}/") for tenant in found)
