"""Telling the news, from any process, after the commit that made it true."""

import logging
import time

from django.db import transaction
from redis import RedisError

from tenants.context import current_tenant
from tenants.live.messages import REVOKED, channel, frame, user_topic, version_key
from tenants.live.redis_clients import publisher
from tenants.live.topics import split

logger = logging.getLogger(__name__)

_MARK = "@@"
_WEEK = 7 * 24 * 3600

# One step in Redis, so versions arrive in the order they were given. A topic nobody has heard of for a week (or one
# that Redis lost in a crash) starts again from the clock in milliseconds, above whatever it had counted to.
_TELL = """
local version = redis.call('INCR', KEYS[1])
if version == 1 then
  version = tonumber(ARGV[3])
  redis.call('SET', KEYS[1], ARGV[3])
end
redis.call('EXPIRE', KEYS[1], ARGV[4])
redis.call('PUBLISH', ARGV[1], (string.gsub(ARGV[2], '@@', string.format('%.0f', version), 1)))
return version
"""


def publish(topic: str, event: str, *, id: int | str = "") -> None:  # noqa: A002 - the message's own word
    """Tell this tenant's listeners of `topic` (`kind:argument`) that `event` happened to `id`.

    Inside a transaction it is told after the commit, or never. It doesn't raise when Redis is away: the change is
    committed, and pages catch up by polling or when they reconnect.
    Raises ValueError for a malformed topic, NoTenantError outside a context.
    """
    split(topic)
    _after_commit(topic, event, str(id))


def disconnect_user(*, user_id: int) -> None:
    """Close this person's sockets in the current tenant (signed out, suspended, role changed), after the commit."""
    _after_commit(user_topic(user_id), REVOKED, "")


def _after_commit(topic: str, event: str, identity: str) -> None:
    name = channel(current_tenant().schema, topic)
    text = frame(topic, event, identity, _MARK)
    transaction.on_commit(lambda: _tell(name, text), robust=True)


def _tell(name: str, text: str) -> None:
    try:
        publisher().eval(_TELL, 1, version_key(name), name, text, int(time.time() * 1000), _WEEK)
    except RedisError as error:
        logger.warning("live news lost: %s", error, extra={"channel": name})
