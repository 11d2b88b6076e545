"""A server that isn't there is named in a sentence, without its password."""

import socket

import pytest
from django.conf import settings

from comanda.config.launch import own_servers
from comanda.config.launch.own_servers import ServerRefusedError, check_postgres, check_redis
from comanda.config.settings.environment import DATABASE_URL


@pytest.fixture
def nobody() -> str:
    """A port where nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


def test_servers_that_are_there_are_taken(django_db_setup: None) -> None:
    check_postgres("DATABASE_URL", DATABASE_URL)
    check_redis("REDIS_URL", settings.REDIS_URL)


@pytest.mark.parametrize(
    ("check", "scheme"), [(check_postgres, "postgresql"), (check_redis, "redis")], ids=["postgres", "redis"]
)
def test_one_that_is_not_is_named_without_its_password(check, scheme: str, nobody: str) -> None:
    with pytest.raises(ServerRefusedError) as caught:
        check("OUR_SETTING", f"{scheme}://somebody:very-secret@{nobody}/0")
    assert str(caught.value).startswith("OUR_SETTING: ")
    assert "correct the address" in str(caught.value)
    assert "very-secret" not in str(caught.value)


def test_servers_that_are_too_old_are_refused(django_db_setup: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_servers, "OLDEST_POSTGRES", 99)
    monkeypatch.setattr(own_servers, "OLDEST_REDIS", (99, 0))
    with pytest.raises(ServerRefusedError, match="needs 99 or newer"):
        check_postgres("DATABASE_URL", DATABASE_URL)
    with pytest.raises(ServerRefusedError, match=r"needs 99\.0 or newer"):
        check_redis("REDIS_URL", settings.REDIS_URL)
