import ssl

import pytest
from kombu import Connection

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


def test_jobs_check_the_certificate_of_their_broker() -> None:
    told = Connection(for_celery("rediss://:pw@host:6379/0"))
    assert told.ssl == {"ssl_cert_reqs": ssl.CERT_REQUIRED}
    assert (told.hostname, told.password, told.virtual_host) == ("host", "pw", "0")
    chosen = Connection(for_celery("rediss://host:6379/0?ssl_cert_reqs=none"))
    assert chosen.ssl == {"ssl_cert_reqs": ssl.CERT_NONE}
