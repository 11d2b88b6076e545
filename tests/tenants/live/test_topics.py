"""Topics have an owner, a shape, and a tenant."""

import pytest

from tenants import live
from tenants.context import NoTenantError
from tenants.live import messages, topics
from tenants.live.asgi import is_own_page


@pytest.fixture
def no_topics(monkeypatch):
    monkeypatch.setattr(topics, "_authorisers", {})


def test_a_kind_has_one_owner(no_topics):
    def rule(visitor, argument):
        return argument == "1"

    live.register_topic("oven", rule)
    live.register_topic("oven", rule)
    with pytest.raises(ValueError, match="owner already"):
        live.register_topic("oven", lambda visitor, argument: True)
    with pytest.raises(ValueError, match="can't name"):
        live.register_topic("!user", rule)
    assert topics.may_listen(live.Visitor(), "oven:1")
    assert not topics.may_listen(live.Visitor(), "oven:2")
    assert not topics.may_listen(live.Visitor(), "fridge:1")


@pytest.mark.parametrize("topic", ["oven", "oven:", "oven:a b", "oven:1:2", "OVEN:1", "oven:1\n", "!user:1", ":1"])
def test_what_is_no_topic_can_not_be_published(as_tenant_a, topic):
    with pytest.raises(ValueError, match="not a topic"):
        live.publish(topic, "x")


def test_outside_a_tenant_nothing_is_published():
    with pytest.raises(NoTenantError):
        live.publish("oven:1", "x")


def test_channels_carry_their_schema(tenant_a, tenant_b):
    ours, theirs = (messages.channel(tenant.schema, "oven:1") for tenant in (tenant_a, tenant_b))
    assert ours != theirs
    assert messages.topic_of(ours) == "oven:1"
    assert messages.version_key(ours) != ours


def test_frames_carry_any_text_whole():
    frame = messages.frame("oven:1", 'he said "5"', 'a"b', 7)
    assert messages.version_of(frame) == 7


@pytest.mark.parametrize(
    ("origin", "host", "own"),
    [
        ("http://alfa.localhost:8000", "alfa.localhost:8001", True),
        ("http://alfa.localhost:9999", "alfa.localhost:8001", False),
        ("http://bravo.localhost:8000", "alfa.localhost:8001", False),
        ("http://alfa.localhost:8000.evil.example", "alfa.localhost:8001", False),
        ("http://alfa.localhost:99999999", "alfa.localhost:8001", False),
        ("file://alfa.localhost", "alfa.localhost:8001", False),
        ("", "alfa.localhost:8001", False),
        ("null", "alfa.localhost:8001", False),
    ],
)
def test_origins_with_a_port_for_sockets(settings, origin, host, own):
    settings.PORT, settings.SOCKETS_ON_PORT = 8000, 8001
    assert is_own_page(origin, host) is own


@pytest.mark.parametrize(
    ("origin", "host", "own"),
    [
        ("https://pizza.example", "pizza.example", True),
        ("https://pizza.example:444", "pizza.example:443", False),
        ("https://pizza.example", "pizza.example:443", True),
        ("https://other.example", "pizza.example", False),
    ],
)
def test_origins_behind_a_proxy(settings, origin, host, own):
    settings.SOCKETS_ON_PORT = None
    assert is_own_page(origin, host) is own
