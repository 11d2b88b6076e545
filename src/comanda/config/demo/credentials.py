"""Who may sign in where in the demo: for people to read and for programs."""

from dataclasses import asdict, dataclass

from django.conf import settings

from comanda.config.demo.restaurants import CHAIN_OWNER, PASSWORD, RESTAURANTS
from comanda.kernel.origins import origin_of


@dataclass(frozen=True, slots=True)
class Credential:
    restaurant: str
    address: str
    """Where to sign in."""
    email: str
    password: str
    role: str
    name: str


def list_credentials() -> list[Credential]:
    """Owners first. The chain's owner signs in on the platform's host."""
    name, email = CHAIN_OWNER
    found = [Credential("Comanda", f"{_origin()}/account/login/", email, PASSWORD, "chain owner", name)]
    for spec in RESTAURANTS:
        office = f"{_origin(spec.slug)}/office/"
        found += [
            Credential(spec.name, office, person.email, PASSWORD, str(person.role), person.name)
            for person in spec.people
        ]
    return found


def as_json() -> list[dict[str, str]]:
    return [asdict(credential) for credential in list_credentials()]


def as_lines() -> list[str]:
    """For the box that a start prints, in rich's markup: a restaurant's addresses, then who works there."""
    lines = []
    for spec in RESTAURANTS:
        origin = _origin(spec.slug)
        lines += [
            "",
            f"[bold]{origin}/[/bold]  {spec.name}: order as a guest",
            f"[bold]{origin}/office/[/bold]  its office",
        ]
        lines += [f"  {person.email}  [dim]{person.role}[/dim]" for person in spec.people[:2] + spec.people[-2:-1]]
    return [*lines, "", f"Everybody's password: [bold]{PASSWORD}[/bold]"]


def _origin(slug: str = "") -> str:
    host = f"{slug}.{settings.PLATFORM_HOST}" if slug else settings.PLATFORM_HOST
    return origin_of(host)
