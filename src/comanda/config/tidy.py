"""What every schema grows and nobody needs for ever: answered keys, told facts, ended sessions."""

import logging
from importlib import import_module

from django.conf import settings

from comanda.kernel.idempotency.forget import forget_old_keys
from comanda.kernel.outbox.forget import forget_relayed
from comanda.kernel.outbox.relay import count_parked

logger = logging.getLogger(__name__)


def tidy_schema() -> dict[str, int]:
    """Tidy the current schema, a tenant's or the platform's; returns how many rows went. Harmless to repeat.

    Facts that were given up stay, and are reported every night until somebody has looked after them.
    """
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    gone = {"keys": forget_old_keys(), "facts": forget_relayed()}
    if parked := count_parked():
        logger.error("%d events are parked and wait for a person: see docs/operations.md", parked)
    return gone
