import pytest

from comanda.config.redis_urls import for_celery, with_database


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("unix:///run/redis.sock?db=0", "unix:///run/redis.sock?db=1"),
        ("unix:///run/redis.sock", "unix:///run/redis.sock?db=1"),
        ("redis://host:6379/0", "redis://host:6379/1"),
        ("rediss://:pw@host:6379", "rediss://:pw@host:6379/1"),
    ],
)
def test_another_database_of_the_same_server(url: str, expected: str) -> None:
    assert with_database(url, 1) == expected


def test_sockets_in_the_spelling_of_jobs() -> None:
    assert for_celery("unix:///run/redis.sock?db=2") == "redis+socket:///run/redis.sock?virtual_host=2"
    assert for_celery("redis://host:6379/0") == "redis://host:6379/0"
