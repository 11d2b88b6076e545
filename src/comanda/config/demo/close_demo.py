"""Take the demo away, and nothing else."""

from comanda.config.demo.restaurants import RESTAURANTS
from tenants.context import use_platform
from tenants.facade import find_tenant_by
from tenants.lifecycle.erase import erase_tenant


def close_demo() -> list[str]:
    """The names of the restaurants that were erased."""
    gone = []
    with use_platform():
        for spec in RESTAURANTS:
            if (ref := find_tenant_by(slug=spec.slug)) is not None:
                erase_tenant(tenant_id=ref.id, confirmed_name=ref.name)
                gone.append(spec.name)
    return gone
