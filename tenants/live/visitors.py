"""Who holds a socket: the session cookie, looked up in the schema of the tenant whose host was asked.

A session exists in one schema only. One tenant's cookie on another's host finds nothing there and is nobody.
"""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest, parse_cookie

from tenants.context import current_tenant, use_tenant
from tenants.contracts import SERVED
from tenants.freezing import find_thawed
from tenants.live.messages import user_topic
from tenants.live.topics import Visitor, may_listen


def find_visitor(cookie_header: str) -> Visitor:
    """The visitor behind a `Cookie` header, in the current tenant. Queries; call it in a thread."""
    key = parse_cookie(cookie_header).get(settings.SESSION_COOKIE_NAME)
    if not key:
        return Visitor()
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    user = get_user(request)
    return Visitor(user_id=user.pk if user.is_authenticated else None)


def find_topics(cookie_header: str, topics: tuple[str, ...]) -> tuple[str, ...]:
    """`topics` and the visitor's private one, if the visitor may listen to every one of them; else nothing."""
    visitor = find_visitor(cookie_header)
    if not all(may_listen(visitor, topic) for topic in topics):
        return ()
    return topics if visitor.user_id is None else (*topics, user_topic(visitor.user_id))


def find_topics_now(cookie_header: str, topics: tuple[str, ...]) -> tuple[str, ...]:
    """The same, where the tenant lives now: a socket outlives suspensions, moves and erasures."""
    ref = find_thawed(current_tenant().schema)
    if ref is None or ref.status not in SERVED:
        return ()
    with use_tenant(ref):
        return find_topics(cookie_header, topics)
