from urllib.parse import urlsplit

from comanda.kernel.origins import origin_of
from shared_apps.signup.selectors.subdomains import suggest_subdomain
from tenants.contracts import TenantStatus
from tenants.facade import TenantRef, list_tenants, resolve_host, subdomain_host

_GOING = {TenantStatus.ERASING, TenantStatus.ERASED}


def find_office(address: str) -> str | None:
    """Where the office of the restaurant at this address is: a name before our host, a host, or a pasted URL.

    Of what was typed only the host counts, and only as a question: the answer is written from what we know. A
    restaurant that is suspended is found too; its own host says what the matter is.
    """
    host = _host_in(address)
    place = resolve_host(host) if host else None
    return None if place is None or place.ref.is_platform else office_of(place.ref)


def list_offices(*, owner_id: int) -> tuple[tuple[str, str], ...]:
    """The names and offices of what this platform account owns, oldest first."""
    left = [status.value for status in TenantStatus if status not in _GOING]
    return tuple((tenant.name, office_of(tenant)) for tenant in list_tenants(owner_id=owner_id, statuses=left))


def office_of(tenant: TenantRef) -> str:
    return f"{origin_of(tenant.primary_domain)}/office/"


def _host_in(address: str) -> str:
    """`Lucciola`, `La Lucciola`, `lucciola.example.com`, `https://lucciola.example.com/office/?x` -> the host."""
    typed = address.strip()
    if " " in typed:
        host = typed  # a name as it stands over the door
    else:
        try:
            host = urlsplit(typed if "://" in typed else f"//{typed}").hostname or ""
        except ValueError:
            return ""
        if "." in host:
            return host
    slug = suggest_subdomain(host)
    return subdomain_host(slug) if slug else ""
