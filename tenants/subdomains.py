"""Which names may become `<name>.<platform host>`: judged while somebody types and again when the tenant is made.

Names are never used for schemas (those are opaque), so a refused name protects people, mail and our own addresses.
"""

import re

from django.conf import settings
from django.db import connections
from django.utils.translation import gettext_lazy as _

from tenants.context import CONTROL_ALIAS
from tenants.errors import SubdomainRefusedError, SubdomainTakenError
from tenants.models import Domain, Tenant

SHORTEST, LONGEST = 3, 40
IS_TAKEN = (
    f"SELECT EXISTS (SELECT FROM {Tenant._meta.db_table} WHERE slug = %s) "  # noqa: S608 - names are the models'
    f"OR EXISTS (SELECT FROM {Domain._meta.db_table} WHERE domain = %s)"
)
_SHAPE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

# Ours, the mail and web standards', PostgreSQL's, and what would lend a stranger our authority.
RESERVED_WORDS = """
about abuse access account accounts admin administrator all analytics any api app apps assets auth autoconfig
autodiscover backup beta billing blog board bot broadcasthost careers cdn chain chat checkout cloud comanda company
console contact control dashboard database db default dev developer developers devops dns docs documentation download
drive email example false faq feedback files forum ftp git github gitlab grafana guest health healthz help home host
hosting hostmaster http https images imap img info information-schema internal invite ip ipv4 ipv6 isatap it jobs
kubernetes ldap legal live local localdomain localhost login logout mail mailer mailer-daemon manage marketing master
media metrics mobile monitor mx mysql named network new news newsletter no-reply nobody noc none noreply ns ns1 ns2
ns3 ns4 null oauth office official ops owner pay payment payments pgbouncer phpmyadmin ping platform pop pop3 portal
post postgres postgresql postmaster press preview privacy private prod production profile proxy public queue readyz
redis register registry release remote replica root rss sales saml sandbox scim secure security server service
services settings shop sign-in sign-out sign-up signin signout signup site smtp sockets spam sql ssh ssl sso staff
stage staging static stats status storage store stun subdomain superuser support sysadmin system task tasks team
template tenant tenants test testing theme tls token tools true trust turn undefined unknown update upload uploads
usenet user users uucp verify video void vpn web webhook webhooks webmail webmaster websocket wiki wpad ws www www1
www2 www3 xmlrpc you
"""
RESERVED = frozenset(RESERVED_WORDS.split())


def check_subdomain(raw: str) -> str:
    """The name as it will be used, or SubdomainRefusedError with what is wrong and what to do. No query."""
    name = raw.strip().lower()
    if not name:
        raise _refused(_("Choose the address of your site."), _("Use the name of your restaurant, like “da-mario”."))
    if name.startswith(("pg-", "pg_", "xn--")) or "--" in name:
        raise _refused(_("This address is reserved."), _("Choose a name without double hyphens or technical prefixes."))
    if not _SHAPE.fullmatch(name):
        raise _refused(
            _("An address holds only letters a–z, digits and single hyphens between them."),
            _("Leave out spaces, accents, dots and quotes: “Pizzeria d'Oro” becomes “pizzeria-doro”."),
        )
    if len(name) < SHORTEST:
        raise _refused(_("This address is too short."), _("Use at least three characters."))
    if len(name) > LONGEST:
        raise _refused(_("This address is too long."), _("Use at most forty characters."))
    if name.isdigit():
        raise _refused(_("An address needs at least one letter."), _("Add a word to the number."))
    if name in RESERVED:
        raise _refused(_("This address is reserved."), _("Add your town or your kind of kitchen to it."))
    return name


def check_slug(raw: str) -> str:
    """The name as it will be used. Raises SubdomainRefusedError, or SubdomainTakenError where somebody has it."""
    name = check_subdomain(raw)
    with connections[CONTROL_ALIAS].cursor() as cursor:
        cursor.execute(IS_TAKEN, [name, subdomain_host(name)])
        if cursor.fetchone()[0]:
            raise taken(name)
    return name


def taken(name: str) -> SubdomainTakenError:
    return SubdomainTakenError(
        _("“%(name)s” is already taken.") % {"name": name},
        fields={"subdomain": [_("This address is already taken.")]},
        remedy=_("Try it with your town: “%(name)s-milano”.") % {"name": name},
    )


def subdomain_host(slug: str) -> str:
    return f"{slug}.{settings.PLATFORM_HOST}"


def _refused(problem: object, remedy: object) -> SubdomainRefusedError:
    return SubdomainRefusedError(str(problem), fields={"subdomain": [str(problem)]}, remedy=str(remedy))
