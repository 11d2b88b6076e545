"""Tell every process that something it may keep has changed: after the commit, and this one at once."""

from functools import partial

from django.db import transaction

from tenant_apps.catalog.selectors import eighty_six, published
from tenants.broadcast import announce
from tenants.context import current_tenant


def announce_menu(*, venue_id: int) -> None:
    published.forget_menu(current_tenant().id, str(venue_id))
    transaction.on_commit(partial(announce, published.CHANNEL, str(venue_id)), robust=True)


def announce_eighty_six(*, venue_id: int) -> None:
    eighty_six.forget_eighty_sixed(current_tenant().id, str(venue_id))
    transaction.on_commit(partial(announce, eighty_six.CHANNEL, str(venue_id)), robust=True)
