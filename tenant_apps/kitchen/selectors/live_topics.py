"""Who may listen to a kitchen's displays."""

from comanda.kernel.numbers import whole_number
from tenant_apps.team import facade as team
from tenants.live import Visitor


def may_see_kitchen(visitor: Visitor, argument: str) -> bool:
    """`kitchen:<venue id>`: whoever works in that venue's kitchen."""
    venue_id = whole_number(argument)
    if visitor.user_id is None or venue_id is None:
        return False
    access = team.find_access(user_id=visitor.user_id)
    return access is not None and access.can("kitchen.work", venue_id)
