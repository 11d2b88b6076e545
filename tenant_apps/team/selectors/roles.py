from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenant_apps.team.contracts import Role


class RoleText(NamedTuple):
    label: str | Promise
    may: str | Promise


ROLES: dict[str, RoleText] = {
    Role.OWNER: RoleText(_("Owner"), _("Everything, including the team and the audit trail.")),
    Role.MANAGER: RoleText(_("Manager"), _("Orders, menu, venues, look, imports, refunds and reports.")),
    Role.CASHIER: RoleText(_("Cashier"), _("Takes orders at the counter and follows them; marks dishes as sold out.")),
    Role.KITCHEN: RoleText(_("Kitchen"), _("Sees tickets, cooks them, marks dishes as sold out.")),
    Role.DRIVER: RoleText(_("Driver"), _("Sees the orders to bring.")),
}


def role_label(role: str) -> str:
    return str(ROLES[role].label) if role in ROLES else role
